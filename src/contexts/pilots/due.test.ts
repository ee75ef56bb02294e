import { expect, test } from "vitest";
import { calendarIn } from "#platform/base-calendar.ts";
import { type DutyFacts, dutiesOf, stepsDue } from "./due.ts";

const pilot: DutyFacts = {
  state: "running",
  heldUntil: null,
  startsOn: "2026-04-01",
  endsOn: "2026-07-31",
  decisionOn: "2026-08-15",
  consequenceDueOn: null,
  consequenceDoneAt: null,
  ownerLeftOn: null,
};
const due = (facts: Partial<DutyFacts>, by: string) =>
  dutiesOf({ ...pilot, ...facts }, by).map(({ kind, dueOn }) => `${kind} ${dueOn}`);

test("a running pilot is due on the day after its end, and as a decision on the day of the decision", () => {
  expect([due({}, "2026-07-31"), due({}, "2026-08-01"), due({}, "2026-08-15")]).toEqual([
    [],
    ["end 2026-08-01"],
    ["decide 2026-08-15"],
  ]);
});

test("a pilot that has not started when it was to is due, and one that was put off on the day it named", () => {
  expect(due({ state: "contracting" }, "2026-04-02")).toEqual(["start 2026-04-02"]);
  expect(due({ heldUntil: "2026-09-01" }, "2026-08-31")).toEqual([]);
  expect(due({ heldUntil: "2026-09-01" }, "2026-09-01")).toEqual(["hold 2026-09-01"]);
});

test("what was promised for met criteria is due until it is done; an owner who left is, at once", () => {
  const evaluated = { state: "evaluated", consequenceDueOn: "2026-10-01" } as const;
  expect(due(evaluated, "2026-10-01")).toEqual(["consequence 2026-10-01"]);
  expect(due({ ...evaluated, consequenceDoneAt: new Date() }, "2026-10-01")).toEqual([]);
  expect(due({ ownerLeftOn: "2026-05-04" }, "2026-05-05")).toEqual(["owner 2026-05-04"]);
  expect(due({ state: "stopped", ownerLeftOn: "2026-05-04", consequenceDueOn: "2026-05-01" }, "2026-12-31")).toEqual([]);
});

test("a duty is told of on its day and after each working week, five times at most, by the base's own holidays", () => {
  const holidays = { off: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"], worked: ["2026-10-10"] };
  const on = (day: string) => stepsDue("2026-09-30", calendarIn("Asia/Shanghai", new Date(`${day}T08:00:00Z`), holidays));
  expect([on("2026-09-29"), on("2026-09-30"), on("2026-10-12"), on("2026-10-13"), on("2027-06-01")]).toEqual([0, 1, 1, 2, 5]);
});
