import { type BaseCalendar, daysAfter } from "#platform/base-calendar.ts";
import { isOver, type PilotState } from "./pilot.ts";

/** What falls due by itself in a pilot, and waits for somebody by name until it is done. */
export const dutyKinds = ["decide", "hold", "start", "end", "consequence", "owner"] as const;
export type DutyKind = (typeof dutyKinds)[number];

export interface Duty {
  kind: DutyKind;
  dueOn: string;
}

export interface DutyFacts {
  state: PilotState;
  heldUntil: string | null;
  startsOn: string | null;
  endsOn: string | null;
  decisionOn: string | null;
  consequenceDueOn: string | null;
  consequenceDoneAt: Date | null;
  /** Day the problem owner's last seat ended; null while they have one. */
  ownerLeftOn: string | null;
}

/**
 * The duties of a pilot that are due by a day. A hold is an answer: what it put off is asked for again on its day, as the hold's own duty.
 * A pilot that stands before its start is due when the start has passed; one that runs, when its end has, and again on the day of the decision.
 */
export function dutiesOf(pilot: DutyFacts, by: string): Duty[] {
  const { state, ownerLeftOn, consequenceDueOn, consequenceDoneAt } = pilot;
  const duties: Duty[] = [];
  if (consequenceDueOn && !consequenceDoneAt && state !== "stopped")
    duties.push({ kind: "consequence", dueOn: consequenceDueOn });
  if (!isOver(state)) {
    if (ownerLeftOn) duties.push({ kind: "owner", dueOn: ownerLeftOn });
    const step = stepOf(pilot, by);
    if (step) duties.push(step);
  }
  return duties.filter(({ dueOn }) => dueOn <= by);
}

function stepOf({ state, heldUntil, startsOn, endsOn, decisionOn, consequenceDueOn }: DutyFacts, by: string): Duty | null {
  if (heldUntil) return { kind: "hold", dueOn: heldUntil };
  if (state === "evaluated") return decisionOn && !consequenceDueOn ? { kind: "decide", dueOn: decisionOn } : null;
  if (state !== "running") return startsOn ? { kind: "start", dueOn: daysAfter(startsOn, 1) } : null;
  if (decisionOn && decisionOn <= by) return { kind: "decide", dueOn: decisionOn };
  return endsOn ? { kind: "end", dueOn: daysAfter(endsOn, 1) } : null;
}

/** Nobody is called to help for somebody who is ill for some days or travels; a working week without an answer is none. */
const escalationWorkdays = 5;

/** Told on the day, then once a working week; after the fourth week mails end, and the lists of those concerned go on saying it. */
const toldSteps = [0, 1, 2, 3, 4].map((week) => week * escalationWorkdays);

/** How many times a duty should have been told of by now; from the second time on the sponsor is told as well. */
export function stepsDue(dueOn: string, { today, workdaysAfter }: Pick<BaseCalendar, "today" | "workdaysAfter">): number {
  return toldSteps.filter((workdays) => dueOn <= today && workdaysAfter(dueOn, workdays) <= today).length;
}

/** A state a pilot stays in longer than this, in days, is a sign that nobody pushes it; it is asked about in the weekly mail. */
export const patientDays: Partial<Record<PilotState, number>> = { proposed: 21, scoped: 30, contracting: 45, ordered: 30 };

/** Everything that is asked for once in the last days before it is due. */
export const soonDays = 7;

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
