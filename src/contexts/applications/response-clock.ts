import type { BaseCalendar } from "#platform/base-calendar.ts";
import type { ApplicationState, Outcome } from "./application.ts";

export const turns = ["applicant", "operators", "nobody"] as const;
export type Turn = (typeof turns)[number];

/** Working days of the base a call promises its applicants; shown on the call before anybody writes. */
export interface PromisedDays {
  /** From handing in until somebody has looked. */
  screening: number;
  /** From the start of review until the decision. */
  review: number;
  /** How long a waiting list may last. */
  waitlist: number;
}

export interface Awaited {
  state: ApplicationState;
  outcome: Outcome | null;
  /** Its writers were asked for the second stage and have not handed it in. */
  isAskedBack: boolean;
  /** When the turn began. */
  since: Date;
  /** When what its writers owe is due: the call's deadline, or the day named when they were asked back. */
  writersUntil: string | null;
}

/** Whose turn it is, since when, until which day of the base's calendar; the same for both sides. */
export interface ResponseClock {
  turn: Turn;
  since: Date;
  until: string | null;
  isOverdue: boolean;
}

export function responseClock(awaited: Awaited, promised: PromisedDays, calendar: BaseCalendar): ResponseClock {
  const { turn, until } = awaitedBy(awaited, promised, calendar);
  return { turn, since: awaited.since, until, isOverdue: until !== null && until < calendar.today };
}

function awaitedBy(
  { state, outcome, isAskedBack, since, writersUntil }: Awaited,
  promised: PromisedDays,
  { dayOf, workdaysAfter }: BaseCalendar,
): { turn: Turn; until: string | null } {
  const operators = (days: number) => ({ turn: "operators" as const, until: workdaysAfter(dayOf(since), days) });
  if (state === "draft" || isAskedBack) return { turn: "applicant", until: writersUntil };
  if (state === "submitted") return operators(promised.screening);
  if (state === "in_review") return operators(promised.review);
  return outcome === "waitlisted" && state === "decided" ? operators(promised.waitlist) : { turn: "nobody", until: null };
}
