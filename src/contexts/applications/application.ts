/** The life of an application; every move is recorded with who, when and why. */
export const applicationStates = ["draft", "submitted", "in_review", "decided", "withdrawn"] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const outcomes = ["accepted", "waitlisted", "declined"] as const;
export type Outcome = (typeof outcomes)[number];

/** A waitlisted application is decided again; reopening gives a submitted or withdrawn one back to its writers. */
export const nextApplicationStates: Record<ApplicationState, readonly ApplicationState[]> = {
  draft: ["submitted"],
  submitted: ["in_review", "withdrawn", "draft", "decided"],
  in_review: ["decided", "withdrawn", "draft"],
  decided: ["in_review"],
  withdrawn: ["draft"],
};

/** Who makes a move. */
export const movers = ["applicant", "manager"] as const;
export type Mover = (typeof movers)[number];

export interface ApplicationFacts {
  state: ApplicationState;
  outcome: Outcome | null;
}

export type MoveRefusal =
  | "applications.errors.noSuchMove"
  | "applications.errors.notYourMove"
  | "applications.errors.decisionStands";

/**
 * Why an application may not move, or null. Applicants submit and withdraw; managers put into review, decide and reopen. An accepted or
 * declined one stays decided: who was told an answer can rely on it.
 */
export function refusalOfMove({ state, outcome }: ApplicationFacts, to: ApplicationState, mover: Mover): MoveRefusal | null {
  if (!nextApplicationStates[state].includes(to)) return "applications.errors.noSuchMove";
  if (state === "decided" && outcome !== "waitlisted") return "applications.errors.decisionStands";
  const isApplicants = to === "submitted" || to === "withdrawn";
  return isApplicants === (mover === "applicant") ? null : "applications.errors.notYourMove";
}

/** Reviews are given, written and counted while the operators have it to decide. */
export const reviewedStates = ["submitted", "in_review"] as const satisfies ApplicationState[];

/** Read by operators at all: what is being written is its writers' alone. */
export const isHandedIn = (state: ApplicationState): boolean => state !== "draft";
