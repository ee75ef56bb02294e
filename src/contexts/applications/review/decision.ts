import type { ApplicationState, Outcome } from "../application.ts";

export const declineReasons = [
  "not_eligible",
  "no_fit",
  "too_early",
  "technology",
  "team",
  "competitor",
  "capacity",
  "incomplete",
  "other",
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** What speaks for a firm, and what it waits for. */
const acceptReasons = ["fits_need", "strong_technology", "strong_team", "strong_traction"] as const;
const waitReasons = ["capacity", "too_early", "proof_missing", "other"] as const;

export const reasonsOf = { accepted: acceptReasons, waitlisted: waitReasons, declined: declineReasons } as const;
export const decisionReasons = [...new Set([...acceptReasons, ...waitReasons, ...declineReasons])];
export type DecisionReason = (typeof decisionReasons)[number];

/** Where a declined applicant can go from here. */
export const nextSteps = ["call", "expertHour", "event", "reapply"] as const;

/** What one operator's manager wants to be decided. */
export interface Proposal {
  organisationId: string;
  personId: string;
  outcome: Outcome;
}

/** `stands`: everybody who has to agree has; `waiting`: somebody has still to be asked; `disputed`: two want different things. */
export type Agreement = { kind: "stands"; outcome: Outcome } | { kind: "waiting"; for: string[] } | { kind: "disputed" };

/**
 * Four eyes: a call of both operators is decided when a manager of each wants the same, and two different people say so. A call of one
 * operator is decided by one of its managers. Only the newest proposal of an organisation counts.
 */
export function agreementOf(operatorIds: readonly string[], proposals: readonly Proposal[]): Agreement {
  const newest = new Map(proposals.map((proposal) => [proposal.organisationId, proposal]));
  const agreed = operatorIds.flatMap((id) => newest.get(id) ?? []);
  const missing = operatorIds.filter((id) => !newest.has(id));
  const [first] = agreed;
  if (!first || missing.length > 0) return { kind: "waiting", for: missing };
  if (agreed.some(({ outcome }) => outcome !== first.outcome)) return { kind: "disputed" };
  const isOnePerson = agreed.length > 1 && new Set(agreed.map(({ personId }) => personId)).size === 1;
  return isOnePerson ? { kind: "waiting", for: [agreed.at(-1)!.organisationId] } : { kind: "stands", outcome: first.outcome };
}

interface Decidable {
  state: ApplicationState;
  outcome: Outcome | null;
  isAskedBack: boolean;
}

type DecisionFault =
  | "applications.errors.noSuchMove"
  | "decisions.errors.writersAsked"
  | "decisions.errors.correctionMissing"
  | null;

/** Why an application cannot be decided now: not handed in, with its writers, or decided and told without a reason to do it again. */
export function faultOfDecision({ state, outcome, isAskedBack }: Decidable, correction: string): DecisionFault {
  if (!["submitted", "in_review", "decided"].includes(state)) return "applications.errors.noSuchMove";
  if (isAskedBack) return "decisions.errors.writersAsked";
  return isCorrectionOf({ state, outcome }) && correction.trim() === "" ? "decisions.errors.correctionMissing" : null;
}

/** From the waiting list one moves up; what replaces an acceptance or a refusal is a correction. */
export const isCorrectionOf = ({ state, outcome }: Omit<Decidable, "isAskedBack">): boolean =>
  state === "decided" && outcome !== "waitlisted";
