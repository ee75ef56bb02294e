import { daysAfter } from "#platform/base-calendar.ts";
import { type DutyFacts, type DutyKind, dutiesOf, patientDays } from "./due.ts";
import { isOver, type PilotState } from "./pilot.ts";
import type { Side } from "./readiness.ts";

/** Who has to do something next; `both` where each side has something of its own. */
export const turns = ["host", "startup", "both"] as const;
export type PilotTurn = (typeof turns)[number];

/** What lies with whom beside the gate itself. */
export interface Waiting {
  /** Readiness items each side has to act on. */
  startupItems: number;
  hostItems: number;
  /** An agreement was sent that this side has not signed. */
  unsignedBy: readonly Side[];
  /** An order was sent that the start-up has not confirmed. */
  hasUnconfirmedOrder: boolean;
}

type Dates = Pick<
  DutyFacts,
  "state" | "heldUntil" | "startsOn" | "endsOn" | "decisionOn" | "consequenceDueOn" | "consequenceDoneAt"
>;

/** The days of a pilot without what the two sides promised each other, for whom it is only shared with. */
export const withoutPromise = <Row extends Pick<Dates, "consequenceDueOn" | "consequenceDoneAt">>(row: Row): Row => ({
  ...row,
  consequenceDueOn: null,
  consequenceDoneAt: null,
});

/** Whose turn a pilot is; nobody's while it is held and when it is over, and never the start-up's before it was offered to it. */
export function turnOfPilot(
  { state, heldUntil, endsOn, offeredAt }: Dates & { offeredAt: Date | null },
  waiting: Waiting,
  today: string,
): PilotTurn | null {
  if (isOver(state) || (heldUntil !== null && heldUntil > today)) return null;
  if (state === "running") return endsOn !== null && endsOn < today ? "host" : "both";
  const { startupItems, hostItems, unsignedBy, hasUnconfirmedOrder } = waiting;
  if (offeredAt === null) return "host";
  const isStartups = startupItems > 0 || unsignedBy.includes("startup") || hasUnconfirmedOrder;
  const isHosts = hostItems > 0 || unsignedBy.includes("host");
  if (!isStartups) return "host";
  return isHosts ? "both" : "startup";
}

export interface NextDate {
  kind: DutyKind;
  on: string;
}

/** The day a pilot goes on or is asked about next. */
export function nextDateOf(pilot: Dates, today: string): NextDate | null {
  const { state, heldUntil, startsOn, endsOn, decisionOn, consequenceDueOn, consequenceDoneAt } = pilot;
  const when = (kind: DutyKind, on: string | null): NextDate | null => (on === null ? null : { kind, on });
  if (isOver(state)) return null;
  if (heldUntil) return { kind: "hold", on: heldUntil };
  // Criteria that were met have decided: what was promised for them has a day of its own.
  if (state === "evaluated" && consequenceDueOn) return consequenceDoneAt ? null : { kind: "consequence", on: consequenceDueOn };
  if (state === "evaluated") return when("decide", decisionOn);
  if (state !== "running") return when("start", startsOn);
  return endsOn !== null && endsOn >= today ? { kind: "end", on: endsOn } : when("decide", decisionOn);
}

/** What a list finds pilots by, beside what they are. */
export const dueKinds = ["overdue", "held", "decisionSoon", "ageing"] as const;
export type DueKind = (typeof dueKinds)[number];

/** A decision this near is prepared now. */
const decisionSoonDays = 14;

export function dueOf(pilot: Dates & { stateChangedAt: Date }, today: string, limits: AgeLimits, now: Date): DueKind[] {
  if (isOver(pilot.state) && dutiesOf({ ...pilot, ownerLeftOn: null }, today).length === 0) return [];
  const { decisionOn, heldUntil, state, stateChangedAt } = pilot;
  const holds: Record<DueKind, boolean> = {
    overdue: dutiesOf({ ...pilot, ownerLeftOn: null }, today).length > 0,
    held: heldUntil !== null,
    decisionSoon:
      !isOver(state) && decisionOn !== null && decisionOn >= today && decisionOn <= daysAfter(today, decisionSoonDays),
    ageing: daysBetween(stateChangedAt, now) > (limits[state] ?? Number.POSITIVE_INFINITY),
  };
  return dueKinds.filter((kind) => holds[kind]);
}

/** Days after which a pilot has been in a state for too long. */
export type AgeLimits = Partial<Record<PilotState, number>>;

/** With fewer stays that came to an end nine tenths of them say nothing. */
const leastStays = 10;

/** Nine tenths of earlier stays were shorter; where too few came to an end, what is usual. A state whose end was agreed on has no limit. */
export function ageLimits(earlier: Partial<Record<PilotState, { ended: number; ninetieth: number | null }>>): AgeLimits {
  const limits: AgeLimits = {};
  for (const [state, usual] of Object.entries(patientDays) as [PilotState, number][]) {
    const { ended = 0, ninetieth = null } = earlier[state] ?? {};
    limits[state] = ended >= leastStays && ninetieth !== null ? Math.max(1, Math.ceil(ninetieth)) : usual;
  }
  return limits;
}

export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 86_400_000;
