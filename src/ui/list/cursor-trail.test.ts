import { expect, test } from "vitest";
import { afterNext, afterPrevious, trailOf } from "./cursor-trail.ts";

test("going forward twice and back twice ends on the first page", () => {
  const second = afterNext([], null).trail;
  const third = afterNext(second, "c2").trail;
  expect(third).toEqual([null, "c2"]);
  const back = afterPrevious(third);
  expect(back).toEqual({ cursor: "c2", state: { trail: [null] } });
  expect(afterPrevious(back!.state.trail)).toEqual({ cursor: null, state: { trail: [] } });
});

test("who came straight to a page has no way back but the first page", () => {
  expect([afterPrevious(trailOf(null)), afterPrevious(trailOf({ trail: "x" })), afterPrevious(trailOf({ trail: [1] }))]).toEqual([
    null,
    null,
    null,
  ]);
});
