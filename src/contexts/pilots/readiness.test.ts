import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarIn } from "#platform/base-calendar.ts";
import {
  hasCircle,
  isDone,
  isRunningOut,
  planReadiness,
  type ReadinessItem,
  readinessStates,
  standingOf,
  turnOf,
  turnOfStanding,
  usualItems,
} from "./readiness.ts";

const today = "2026-03-02";
const calendar = calendarIn("Asia/Shanghai", new Date("2026-03-02T09:00:00Z"));

const usual = (changes: Partial<Record<ReadinessItem["kind"], Partial<ReadinessItem>>> = {}): ReadinessItem[] =>
  usualItems.map((item) => ({
    ...item,
    state: "waiting",
    startedOn: today,
    providedOn: null,
    acceptedOn: null,
    validUntil: null,
    ...changes[item.kind],
  }));

const accepted = { state: "accepted", acceptedOn: "2026-03-01" } as const;

test("the longest chain holds the purchase order, and its items are critical", () => {
  const plan = planReadiness(usual(), calendar);
  expect(plan.readyOn).toBe("2026-04-16");
  expect(plan.heldBy).toBe("nda");
  expect(plan.items.filter(({ isCritical }) => isCritical).map(({ kind }) => kind)).toEqual(["nda", "informationSecurity"]);
  expect(plan.items.find(({ kind }) => kind === "exportControl")).toEqual({
    kind: "exportControl",
    startsOn: today,
    handedOverOn: "2026-03-04",
    endsOn: "2026-03-11",
    isDone: false,
    isCritical: false,
    slackDays: 26,
  });
});

test("when the chain is done the next longest holds the order", () => {
  const plan = planReadiness(usual({ nda: accepted, informationSecurity: accepted }), calendar);
  expect([plan.heldBy, plan.readyOn]).toEqual(["bankAccount", "2026-04-03"]);
});

test("nothing holds the order when everything is accepted or not needed", () => {
  const items = usual().map((item) => ({ ...item, ...accepted }));
  expect(planReadiness(items, calendar)).toMatchObject({ readyOn: today, heldBy: null });
});

test("an accepted document that ran out is open again", () => {
  const insurance = { ...accepted, validUntil: "2026-03-01" };
  expect(planReadiness(usual({ insurance }), calendar).items.find(({ kind }) => kind === "insurance")?.isDone).toBe(false);
});

test("what is overdue ends today at the earliest", () => {
  const late = usual().map((item) => ({ ...item, startedOn: "2025-01-01" }));
  expect(planReadiness(late, calendar).items.every(({ endsOn }) => endsOn >= today)).toBe(true);
});

test("each open item is somebody's turn", () => {
  expect(readinessStates.map((state) => turnOf({ state }))).toEqual(["startup", "host", null, "startup", null]);
});

test("what the start-up has not given yet is given today at the earliest, and the host takes its days from then", () => {
  const late = usual({ exportControl: { startedOn: "2026-01-05" } });
  const bar = planReadiness(late, calendar).items.find(({ kind }) => kind === "exportControl");
  expect(bar).toMatchObject({ startsOn: "2026-01-05", handedOverOn: today, endsOn: "2026-03-09" });
});

test("an item behind others is nobody's turn until they are done", () => {
  const items = usual();
  const supplier = items.find(({ kind }) => kind === "supplierNumber")!;
  expect(standingOf(supplier, items, today)).toBe("blocked");
  expect(turnOfStanding("blocked")).toBe(null);
  expect(standingOf(supplier, usual({ nda: accepted, bankAccount: { state: "notNeeded" } }), today)).toBe("waiting");
});

test("both sides are warned thirty days before a document runs out, and from the day after it is asked for again", () => {
  const until = (validUntil: string) => ({ ...usual()[0]!, ...accepted, validUntil });
  expect(["2026-03-01", "2026-03-02", "2026-04-01", "2026-04-02"].map((day) => isRunningOut(until(day), today))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(standingOf(until("2026-03-01"), [], today)).toBe("ranOut");
});

test("items that wait for each other in a circle are found", () => {
  expect(hasCircle(usualItems)).toBe(false);
  expect(
    hasCircle([
      { kind: "nda", after: ["insurance"] },
      { kind: "insurance", after: ["nda"] },
    ]),
  ).toBe(true);
  expect(hasCircle([{ kind: "nda", after: ["nda"] }])).toBe(true);
  expect(hasCircle([{ kind: "nda", after: ["insurance"] }])).toBe(false);
});

test("whatever is done or late, the order waits for exactly the last open item and something critical holds it", () => {
  const anyItems = fc.tuple(
    ...usualItems.map((item) =>
      fc.record({
        kind: fc.constant(item.kind),
        after: fc.constant(item.after),
        state: fc.constantFrom(...readinessStates),
        startupDays: fc.nat(20),
        hostDays: fc.nat(20),
        startedOn: fc.constantFrom("2026-01-05", "2026-02-20", today),
        providedOn: fc.constantFrom(null, "2026-02-25"),
        acceptedOn: fc.constantFrom(null, "2026-02-28"),
        validUntil: fc.constantFrom(null, "2026-03-01", "2027-01-01"),
      }),
    ),
  );
  fc.assert(
    fc.property(anyItems, (items) => {
      const plan = planReadiness(items, calendar);
      const open = items.filter((item) => !isDone(item, today)).map(({ kind }) => kind);
      const ends = plan.items.filter(({ kind }) => open.includes(kind)).map(({ endsOn }) => endsOn);
      expect(plan.readyOn).toBe(ends.toSorted().at(-1) ?? today);
      expect(plan.heldBy !== null).toBe(open.length > 0);
      expect(plan.items.every(({ slackDays }) => slackDays >= 0)).toBe(true);
    }),
  );
});
