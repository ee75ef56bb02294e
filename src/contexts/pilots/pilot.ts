import { daysAfter } from "#platform/base-calendar.ts";
import { type Criterion, criteriaFaults } from "./criterion.ts";

/** The life of a pilot: the host buys a start-up's first product and decides by what was agreed before. Every move is recorded with who, when and why. */
export const pilotStates = [
  "proposed",
  "scoped",
  "contracting",
  "ordered",
  "running",
  "evaluated",
  "adopted",
  "stopped",
] as const;
export type PilotState = (typeof pilotStates)[number];

/** What the problem owner says at a gate. `hold` keeps the state and names the day it is looked at again. */
export const verdicts = ["go", "hold", "stop"] as const;
export type Verdict = (typeof verdicts)[number];

/** Where a `go` leads. */
export const nextGate: Partial<Record<PilotState, PilotState>> = {
  proposed: "scoped",
  scoped: "contracting",
  contracting: "ordered",
  ordered: "running",
  running: "evaluated",
  evaluated: "adopted",
};

export const holdReasons = [
  "budget_pending",
  "capacity",
  "startup_not_ready",
  "legal",
  "waiting_for_data",
  "priority",
  "other",
] as const;
export type HoldReason = (typeof holdReasons)[number];

export const stopReasons = [
  "criteria_not_met",
  "no_budget",
  "no_agreement",
  "readiness",
  "technology",
  "startup_withdrew",
  "priority_changed",
  "solved_otherwise",
  "other",
] as const;
export type StopReason = (typeof stopReasons)[number];

/** What follows when the criteria are met, fixed before the start: the answer to pilots that succeed and evaporate. */
export interface Consequence {
  nextOrder: string;
  budgetLine: string;
  seriesContact: string;
  /** Day by which it is carried out, counted from the decision. */
  withinDays: number;
}

export interface PilotFacts {
  state: PilotState;
  scope: string;
  ownerIsActive: boolean;
  hasSponsor: boolean;
  budgetMinor: number | null;
  startsOn: string | null;
  endsOn: string | null;
  decisionOn: string | null;
  criteria: readonly Criterion[];
  consequence: Consequence | null;
  heldUntil: string | null;
  /** The day the gate it stands before was first put off. */
  heldSince: string | null;
  /** Its end was moved once. */
  isExtended: boolean;
  hasSignedAgreement: boolean;
  hasApprovedOrder: boolean;
  /** An order is in the hands of the start-up. */
  hasSentOrder: boolean;
  /** Readiness items that stand before a purchase order and are not accepted. */
  openReadiness: number;
  /** Criteria nobody judged yet, and those judged as met. */
  unjudged: number;
  hasAdoption: boolean;
}

/** A pilot lasts four months at most unless both sides agree on another end before it starts. */
export const defaultMonths = 4;

export const missingParts = [
  "scope",
  "owner",
  "sponsor",
  "budget",
  "start",
  "end",
  "endBeforeStart",
  "decisionDay",
  "decisionBeforeEnd",
  "consequence",
  "criteria",
  "agreement",
  "purchaseOrder",
  "readiness",
  "sentOrder",
  "judgements",
  "adoption",
] as const;
export type MissingPart = (typeof missingParts)[number];

/**
 * What stands between a pilot and the state; empty when a `go` may be said. Later gates ask for all the earlier ones did, but for what leads
 * to the order: a document that runs out after it, or an order that is cancelled, does not keep a pilot from being evaluated.
 */
export function missingFor(pilot: PilotFacts, to: PilotState): MissingPart[] {
  const gates: [PilotState, (pilot: PilotFacts) => MissingPart[]][] = [
    ["scoped", missingForScope],
    ["contracting", missingForContract],
    ["ordered", (facts) => (to === "ordered" ? missingForOrder(facts) : [])],
    ["running", ({ hasSentOrder }) => when(to === "running" && !hasSentOrder, "sentOrder")],
    ["evaluated", ({ unjudged }) => when(unjudged > 0, "judgements")],
    ["adopted", ({ hasAdoption }) => when(!hasAdoption, "adoption")],
  ];
  const reach = pilotStates.indexOf(to);
  return gates.filter(([gate]) => pilotStates.indexOf(gate) <= reach).flatMap(([, missing]) => missing(pilot));
}

const missingForScope = ({ scope, ownerIsActive }: PilotFacts): MissingPart[] => [
  ...when(scope.trim() === "", "scope"),
  ...when(!ownerIsActive, "owner"),
];

function missingForContract({
  hasSponsor,
  budgetMinor,
  startsOn,
  endsOn,
  decisionOn,
  consequence,
  criteria,
}: PilotFacts): MissingPart[] {
  return [
    ...when(!hasSponsor, "sponsor"),
    ...when(budgetMinor === null, "budget"),
    ...when(!startsOn, "start"),
    ...when(!endsOn, "end"),
    ...when(Boolean(startsOn && endsOn && endsOn <= startsOn), "endBeforeStart"),
    ...when(!decisionOn, "decisionDay"),
    ...when(Boolean(decisionOn && endsOn && decisionOn < endsOn), "decisionBeforeEnd"),
    ...when(!consequence, "consequence"),
    ...when(criteriaFaults(criteria).length > 0, "criteria"),
  ];
}

/** Days that stand in the wrong order, by the field to correct. */
export function dayFaults({ startsOn, endsOn, decisionOn }: Pick<PilotFacts, "startsOn" | "endsOn" | "decisionOn">) {
  return {
    ...(startsOn && endsOn && endsOn <= startsOn ? { endsOn: "pilots.missing.endBeforeStart" } : {}),
    ...(decisionOn && endsOn && decisionOn < endsOn ? { decisionOn: "pilots.missing.decisionBeforeEnd" } : {}),
  };
}

const missingForOrder = ({ hasSignedAgreement, hasApprovedOrder, openReadiness }: PilotFacts): MissingPart[] => [
  ...when(!hasSignedAgreement, "agreement"),
  ...when(!hasApprovedOrder, "purchaseOrder"),
  ...when(openReadiness > 0, "readiness"),
];

const when = (isSo: boolean, part: MissingPart): MissingPart[] => (isSo ? [part] : []);

export interface Gate {
  verdict: Verdict;
  reason?: HoldReason | StopReason | null;
  comment?: string | null;
  /** Day a hold is looked at again. */
  until?: string | null;
  bySponsor?: boolean;
}

export type GateRefusal =
  | { key: "pilots.errors.isOver" }
  | { key: "pilots.errors.incomplete"; missing: MissingPart[] }
  | { key: "pilots.errors.reasonMissing" }
  | { key: "pilots.errors.commentMissing" }
  | { key: "pilots.errors.holdWithoutDay" }
  | { key: "pilots.errors.holdTooLong" }
  | { key: "pilots.errors.holdIsSponsors" };

/** Nothing is put off for longer than this at a time; a gate that was put off for as long already is held further by the sponsor alone. */
export const longestHoldDays = 60;

/** Why a verdict may not be given at the gate a pilot stands before, or null. `today` is the day where the base stands. */
export function refusalOfGate(
  pilot: PilotFacts,
  { verdict, reason, comment, until, bySponsor }: Gate,
  today: string,
): GateRefusal | null {
  if (isOver(pilot.state)) return { key: "pilots.errors.isOver" };
  if (verdict === "go") {
    const missing = missingFor(pilot, nextGate[pilot.state]!);
    return missing.length > 0 ? { key: "pilots.errors.incomplete", missing } : null;
  }
  const known: readonly string[] = verdict === "hold" ? holdReasons : stopReasons;
  if (!reason || !known.includes(reason)) return { key: "pilots.errors.reasonMissing" };
  if (reason === "other" && !comment?.trim()) return { key: "pilots.errors.commentMissing" };
  if (verdict === "stop") return null;
  if (!until || until <= today) return { key: "pilots.errors.holdWithoutDay" };
  if (until > daysAfter(today, longestHoldDays)) return { key: "pilots.errors.holdTooLong" };
  const isLong = until > daysAfter(pilot.heldSince ?? today, longestHoldDays);
  return isLong && !bySponsor ? { key: "pilots.errors.holdIsSponsors" } : null;
}

/** The state after a verdict that was not refused. */
export function stateAfter(state: PilotState, verdict: Verdict): PilotState {
  if (verdict === "hold") return state;
  return verdict === "stop" ? "stopped" : nextGate[state]!;
}

export const isOver = (state: PilotState): boolean => state === "adopted" || state === "stopped";

/** Criteria, scope and consequence are fixed from here on; only an amendment both sides sign changes them. */
export const isFixed = (state: PilotState): boolean => pilotStates.indexOf(state) >= pilotStates.indexOf("ordered");

export interface Extension {
  endsOn: string;
  decisionOn: string;
}

export type ExtensionRefusal =
  | "pilots.errors.extensionNotRunning"
  | "pilots.errors.extendedBefore"
  | "pilots.errors.extensionNotLater"
  | "pilots.errors.extensionPast"
  | "pilots.errors.decisionBeforeEnd"
  | "pilots.errors.extensionTooLong"
  | "pilots.errors.extendedDecisionLate";

/** A pilot is extended once, while it runs, by no longer than it was to last by default; its decision follows within a month. */
export function refusalOfExtension(
  { state, isExtended, endsOn }: Pick<PilotFacts, "state" | "isExtended" | "endsOn">,
  wanted: Extension,
  today: string,
): ExtensionRefusal | null {
  if (state !== "running" || !endsOn) return "pilots.errors.extensionNotRunning";
  if (isExtended) return "pilots.errors.extendedBefore";
  if (wanted.endsOn <= endsOn) return "pilots.errors.extensionNotLater";
  if (wanted.endsOn < today) return "pilots.errors.extensionPast";
  if (wanted.decisionOn < wanted.endsOn) return "pilots.errors.decisionBeforeEnd";
  if (wanted.endsOn > monthsAfter(endsOn, defaultMonths)) return "pilots.errors.extensionTooLong";
  return wanted.decisionOn > monthsAfter(wanted.endsOn, 1) ? "pilots.errors.extendedDecisionLate" : null;
}

/** The same day some months later, or the last day of a shorter month. */
export function monthsAfter(date: string, months: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
