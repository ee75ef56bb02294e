import { createHash } from "node:crypto";

/** A review that was handed in, as far as its words for the applicant go. */
export interface FeedbackGiven {
  reviewerId: string;
  reviewerName: string | null;
  feedback: string;
}

/** `notShared`: the call tells none. `none`: nobody wrote any. `onlyReview`: one reviewer, whose words it would plainly be. */
export type FeedbackWithheld = "notShared" | "none" | "onlyReview";

export interface ToldFeedback {
  texts: string[];
  withheld: FeedbackWithheld | null;
}

/** Fewer reviewers than this are no crowd to hide in. */
const leastReviewers = 2;

/**
 * What applicants read of what reviewers wrote for them: without names – a reviewer's own name in the text is struck out –, in an order that
 * follows from the texts and the application alone, and nothing where a single person reviewed unless it was said that it may be told.
 */
export function toldFeedback(
  reviews: readonly FeedbackGiven[],
  { isShared, sharesOnlyReview, seed }: { isShared: boolean; sharesOnlyReview: boolean; seed: string },
): ToldFeedback {
  if (!isShared) return { texts: [], withheld: "notShared" };
  const names = reviews.flatMap(({ reviewerName }) => reviewerName ?? []);
  const texts = reviews.map(({ feedback }) => withoutNames(feedback.trim(), names)).filter((text) => text !== "");
  if (texts.length === 0) return { texts: [], withheld: "none" };
  const isCrowd = new Set(reviews.map(({ reviewerId }) => reviewerId)).size >= leastReviewers;
  if (!isCrowd && !sharesOnlyReview) return { texts: [], withheld: "onlyReview" };
  const order = (text: string) => createHash("sha256").update(`${seed}\n${text}`).digest("hex");
  return { texts: [...new Set(texts)].sort((a, b) => (order(a) < order(b) ? -1 : 1)), withheld: null };
}

function withoutNames(text: string, names: readonly string[]): string {
  return names
    .filter((name) => name.trim().length > 1)
    .reduce((left, name) => left.replaceAll(new RegExp(RegExp.escape(name.trim()), "giu"), "…"), text)
    .trim();
}
