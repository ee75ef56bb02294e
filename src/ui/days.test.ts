import { expect, test } from "vitest";
import { dayOf, daysBetween } from "./days.ts";

test("the day is the base's, not the server's", () => {
  const lateEvening = new Date("2026-03-01T22:30:00Z");
  expect([dayOf(lateEvening, "Asia/Shanghai"), dayOf(lateEvening, "Europe/Berlin")]).toEqual(["2026-03-02", "2026-03-01"]);
});

test("days are counted over months, leap days and changes of the clock", () => {
  expect([
    daysBetween("2026-03-02", "2026-03-02"),
    daysBetween("2026-03-28", "2026-03-30"),
    daysBetween("2028-03-01", "2028-02-28"),
  ]).toEqual([0, 2, -2]);
});
