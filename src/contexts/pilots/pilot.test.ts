import fc from "fast-check";
import { expect, test } from "vitest";
import type { Criterion } from "./criterion.ts";
import {
  type Gate,
  holdReasons,
  isFixed,
  isOver,
  missingFor,
  monthsAfter,
  type PilotFacts,
  pilotStates,
  refusalOfExtension,
  refusalOfGate,
  stateAfter,
  stopReasons,
  verdicts,
} from "./pilot.ts";

const today = "2026-03-02";

const criterion = (metric: string): Criterion => ({
  metric,
  unit: "%",
  comparison: "atLeast",
  baseline: 60,
  target: 90,
  method: "Counted on 500 parts by the line's own scale",
  measuredBy: "together",
});

const complete: PilotFacts = {
  state: "proposed",
  scope: "Find scratches on painted parts",
  ownerIsActive: true,
  hasSponsor: true,
  budgetMinor: 30_000_000,
  startsOn: "2026-04-01",
  endsOn: "2026-07-31",
  decisionOn: "2026-08-15",
  criteria: ["Hit rate", "Speed", "Uptime"].map(criterion),
  consequence: { nextOrder: "Two more lines", budgetLine: "KST 4711", seriesContact: "Li Wei", withinDays: 60 },
  heldUntil: null,
  heldSince: null,
  isExtended: false,
  hasSignedAgreement: true,
  hasApprovedOrder: true,
  hasSentOrder: true,
  openReadiness: 0,
  unjudged: 0,
  hasAdoption: true,
};

test("a pilot goes gate by gate from proposed to adopted", () => {
  const road = pilotStates.slice(0, 6).map((state) => {
    expect(refusalOfGate({ ...complete, state }, { verdict: "go" }, today)).toBeNull();
    return stateAfter(state, "go");
  });
  expect(road).toEqual(["scoped", "contracting", "ordered", "running", "evaluated", "adopted"]);
});

test("a pilot without owner, budget, criteria or decision day does not go on, and says what is missing", () => {
  const bare = { ...complete, ownerIsActive: false, budgetMinor: null, criteria: [], decisionOn: null, state: "scoped" } as const;
  expect(refusalOfGate(bare, { verdict: "go" }, today)).toEqual({
    key: "pilots.errors.incomplete",
    missing: ["owner", "budget", "decisionDay", "criteria"],
  });
});

const towardsOrder = ["agreement", "purchaseOrder", "readiness"];
const atItsGate = [...towardsOrder, "sentOrder"];

test("what is missing for a later gate includes what an earlier one asked for, but for what leads to the order", () => {
  fc.assert(
    fc.property(fc.constantFrom(...pilotStates), fc.constantFrom(...pilotStates), facts(), (one, other, pilot) => {
      const [early, late] = [one, other].toSorted((a, b) => pilotStates.indexOf(a) - pilotStates.indexOf(b)) as [never, never];
      const lasting = missingFor(pilot, early).filter((part) => early === late || !atItsGate.includes(part));
      expect(missingFor(pilot, late)).toEqual(expect.arrayContaining(lasting));
    }),
  );
});

test("an insurance that runs out after the order keeps nothing from being evaluated", () => {
  const late = { ...complete, openReadiness: 1, hasSignedAgreement: false, hasApprovedOrder: false };
  expect(missingFor(late, "ordered")).toEqual(towardsOrder);
  expect(missingFor(late, "running")).toEqual([]);
  expect(missingFor(late, "evaluated")).toEqual([]);
});

test("a pilot does not run on an order that the start-up was never sent; one cancelled later ends nothing", () => {
  const unsent = { ...complete, hasSentOrder: false };
  expect(missingFor(unsent, "ordered")).toEqual([]);
  expect(missingFor(unsent, "running")).toEqual(["sentOrder"]);
  expect(missingFor(unsent, "evaluated")).toEqual([]);
});

test("the day of decision is not before the end, nor the end before the start", () => {
  expect(missingFor({ ...complete, decisionOn: "2026-07-30" }, "contracting")).toEqual(["decisionBeforeEnd"]);
  expect(missingFor({ ...complete, endsOn: "2026-04-01" }, "contracting")).toEqual(["endBeforeStart"]);
});

test("a hold names a reason and a day within two months", () => {
  const hold = (gate: Partial<Gate>) => refusalOfGate(complete, { verdict: "hold", ...gate }, today)?.key;
  expect(hold({ until: "2026-03-20" })).toBe("pilots.errors.reasonMissing");
  expect(hold({ reason: "legal" })).toBe("pilots.errors.holdWithoutDay");
  expect(hold({ reason: "legal", until: today })).toBe("pilots.errors.holdWithoutDay");
  expect(hold({ reason: "legal", until: "2026-05-02" })).toBe("pilots.errors.holdTooLong");
  expect(hold({ reason: "other", until: "2026-03-20" })).toBe("pilots.errors.commentMissing");
  expect(hold({ reason: "legal", until: "2026-05-01" })).toBeUndefined();
});

test("what was put off for two months is held further by the sponsor alone", () => {
  const hold = { verdict: "hold", reason: "legal", until: "2026-03-20" } as const;
  const longHeld = { ...complete, heldSince: "2026-01-10" };
  expect(refusalOfGate({ ...complete, heldSince: "2026-01-19" }, hold, today)).toBeNull();
  expect(refusalOfGate(longHeld, hold, today)).toEqual({ key: "pilots.errors.holdIsSponsors" });
  expect(refusalOfGate(longHeld, { ...hold, bySponsor: true }, today)).toBeNull();
});

test("a pilot is stopped from everywhere with a reason, and what is over stays over", () => {
  for (const state of pilotStates) {
    const refusal = refusalOfGate({ ...complete, state }, { verdict: "stop", reason: "technology" }, today);
    expect(refusal).toEqual(isOver(state) ? { key: "pilots.errors.isOver" } : null);
  }
  expect(refusalOfGate(complete, { verdict: "stop", reason: "legal" }, today)).toEqual({ key: "pilots.errors.reasonMissing" });
});

test("whatever is said at whatever gate, a pilot only moves along its road, and never past a gate that misses something", () => {
  const saying = fc.record({
    verdict: fc.constantFrom(...verdicts),
    reason: fc.constantFrom(null, ...holdReasons, ...stopReasons),
    comment: fc.constantFrom(null, "", "because"),
    until: fc.constantFrom(null, "2026-03-01", "2026-03-20", "2027-01-01"),
  });
  fc.assert(
    fc.property(facts(), fc.array(saying, { maxLength: 12 }), (start, gates) => {
      let pilot = start;
      for (const gate of gates) {
        if (refusalOfGate(pilot, gate, today)) continue;
        const state = stateAfter(pilot.state, gate.verdict);
        if (gate.verdict === "go") expect(missingFor(pilot, state)).toEqual([]);
        expect(pilotStates.indexOf(state) - pilotStates.indexOf(pilot.state)).toBeLessThanOrEqual(
          gate.verdict === "stop" ? 7 : 1,
        );
        expect(isFixed(pilot.state) && !isFixed(state)).toBe(false);
        pilot = { ...pilot, state };
      }
    }),
  );
});

test("a running pilot is extended once, later than its end and by four months at most", () => {
  const running = { state: "running", isExtended: false, endsOn: "2026-07-31" } as const;
  const wanted = { endsOn: "2026-09-30", decisionOn: "2026-10-15" };
  expect(refusalOfExtension(running, wanted, today)).toBeNull();
  expect(refusalOfExtension({ ...running, isExtended: true }, wanted, today)).toBe("pilots.errors.extendedBefore");
  expect(refusalOfExtension({ ...running, state: "ordered" }, wanted, today)).toBe("pilots.errors.extensionNotRunning");
  expect(refusalOfExtension(running, { ...wanted, endsOn: "2026-07-31" }, today)).toBe("pilots.errors.extensionNotLater");
  expect(refusalOfExtension(running, wanted, "2026-10-01")).toBe("pilots.errors.extensionPast");
  expect(refusalOfExtension(running, { ...wanted, decisionOn: "2026-09-29" }, today)).toBe("pilots.errors.decisionBeforeEnd");
  const late = { endsOn: "2026-12-01", decisionOn: "2026-12-02" };
  expect(refusalOfExtension(running, late, today)).toBe("pilots.errors.extensionTooLong");
  expect(refusalOfExtension(running, { ...wanted, decisionOn: "2026-10-30" }, today)).toBeNull();
  expect(refusalOfExtension(running, { ...wanted, decisionOn: "2026-10-31" }, today)).toBe("pilots.errors.extendedDecisionLate");
});

test("months end where a month ends", () => {
  expect(monthsAfter("2026-10-31", 4)).toBe("2027-02-28");
  expect(monthsAfter("2027-10-31", 4)).toBe("2028-02-29");
  expect(monthsAfter("2026-03-02", 4)).toBe("2026-07-02");
});

function facts(): fc.Arbitrary<PilotFacts> {
  return fc.record({
    state: fc.constantFrom(...pilotStates),
    scope: fc.constantFrom("", "Scratches"),
    ownerIsActive: fc.boolean(),
    hasSponsor: fc.boolean(),
    budgetMinor: fc.option(fc.nat()),
    startsOn: fc.constantFrom(null, "2026-04-01"),
    endsOn: fc.constantFrom(null, "2026-03-01", "2026-07-31"),
    decisionOn: fc.constantFrom(null, "2026-07-30", "2026-08-15"),
    criteria: fc.constantFrom([], complete.criteria),
    consequence: fc.constantFrom(null, complete.consequence),
    heldUntil: fc.constant(null),
    heldSince: fc.constantFrom(null, "2026-01-05"),
    isExtended: fc.boolean(),
    hasSignedAgreement: fc.boolean(),
    hasApprovedOrder: fc.boolean(),
    hasSentOrder: fc.boolean(),
    openReadiness: fc.nat(2),
    unjudged: fc.nat(2),
    hasAdoption: fc.boolean(),
  });
}
