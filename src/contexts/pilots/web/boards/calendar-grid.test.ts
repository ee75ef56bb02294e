import { expect, test } from "vitest";
import { monthAfter, weeksOf } from "./calendar-grid.ts";

test("a month stands in whole weeks from Monday to Sunday", () => {
  const weeks = weeksOf("2026-03");
  expect(weeks).toHaveLength(6);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, "2026-03-01"]);
  expect(weeks[5]).toEqual(["2026-03-30", "2026-03-31", null, null, null, null, null]);
  expect(weeksOf("2028-02").flat().filter(Boolean)).toHaveLength(29);
  expect(weeksOf("2027-02")).toHaveLength(4);
});

test("months go on across years", () => {
  expect([monthAfter("2026-12", 1), monthAfter("2026-01", -1), monthAfter("2026-05", 0)]).toEqual([
    "2027-01",
    "2025-12",
    "2026-05",
  ]);
});
