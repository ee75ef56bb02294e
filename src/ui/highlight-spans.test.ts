import { expect, test } from "vitest";
import { piecesOf } from "./highlight-spans.ts";

const shown = (text: string, spans: [number, number][]) =>
  piecesOf(text, spans)
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join("");

test("a text without spans is one plain piece", () => {
  expect(piecesOf("battery", [])).toEqual([{ text: "battery", isMarked: false }]);
  expect(piecesOf("", [[0, 3]])).toEqual([]);
});

test("spans are marked in order whatever order they come in", () => {
  expect(
    shown("solid state battery", [
      [12, 19],
      [0, 5],
    ]),
  ).toBe("[solid] state [battery]");
});

test("overlapping and touching spans become one mark", () => {
  expect(
    shown("电池管理系统", [
      [0, 2],
      [1, 4],
      [4, 6],
    ]),
  ).toBe("[电池管理系统]");
});

test("a span outside the text is cut to it, an empty or reversed one is dropped", () => {
  expect(
    shown("abc", [
      [-5, 1],
      [2, 99],
      [1, 1],
      [2, 1],
      [Number.NaN, 0],
    ]),
  ).toBe("[a]b[c]");
});

test("no character is cut in two", () => {
  expect(shown("a🔋b", [[2, 3]])).toBe("a[🔋]b");
});
