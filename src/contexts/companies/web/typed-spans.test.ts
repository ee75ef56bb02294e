import { expect, test } from "vitest";
import { typedSpans } from "./typed-spans.ts";

const marked = (text: string, typed: string): string[] => typedSpans(text, typed).map(([start, end]) => text.slice(start, end));

test("what was typed is marked where words begin with it or differ in the ending, and Chinese signs wherever they stand", () => {
  expect(marked("Battery diagnostic for fleets", "batt diagnostics")).toEqual(["Batt", "diagnostic"]);
  expect(marked("Smart art", "art")).toEqual(["art"]);
  expect(marked("Carbon car", "carry")).toEqual([]);
  expect(marked("动力电池云端诊断", "电池诊断 动力")).toEqual(["电池", "诊断", "动力"]);
  expect(marked("动力电池诊断", "电池诊断")).toEqual(["电池诊断"]);
  expect(marked("Größe", "GRÖ")).toEqual(["Grö"]);
  expect(marked("anything", "?! (")).toEqual([]);
});
