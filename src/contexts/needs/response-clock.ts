import { type BaseCalendar, daysAfter } from "#platform/base-calendar.ts";
import type { NeedState } from "./need.ts";

export type Turn = "owner" | "scout" | "nobody";

/** Whose turn it is, since when, and until which date; shown to everybody who reads the need. */
export interface ResponseClock {
  turn: Turn;
  since: Date;
  /** A date of the base's calendar; null where nothing is awaited. */
  until: string | null;
  isOverdue: boolean;
}

const turnOf: Record<NeedState, Turn> = {
  draft: "owner",
  confirmed: "scout",
  open: "scout",
  shortlisted: "owner",
  piloting: "owner",
  solved: "nobody",
  closed: "nobody",
};

/** Days a side has; a need on a shortlist or in a pilot is due at its decide-by date. */
const daysOf: Partial<Record<NeedState, number>> = { draft: 14, confirmed: 5, open: 30 };

export function responseClock(
  { state, stateChangedAt, decideBy }: { state: NeedState; stateChangedAt: Date; decideBy: string | null },
  { today, dayOf }: BaseCalendar,
): ResponseClock {
  const turn = turnOf[state];
  const days = daysOf[state];
  const term = days === undefined ? null : daysAfter(dayOf(stateChangedAt), days);
  const until = turn === "nobody" ? null : earlier(term, state === "draft" ? null : decideBy);
  return { turn, since: stateChangedAt, until, isOverdue: until !== null && until < today };
}

function earlier(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}
