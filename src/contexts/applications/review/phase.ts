/** Screening looks whether an application is complete and fits, review scores it, the jury decides among the best. */
export const phaseKinds = ["screening", "review", "jury"] as const;
export type PhaseKind = (typeof phaseKinds)[number];

/** When a reviewer sees what others think: never, once the own review is handed in, or at once. */
export const sightMoments = ["never", "afterOwn", "always"] as const;
export type SightMoment = (typeof sightMoments)[number];

export interface PhaseSight {
  /** Fields that tell who applies, and the applicant's name, are left out. */
  isBlind: boolean;
  /** Texts of the other reviews and the discussion. */
  otherReviews: SightMoment;
  /** Scores of the others and the mean. */
  otherScores: SightMoment;
  /** Who wrote them. */
  reviewerNames: SightMoment;
}

export interface PhaseWindow {
  opensAt: Date | null;
  closesAt: Date | null;
}

export type PhaseOpenness = "upcoming" | "open" | "closed";

export function opennessOfPhase({ opensAt, closesAt }: PhaseWindow, now: Date): PhaseOpenness {
  if (opensAt !== null && now < opensAt) return "upcoming";
  return closesAt !== null && now > closesAt ? "closed" : "open";
}

/** What one reader of an application sees of the reviews of a phase. */
export interface ReviewSight {
  texts: boolean;
  scores: boolean;
  names: boolean;
  /** Who applies. */
  applicant: boolean;
}

export interface SightOf {
  /** Runs the call, or follows it for an operator. */
  isManager: boolean;
  hasHandedIn: boolean;
}

/** Managers see everything always; whoever reviews sees what the phase lets a reviewer see at that moment. */
export function sightIn(phase: PhaseSight, { isManager, hasHandedIn }: SightOf): ReviewSight {
  if (isManager) return { texts: true, scores: true, names: true, applicant: true };
  const seen = (moment: SightMoment) => moment === "always" || (moment === "afterOwn" && hasHandedIn);
  return {
    texts: seen(phase.otherReviews),
    scores: seen(phase.otherScores),
    names: seen(phase.reviewerNames),
    applicant: !phase.isBlind,
  };
}
