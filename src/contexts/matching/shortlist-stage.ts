/** Stages of a company on a need's list, in order; "passed" is off the way but stays on the list with its reason. */
export const shortlistStages = ["longlist", "shortlist", "contacted", "meeting", "chosen", "passed"] as const;
export type ShortlistStage = (typeof shortlistStages)[number];

/** Stages a person moves an entry to; a pass needs a reason and is a command of its own. */
export const openStages = ["longlist", "shortlist", "contacted", "meeting", "chosen"] as const;
export type OpenStage = (typeof openStages)[number];

export const feedbackVerdicts = ["good", "bad"] as const;
export type FeedbackVerdict = (typeof feedbackVerdicts)[number];

export const feedbackReasons = [
  "topic",
  "technology",
  "business_model",
  "too_early",
  "too_large",
  "region",
  "consulting",
  "competitor",
  "known",
  "other",
] as const;
export type FeedbackReason = (typeof feedbackReasons)[number];

/** Reasons that are about what the company does; only these push words of its profile away, the others only set the company back. */
const contentReasons = new Set<string | null>([
  null,
  "topic",
  "technology",
  "business_model",
  "consulting",
  "no_fit",
  "pure_consulting",
]);
export const isAboutContent = (reasonCode: string | null): boolean => contentReasons.has(reasonCode);

/** The concept that a reason for refusing a company names. */
export const blamedConcept = (reasonCode: string | null): string | null =>
  reasonCode === "consulting" || reasonCode === "pure_consulting" ? "consulting" : null;

/** From here on an entry says "more like this" to the ranking. */
const wantedStages = new Set<ShortlistStage>(["shortlist", "contacted", "meeting", "chosen"]);
export const isWanted = (stage: ShortlistStage): boolean => wantedStages.has(stage);

export interface Votes {
  yes: number;
  maybe: number;
  no: number;
}

export function countVotes(votes: readonly { vote: number }[]): Votes {
  const count = (value: number) => votes.filter(({ vote }) => vote === value).length;
  return { yes: count(1), maybe: count(0), no: count(-1) };
}
