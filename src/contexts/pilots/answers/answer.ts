import { passReasons } from "#contexts/companies/index.ts";
import { holdReasons, stopReasons } from "../pilot.ts";

/** What a mail asks somebody, who answers it by a link. */
export const questions = ["decision", "ageing", "fit"] as const;
export type Question = (typeof questions)[number];

export const answers = ["go", "hold", "stop", "allWell", "needsHelp", "shortlist", "later", "pass"] as const;
export type Answer = (typeof answers)[number];

export const answersTo: Record<Question, readonly Answer[]> = {
  decision: ["go", "hold", "stop"],
  ageing: ["allWell", "needsHelp"],
  fit: ["shortlist", "later", "pass"],
};

/** Answers that need a reason, chosen by a button. */
export const reasonsOf: Partial<Record<Answer, readonly string[]>> = {
  hold: holdReasons,
  stop: stopReasons,
  pass: passReasons,
};

/** A mail is answered within two weeks, or not at all: later the next one has asked again. */
export const answerDays = 14;

/** How long "hold" by mail puts a decision off. */
export const heldDays = 14;

/** A fit put off by "later" is shown again after four weeks, if it still is one. */
export const laterDays = 28;

/** Why a link is not answered any more. `open` is the one that is. */
export const linkStates = ["open", "used", "expired", "changed", "ownerChanged", "seatEnded"] as const;
export type LinkState = (typeof linkStates)[number];

interface LinkFacts {
  isUsed: boolean;
  isExpired: boolean;
  /** The person has a current seat in the organisation that asked. */
  hasSeat: boolean;
  /** And still answers for the thing. */
  isTheirs: boolean;
  /** Nothing moved since the question was put. */
  isUnchanged: boolean;
}

/** What the person did comes first, then whether they may still act, then whether there is still something to answer. */
export function linkStateOf({ isUsed, isExpired, hasSeat, isTheirs, isUnchanged }: LinkFacts): LinkState {
  if (!hasSeat) return "seatEnded";
  if (isUsed) return "used";
  if (!isTheirs) return "ownerChanged";
  if (!isUnchanged) return "changed";
  return isExpired ? "expired" : "open";
}
