import fc from "fast-check";
import { expect, test } from "vitest";
import { type CallWindow, faultsOfWindow, opennessOf, takesApplications } from "./call.ts";

const day = (text: string) => new Date(`2026-${text}T16:00:00Z`);
const window: CallWindow = {
  state: "published",
  mode: "window",
  opensAt: day("03-01"),
  softDeadlineAt: day("04-01"),
  hardDeadlineAt: day("04-08"),
};

test("a window is upcoming, open, late and closed, and its deadlines still count themselves", () => {
  const at = (instant: Date) => opennessOf(window, instant);
  expect([at(day("02-28")), at(day("03-01")), at(day("04-01")), at(day("04-02")), at(day("04-08")), at(day("04-09"))]).toEqual([
    "upcoming",
    "open",
    "open",
    "late",
    "late",
    "closed",
  ]);
});

test("a rolling call stays open until somebody closes it; a draft is hidden whatever its dates", () => {
  const rolling: CallWindow = { ...window, mode: "rolling", opensAt: null };
  expect(opennessOf(rolling, day("12-31"))).toBe("open");
  expect(opennessOf({ ...rolling, state: "closed" }, day("03-02"))).toBe("closed");
  expect(opennessOf({ ...window, state: "draft" }, day("03-02"))).toBe("hidden");
});

test("dates that cannot be met are named", () => {
  expect(faultsOfWindow({ mode: "window", opensAt: null, softDeadlineAt: null, hardDeadlineAt: null })).toEqual([
    "opensMissing",
    "deadlineMissing",
  ]);
  expect(faultsOfWindow({ ...window, hardDeadlineAt: day("03-15") })).toEqual(["hardBeforeSoft"]);
  expect(faultsOfWindow({ ...window, opensAt: day("05-01") })).toEqual(["closesBeforeOpening"]);
  expect(faultsOfWindow({ mode: "rolling", opensAt: null, softDeadlineAt: null, hardDeadlineAt: null })).toEqual([]);
});

test("a call without faults takes applications at some instant, and never after it has closed for good", () => {
  const instant = fc.date({ min: day("01-01"), max: day("12-31"), noInvalidDate: true });
  const dates = fc.record({ opensAt: instant, softDeadlineAt: fc.option(instant), hardDeadlineAt: fc.option(instant) });
  fc.assert(
    fc.property(dates, instant, instant, (given, one, other) => {
      const call: CallWindow = { state: "published", mode: "window", ...given };
      if (faultsOfWindow(call).length > 0) return;
      expect(takesApplications(opennessOf(call, given.opensAt))).toBe(true);
      const [earlier, later] = one < other ? [one, other] : [other, one];
      if (opennessOf(call, earlier) === "closed") expect(opennessOf(call, later)).toBe("closed");
    }),
  );
});
