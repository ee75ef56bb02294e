import { expect, test } from "vitest";
import { parseMeasurementLines } from "./measurement-lines.ts";

const criteria = [
  { id: "a", metric: "Hit rate" },
  { id: "b", metric: "Cycle time" },
];

test("rows come as a spreadsheet gives them: with tabs or semicolons, a heading, days and numbers as people write them", () => {
  const { rows, mistakes } = parseMeasurementLines(
    "Criterion\tDay\tValue\tNote\n1\t2026-05-04\t93.5\tnight shift\ncycle time\t4.5.2026\t12,25\n2\t2026/5/5\t97 %",
    criteria,
  );
  expect(mistakes).toEqual([]);
  expect(rows).toEqual([
    { line: 2, criterionId: "a", measuredOn: "2026-05-04", value: 93.5, note: "night shift" },
    { line: 3, criterionId: "b", measuredOn: "2026-05-04", value: 12.25, note: "" },
    { line: 4, criterionId: "b", measuredOn: "2026-05-05", value: 97, note: "" },
  ]);
});

test("each line says what is wrong with it", () => {
  const { rows, mistakes } = parseMeasurementLines(
    "9;2026-05-04;1\n1;2026-02-30;1\n1;2026-05-04;1,250\n1;2026-05-04;4",
    criteria,
  );
  expect(mistakes).toEqual([
    { line: 1, key: "evaluation.lineErrors.criterion" },
    { line: 2, key: "evaluation.lineErrors.day" },
    { line: 3, key: "evaluation.lineErrors.value" },
  ]);
  expect(rows).toHaveLength(1);
});

test("no more than two hundred rows at once, and text that is no table is named as that", () => {
  const { mistakes } = parseMeasurementLines("1;2026-05-04;1\n".repeat(201), criteria);
  expect(mistakes).toEqual([{ line: 201, key: "evaluation.lineErrors.tooMany" }]);
  expect(parseMeasurementLines("hello", criteria).rows).toEqual([]);
});
