import { expect, test } from "vitest";
import { isSameText } from "./same-text.ts";

test("a given secret is the expected one, or is not, whatever letters it has", () => {
  expect(isSameText("abc", "abc")).toBe(true);
  expect(isSameText("abd", "abc")).toBe(false);
  expect(isSameText("abé", "abc")).toBe(false);
  expect(isSameText("", "abc")).toBe(false);
});
