/** The life of a need; every move is recorded with who, when and why. */
export const needStates = ["draft", "confirmed", "open", "shortlisted", "piloting", "solved", "closed"] as const;
export type NeedState = (typeof needStates)[number];

export const urgencies = ["low", "normal", "high"] as const;
export type Urgency = (typeof urgencies)[number];

export const closeReasons = [
  "solved_internally",
  "no_match",
  "no_budget",
  "priority_changed",
  "duplicate",
  "project_ended",
  "other",
] as const;
export type CloseReason = (typeof closeReasons)[number];

export const nextStates: Record<NeedState, readonly NeedState[]> = {
  draft: ["confirmed", "closed"],
  confirmed: ["open", "draft", "closed"],
  open: ["shortlisted", "closed"],
  shortlisted: ["piloting", "open", "closed"],
  piloting: ["solved", "shortlisted", "closed"],
  solved: [],
  closed: ["draft"],
};

/** A closed need comes back as a draft for a year, because owner, budget and date must be confirmed anew; later it is copied. */
export const reopenDays = 365;

export interface NeedFacts {
  state: NeedState;
  title: string;
  detail: string;
  field: string | null;
  budgetMinor: number | null;
  decideBy: string | null;
  /** Whether the owner still holds a seat in the stating organisation. */
  ownerIsActive: boolean;
  stateChangedAt: Date;
}

export interface Move {
  to: NeedState;
  closeReason?: CloseReason | null;
  note?: string | null;
}

/** `today` is the date in the base's time zone, `now` the instant. */
export interface Moment {
  today: string;
  now: Date;
}

export type MissingPart = "owner" | "title" | "detail" | "field" | "budget" | "decideBy" | "decideByPast";

/** What a need lacks before its owner can confirm it. */
export function missingForConfirmation(need: Omit<NeedFacts, "state" | "stateChangedAt">, today: string): MissingPart[] {
  const missing: MissingPart[] = [];
  if (!need.ownerIsActive) missing.push("owner");
  if (need.title === "") missing.push("title");
  if (need.detail === "") missing.push("detail");
  if (need.field === null) missing.push("field");
  if (need.budgetMinor === null) missing.push("budget");
  if (need.decideBy === null) missing.push("decideBy");
  else if (need.decideBy < today) missing.push("decideByPast");
  return missing;
}

export type MoveRefusal =
  | "needs.errors.noSuchMove"
  | "needs.errors.incomplete"
  | "needs.errors.closeReasonMissing"
  | "needs.errors.noteMissing"
  | "needs.errors.reopenTooLate";

/** Why a need may not move, or null when it may. */
export function refusalOfMove(need: NeedFacts, move: Move, { today, now }: Moment): MoveRefusal | null {
  if (!nextStates[need.state].includes(move.to)) return "needs.errors.noSuchMove";
  const hasNote = Boolean(move.note?.trim());
  if (move.to === "closed") {
    if (!move.closeReason) return "needs.errors.closeReasonMissing";
    return move.closeReason === "other" && !hasNote ? "needs.errors.noteMissing" : null;
  }
  if (isStepBack(need.state, move.to) && !hasNote) return "needs.errors.noteMissing";
  if (need.state === "closed" && daysBetween(need.stateChangedAt, now) > reopenDays) return "needs.errors.reopenTooLate";
  const entersLife = move.to === "confirmed" || (need.state === "confirmed" && move.to === "open");
  if (entersLife && missingForConfirmation(need, today).length > 0) return "needs.errors.incomplete";
  return null;
}

/** A move against the order of the states, reopening included; it needs a note that says why. */
export function isStepBack(from: NeedState, to: NeedState): boolean {
  return needStates.indexOf(to) < needStates.indexOf(from);
}

/** Text, requirements and readers of a solved or closed need stay as they were. */
export const isFinished = (state: NeedState): boolean => state === "solved" || state === "closed";

const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 86_400_000;
