import { expect, test } from "vitest";
import { newFeedback, newNote, newVote } from "./schema.ts";

test("what is written beside a match or an entry holds no characters the database refuses", () => {
  expect(newNote.parse({ note: "\u0000Call\u202e them\u0000 " })).toEqual({ note: "Call them" });
  expect(newNote.safeParse({ note: "\u0000" }).success).toBe(false);
  expect(newFeedback.parse({ verdict: "bad", note: "a\u0000b" }).note).toBe("ab");
  expect(newVote.parse({ vote: "-1", comment: "a\u0000b" })).toEqual({ vote: -1, comment: "ab" });
});

test("a vote is one of three numbers, from a form in digits, and nothing that merely counts as one", () => {
  expect([1, 0, -1, "1", "0", "-1"].map((vote) => newVote.parse({ vote }).vote)).toEqual([1, 0, -1, 1, 0, -1]);
  for (const vote of [true, false, [], [1], null, "", " 1", 2]) {
    expect([vote, newVote.safeParse({ vote }).success]).toEqual([vote, false]);
  }
});
