import { expect, test } from "vitest";
import { dueDayOf, isReminderDay } from "./due.ts";

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

test("a review is due on its own day, else when its phase closes, else never", () => {
  const closesAt = new Date("2026-03-09T16:00:00Z");
  expect(dueDayOf({ dueOn: "2026-03-01", closesAt }, dayOf)).toBe("2026-03-01");
  expect(dueDayOf({ dueOn: null, closesAt }, dayOf)).toBe("2026-03-09");
  expect(dueDayOf({ dueOn: null, closesAt: null }, dayOf)).toBeNull();
});

test("reminders go out three days and one day before, the day after, and each third day for a month", () => {
  const days = Array.from({ length: 40 }, (_, at) => new Date(Date.UTC(2026, 2, 6 + at)).toISOString().slice(0, 10));
  const reminded = days.filter((today) => isReminderDay("2026-03-10", today));
  expect(reminded.slice(0, 5)).toEqual(["2026-03-07", "2026-03-09", "2026-03-11", "2026-03-14", "2026-03-17"]);
  expect(reminded.at(-1)).toBe("2026-04-10");
});
