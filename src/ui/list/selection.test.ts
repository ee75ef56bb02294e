import { expect, test } from "vitest";
import { afterToggle } from "./selection.ts";

const page = ["a", "b", "c", "d"];

test("a click chooses a row and a second click lets it go", () => {
  expect([...afterToggle(page, new Set(), "b", null)]).toEqual(["b"]);
  expect([...afterToggle(page, new Set(["b"]), "b", null)]).toEqual([]);
});

test("with Shift all rows between the last click and this one follow it, in both directions", () => {
  expect([...afterToggle(page, new Set(["a"]), "c", "a")]).toEqual(["a", "b", "c"]);
  expect([...afterToggle(page, new Set(["d"]), "b", "d")].sort()).toEqual(["b", "c", "d"]);
  expect([...afterToggle(page, new Set(page), "c", "a")]).toEqual(["d"]);
});

test("an anchor that left the page counts for nothing", () => {
  expect([...afterToggle(page, new Set(), "b", "gone")]).toEqual(["b"]);
});
