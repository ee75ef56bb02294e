import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarIn } from "#platform/base-calendar.ts";
import {
  closeReasons,
  type Move,
  missingForConfirmation,
  type NeedFacts,
  needStates,
  nextStates,
  refusalOfMove,
  reopenDays,
} from "./need.ts";
import { responseClock } from "./response-clock.ts";

const now = new Date("2026-03-02T09:00:00Z");
const moment = { today: "2026-03-02", now };
const complete: NeedFacts = {
  state: "draft",
  title: "Battery diagnostics",
  detail: "State of health in ten minutes",
  field: "electrification",
  budgetMinor: 1,
  decideBy: "2026-06-30",
  ownerIsActive: true,
  stateChangedAt: now,
};

const move = fc.record({
  to: fc.constantFrom(...needStates),
  closeReason: fc.option(fc.constantFrom(...closeReasons)),
  note: fc.option(fc.constantFrom("", "  ", "because")),
}) satisfies fc.Arbitrary<Move>;

const facts = fc.record({
  state: fc.constantFrom(...needStates),
  title: fc.constantFrom("", "Battery"),
  detail: fc.constantFrom("", "Detail"),
  field: fc.constantFrom(null, "energy"),
  budgetMinor: fc.constantFrom(null, 0, 5),
  decideBy: fc.constantFrom(null, "2026-03-01", "2026-03-02", "2027-01-01"),
  ownerIsActive: fc.boolean(),
  stateChangedAt: fc.date({ min: new Date("2024-01-01"), max: now, noInvalidDate: true }),
});

describe("the life of a need", () => {
  test("no path leaves the drawn ways, whatever is asked in whatever order", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const visited = ["draft"];
        let need = complete;
        for (const next of moves) {
          if (refusalOfMove(need, next, moment) !== null) continue;
          expect(nextStates[need.state]).toContain(next.to);
          need = { ...need, state: next.to };
          visited.push(next.to);
        }
        if (visited.includes("open")) expect(visited.indexOf("confirmed")).toBeLessThan(visited.indexOf("open"));
        if (visited.includes("solved")) expect(visited.at(-1)).toBe("solved");
      }),
    );
  });

  test("an accepted move carries its reason, and enters the open life only complete", () => {
    fc.assert(
      fc.property(facts, move, (need, next) => {
        if (refusalOfMove(need, next, moment) !== null) return;
        if (next.to === "closed") expect(next.closeReason).not.toBeNull();
        if (next.to === "closed" && next.closeReason === "other") expect(next.note?.trim()).toBeTruthy();
        if (needStates.indexOf(next.to) < needStates.indexOf(need.state)) expect(next.note?.trim()).toBeTruthy();
        if (next.to === "confirmed") expect(missingForConfirmation(need, moment.today)).toEqual([]);
        if (need.state === "closed")
          expect(now.getTime() - need.stateChangedAt.getTime()).toBeLessThanOrEqual(reopenDays * 86_400_000);
      }),
    );
  });

  test("names everything confirmation needs", () => {
    const empty = { ...complete, title: "", detail: "", field: null, budgetMinor: null, decideBy: null, ownerIsActive: false };
    expect(missingForConfirmation(empty, moment.today)).toEqual(["owner", "title", "detail", "field", "budget", "decideBy"]);
    expect(missingForConfirmation({ ...complete, decideBy: "2026-03-01" }, moment.today)).toEqual(["decideByPast"]);
    expect(missingForConfirmation({ ...complete, decideBy: "2026-03-02", budgetMinor: 0 }, moment.today)).toEqual([]);
  });

  test("a need closed longer than a year ago stays closed", () => {
    const closed = { ...complete, state: "closed" as const, stateChangedAt: new Date("2025-03-01T09:00:00Z") };
    expect(refusalOfMove(closed, { to: "draft", note: "again" }, moment)).toBe("needs.errors.reopenTooLate");
    expect(refusalOfMove({ ...closed, stateChangedAt: now }, { to: "draft", note: "again" }, moment)).toBeNull();
    expect(refusalOfMove({ ...closed, stateChangedAt: now }, { to: "draft" }, moment)).toBe("needs.errors.noteMissing");
  });
});

test("the response clock names the side whose turn it is and its last day", () => {
  const at = (state: NeedFacts["state"], decideBy: string | null = "2026-06-30", today = "2026-03-02") =>
    responseClock({ state, decideBy, stateChangedAt: now }, { ...calendarIn("UTC", now), today });
  expect(at("draft")).toEqual({ turn: "owner", since: now, until: "2026-03-16", isOverdue: false });
  expect(at("confirmed")).toEqual({ turn: "scout", since: now, until: "2026-03-07", isOverdue: false });
  expect(at("open", "2026-03-10")).toEqual({ turn: "scout", since: now, until: "2026-03-10", isOverdue: false });
  expect(at("shortlisted", "2026-06-30", "2026-07-01")).toEqual({
    turn: "owner",
    since: now,
    until: "2026-06-30",
    isOverdue: true,
  });
  expect(at("solved")).toEqual({ turn: "nobody", since: now, until: null, isOverdue: false });
});

test("days of the response clock are those of the base's calendar: at one in the morning in Shanghai it is not yesterday", () => {
  const night = new Date("2026-03-01T17:00:00Z");
  const clock = responseClock({ state: "confirmed", decideBy: null, stateChangedAt: night }, calendarIn("Asia/Shanghai", night));
  expect(clock.until).toBe("2026-03-07");
});
