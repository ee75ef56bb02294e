import { daysAfter } from "#platform/base-calendar.ts";
import { decideGate, extendPilot } from "../commands/decide-gate.ts";
import { offerPilot } from "../commands/offer-pilot.ts";
import { judgeItem, provideDocument } from "../commands/readiness.ts";
import { revisePilot } from "../commands/revise-pilot.ts";
import { resultOf } from "../criterion.ts";
import { monthsAfter, nextGate } from "../pilot.ts";
import { type ReadinessKind, readinessKinds, usualItems } from "../readiness.ts";
import type { PilotRevision } from "../schema.ts";
import { documentExamples, threeCriteria } from "../testing.ts";
import {
  bound,
  decides,
  everybody,
  expected,
  isFixed,
  isOver,
  type Model,
  missingOf,
  names,
  reads,
  runs,
  sideOfWho,
  type Who,
} from "./model.ts";
import type { Chance, Move, MoveMaker } from "./move.ts";
import { readCriteria, signAgreement } from "./world.ts";

const stale = "pilots.errors.changedMeanwhile";

/** Now and then somebody acts on what they saw a while ago. */
async function seenVersion({ real, dice }: Chance): Promise<{ version: number; isStale: boolean }> {
  const isStale = dice.below(12) === 0;
  return { version: (await real.version()) + (isStale ? 7 : 0), isStale };
}

const go: MoveMaker = async (chance) => {
  const { m, real, who } = chance;
  const { version, isStale } = await seenVersion(chance);
  const missing = isOver(m) ? [] : missingOf(m);
  return {
    kind: `go:${m.state}`,
    who,
    missing,
    expected: expected(reads(m, who), decides(m, who), [
      isOver(m) && "pilots.errors.isOver",
      missing.length > 0 && "pilots.errors.incomplete",
      isStale && stale,
    ]),
    act: () => decideGate(real.people[who], real.pilotId, { verdict: "go", told: "", note: "", version }),
    apply: () => {
      m.state = nextGate[m.state]!;
      m.isHeld = false;
      m.heldSince = null;
      if (m.state === "scoped") m.items = new Map(usualItems.map(({ kind }) => [kind, "waiting"]));
      if (m.state === "evaluated") m.isConsequenceDue = resultOf(m.judged.map((each) => each!)) === "met";
    },
  };
};

const hold: MoveMaker = async (chance) => {
  const { m, real, who, dice } = chance;
  const { version, isStale } = await seenVersion(chance);
  const days = dice.of([0, 10, 60, 61]);
  const reason = dice.of(["legal", "technology", null] as const);
  const isLong = m.heldSince !== null && daysAfter(m.today, days) > daysAfter(m.heldSince, 60);
  return {
    kind: isLong ? "hold on and on" : "hold",
    who,
    expected: expected(reads(m, who), decides(m, who), [
      isOver(m) && "pilots.errors.isOver",
      reason !== "legal" && "pilots.errors.reasonMissing",
      days === 0 && "pilots.errors.holdWithoutDay",
      days === 61 && "pilots.errors.holdTooLong",
      isLong && who !== m.sponsor && "pilots.errors.holdIsSponsors",
      isStale && stale,
    ]),
    act: () =>
      decideGate(real.people[who], real.pilotId, {
        verdict: "hold",
        reason,
        told: "",
        note: "not yet",
        until: daysAfter(m.today, days),
        version,
      }),
    apply: () => {
      m.isHeld = true;
      m.heldSince ??= m.today;
    },
  };
};

const stop: MoveMaker = (chance) => {
  // Rarely with all that it takes: what is stopped has no further life to look at.
  const reason = chance.dice.of(["other", "capacity", null, "other", "no_budget"] as const);
  return stopAs(chance, reason, reason === "other" ? "" : "Thank you.");
};

export async function stopAs(chance: Chance, reason: "other" | "capacity" | "no_budget" | null, told: string): Promise<Move> {
  const { m, real, who } = chance;
  const { version, isStale } = await seenVersion(chance);
  return {
    kind: "stop",
    who,
    expected: expected(reads(m, who), decides(m, who), [
      isOver(m) && "pilots.errors.isOver",
      (reason === null || reason === "capacity") && "pilots.errors.reasonMissing",
      reason === "other" && told === "" && "pilots.errors.commentMissing",
      isStale && stale,
    ]),
    act: () => decideGate(real.people[who], real.pilotId, { verdict: "stop", reason, told, note: "", version }),
    apply: () => {
      m.state = "stopped";
      m.isHeld = false;
    },
  };
}

const extend: MoveMaker = async (chance) => {
  const { m, real, who, dice } = chance;
  const { version, isStale } = await seenVersion(chance);
  const endsOn = dice.of([m.endsOn, daysAfter(m.endsOn, 45), daysAfter(m.endsOn, 45), daysAfter(m.endsOn, 200)]);
  const decisionOn = daysAfter(endsOn, dice.of([10, 10, -1, 40]));
  const isRunning = m.state === "running";
  return {
    kind: "extend",
    who,
    expected: expected(reads(m, who), decides(m, who) && !isOver(m), [
      !isRunning && "pilots.errors.extensionNotRunning",
      m.isExtended && "pilots.errors.extendedBefore",
      endsOn <= m.endsOn && "pilots.errors.extensionNotLater",
      endsOn < m.today && "pilots.errors.extensionPast",
      decisionOn < endsOn && "pilots.errors.decisionBeforeEnd",
      endsOn > monthsAfter(m.endsOn, 4) && "pilots.errors.extensionTooLong",
      decisionOn > monthsAfter(endsOn, 1) && "pilots.errors.extendedDecisionLate",
      isStale && stale,
    ]),
    act: () => extendPilot(real.people[who], real.pilotId, { endsOn, decisionOn, told: "", version }),
    apply: () => Object.assign(m, { isExtended: true, endsOn, decisionOn }),
  };
};

const offer: MoveMaker = async (chance) => {
  const { m, real, who } = chance;
  const { version, isStale } = await seenVersion(chance);
  return {
    kind: "offer",
    who,
    expected: expected(reads(m, who), runs(m, who), [
      isOver(m) && "pilots.errors.isOver",
      m.isOffered && "pilots.errors.offeredBefore",
      isStale && stale,
    ]),
    act: () => offerPilot(real.people[who], real.pilotId, { version }),
    apply: () => {
      m.isOffered = true;
    },
  };
};

type Revision = Omit<PilotRevision, "version">;
/** Changes of what was agreed on and of what is the host's own, some of them wrong. */
const revisions: {
  isAgreed: boolean;
  of(chance: Chance): Revision;
  fault?(m: Model): string | false;
  apply(m: Model): Partial<Model>;
}[] = [
  { isAgreed: false, of: () => ({ note: "Ask for a second camera" }), apply: () => ({}) },
  { isAgreed: true, of: () => ({ criteria: threeCriteria.slice(1) }), apply: () => ({ criteria: 2 }) },
  { isAgreed: true, of: () => ({ criteria: threeCriteria }), apply: () => ({ criteria: 3 }) },
  { isAgreed: true, of: () => ({ decisionOn: null }), apply: () => ({ decisionOn: null }) },
  { isAgreed: true, of: () => ({ decisionOn: "2026-08-20" }), apply: () => ({ decisionOn: "2026-08-20" }) },
  { isAgreed: true, of: () => ({ scope: "" }), apply: () => ({ hasScope: false }) },
  { isAgreed: true, of: () => ({ scope: "Two lines" }), apply: () => ({ hasScope: true }) },
  { isAgreed: true, of: () => ({ nextOrder: "" }), apply: () => ({ hasNextOrder: false }) },
  { isAgreed: true, of: () => ({ nextOrder: "Five lines" }), apply: () => ({ hasNextOrder: true }) },
  {
    isAgreed: false,
    of: ({ real }) => ({ sponsorPersonId: real.people.cloud.actor.personId! }),
    fault: () => "pilots.errors.notAColleague",
    apply: () => ({}),
  },
  {
    isAgreed: false,
    of: ({ real }) => ({ sponsorPersonId: real.people.sponsor.actor.personId! }),
    apply: () => ({ sponsor: "sponsor" }),
  },
  {
    isAgreed: false,
    of: ({ real }) => ({ sponsorPersonId: real.people.steering.actor.personId! }),
    apply: () => ({ sponsor: "steering" }),
  },
  {
    isAgreed: false,
    of: ({ real }) => ({ problemOwnerPersonId: real.people.owner.actor.personId! }),
    apply: () => ({ problemOwner: "owner" }),
  },
  {
    isAgreed: false,
    of: ({ real }) => ({ problemOwnerPersonId: real.people.otherUnit.actor.personId! }),
    apply: () => ({ problemOwner: "otherUnit" }),
  },
  {
    isAgreed: false,
    of: () => ({ budgetMinor: null }),
    fault: ({ state }) => !["proposed", "scoped"].includes(state) && "pilots.errors.neededOnceAgreed",
    apply: () => ({ budget: null }),
  },
  {
    isAgreed: false,
    of: () => ({ budgetMinor: 15_000_000 }),
    fault: (m) => m.orders.reduce((total, order) => total + bound(order), 0) > 15_000_000 && "pilots.errors.budgetBound",
    apply: () => ({ budget: 15_000_000 }),
  },
  { isAgreed: false, of: () => ({ budgetMinor: 30_000_000 }), apply: () => ({ budget: 30_000_000 }) },
];

const revise: MoveMaker = async (chance) => reviseAs(chance, chance.dice.below(revisions.length));

async function reviseAs(chance: Chance, at: number): Promise<Move> {
  const { m, real, who } = chance;
  const { version, isStale } = await seenVersion(chance);
  const revision = revisions[at]!;
  const input = revision.of(chance);
  return {
    kind: revision.isAgreed && isFixed(m) ? "revise what is fixed" : `revise ${Object.keys(input)[0]}`,
    who,
    expected: expected(reads(m, who), mayRevise(m, who, input, real), [
      isOver(m) && "pilots.errors.isOver",
      revision.isAgreed && isFixed(m) && "pilots.errors.isFixed",
      revision.fault?.(m) ?? false,
      isStale && stale,
    ]),
    act: () => revisePilot(real.people[who], real.pilotId, { ...input, version }),
    apply: async () => {
      Object.assign(m, revision.apply(m));
      if (!input.criteria) return;
      m.values = input.criteria.map(() => null);
      m.judged = input.criteria.map(() => null);
      await readCriteria(real);
    },
  };
}

function mayRevise(m: Model, who: Who, { problemOwnerPersonId, sponsorPersonId }: Revision, real: Chance["real"]): boolean {
  const nameOf = (personId: string) => everybody.find((each) => real.people[each].actor.personId === personId);
  if (!problemOwnerPersonId && !sponsorPersonId) return runs(m, who);
  const isSame = problemOwnerPersonId ? nameOf(problemOwnerPersonId) === m.problemOwner : nameOf(sponsorPersonId!) === m.sponsor;
  return isSame ? runs(m, who) : names(m, who);
}

/** Puts right whatever the next gate misses. */
export async function mend(chance: Chance): Promise<Move | null> {
  const { m } = chance;
  const wrong = [
    !m.hasScope && 6,
    m.criteria < 3 && 2,
    m.decisionOn === null && 4,
    !m.hasNextOrder && 8,
    m.budget === null && 16,
  ];
  const at = wrong.find((each) => each !== false);
  return at === undefined ? null : reviseAs({ ...chance, who: "scout" }, at as number);
}

const accounts = ["DE89370400440532013000", "DE02120300000000202051"];

const provide: MoveMaker = (chance) => provideAs(chance, chance.dice.of(readinessKinds));

export function provideAs({ m, real, who, dice }: Chance, kind: ReadinessKind): Move {
  const { details, validUntil } = documentExamples[kind];
  const account = dice.of(accounts);
  const given = kind === "bankAccount" ? { ...details, account } : details;
  const state = m.items?.get(kind);
  return {
    kind: `provide${kind === "bankAccount" && m.account.text && m.account.text !== account ? " another account" : ""}`,
    who,
    expected: expected(reads(m, who), mayGive(m, who, kind), [
      isOver(m) && "pilots.errors.isOver",
      state === undefined && "not_found",
      (state === "accepted" || state === "notNeeded") && "pilots.errors.itemDone",
    ]),
    act: () => provideDocument(real.people[who], real.pilotId, kind, { details: given, validUntil }),
    apply: () => {
      m.items!.set(kind, "provided");
      if (kind !== "bankAccount") return;
      const isChange = m.account.text !== null && m.account.text !== account;
      m.account = isChange ? { text: account, changedOn: m.today, changedAt: m.turn } : { ...m.account, text: account };
    },
  };
}

function mayGive(m: Model, who: Who, kind: ReadinessKind): boolean {
  if (sideOfWho(m, who) === "startup") return kind !== "bankAccount" || who === "founder";
  return runs(m, who) || isHandOf(m, who);
}

/** Each item was given to the one who owned the problem when the lane began. */
const isHandOf = (_: Model, who: string): boolean => who === "owner";

const judge: MoveMaker = (chance) =>
  judgeAs(chance, chance.dice.of(readinessKinds), chance.dice.of(["accepted", "returned", "notNeeded"] as const));

export function judgeAs({ m, real, who }: Chance, kind: ReadinessKind, verdict: "accepted" | "returned" | "notNeeded"): Move {
  const state = m.items?.get(kind);
  const isDone = state === "accepted" || state === "notNeeded";
  const more = kind === "supplierNumber" ? { supplierNumber: "40077120" } : {};
  return {
    kind: `judge item ${verdict}`,
    who,
    expected: expected(reads(m, who), runs(m, who) || isHandOf(m, who), [
      isOver(m) && "pilots.errors.isOver",
      state === undefined && "not_found",
      verdict === "notNeeded" ? isDone && "pilots.errors.itemDone" : state !== "provided" && "pilots.errors.nothingProvided",
    ]),
    act: () =>
      judgeItem(
        real.people[who],
        real.pilotId,
        kind,
        verdict === "accepted" ? { verdict, ...more } : { verdict, reason: "Because" },
      ),
    apply: () => m.items!.set(kind, verdict),
  };
}

export const sign: MoveMaker = ({ m, real }) =>
  m.isSigned || !m.isOffered || isOver(m)
    ? null
    : {
        kind: "sign",
        who: "owner",
        isUnaudited: true,
        expected: [],
        act: () => signAgreement(real),
        apply: () => {
          m.isSigned = true;
        },
      };

const wait: MoveMaker = ({ m, dice }) => ({
  kind: "wait",
  who: "owner",
  isUnaudited: true,
  expected: [],
  act: async () => {},
  apply: () => {
    m.today = daysAfter(m.today, dice.of([1, 5, 31]));
  },
});

export const recordMoves: Record<string, MoveMaker> = { go, hold, stop, extend, offer, revise, provide, judge, wait };
