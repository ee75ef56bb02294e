import { z } from "zod";
import { isWritten, wordingLine, wordingText } from "../wording.ts";

/** A criterion with what its scores mean; the anchors are what makes two jurors mean the same by a four. */
export const criterion = z.object({
  key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, "applications.errors.fieldKey"),
  label: wordingLine(120),
  help: wordingText(1000).default({}),
  weight: z.number().int().min(1).max(100),
  /** Meaning of each score, from the lowest to the highest. */
  anchors: z.array(wordingLine(300)).min(2).max(10),
  /** May be left open by a reviewer who cannot judge it; it then counts neither for nor against. */
  mayAbstain: z.boolean().default(false),
});
export type Criterion = z.output<typeof criterion>;

export const rubric = z.array(criterion).max(20);
export type Rubric = z.output<typeof rubric>;

/** From 1, the lowest anchor; null abstains. */
export type Scores = Record<string, number | null | undefined>;

export type RubricFault = "empty" | "noLabel" | "doubleKey";

export function faultsOfRubric(criteria: Rubric): { key: string | null; fault: RubricFault }[] {
  if (criteria.length === 0) return [{ key: null, fault: "empty" }];
  return criteria.flatMap(({ key, label }, at) => [
    ...(isWritten(label) ? [] : [{ key, fault: "noLabel" as const }]),
    ...(criteria.findIndex((other) => other.key === key) < at ? [{ key, fault: "doubleKey" as const }] : []),
  ]);
}

/** Criteria that were neither scored nor may be left open. */
export const unscored = (criteria: Rubric, scores: Scores): Criterion[] =>
  criteria.filter(({ key, mayAbstain }) => scores[key] === undefined || (scores[key] === null && !mayAbstain));

/** Whether a score lies on its criterion's scale. */
export const isOnScale = ({ anchors }: Criterion, score: number | null): boolean =>
  score === null || (Number.isInteger(score) && score >= 1 && score <= anchors.length);

/** A review in one number, 0 to 100: the weighted mean of its criteria, each from its own lowest to its highest; null without scores. */
export function scoreOfReview(criteria: Rubric, scores: Scores): number | null {
  let sum = 0;
  let weights = 0;
  for (const { key, weight, anchors } of criteria) {
    const score = scores[key];
    if (score === undefined || score === null) continue;
    sum += (weight * (score - 1)) / (anchors.length - 1);
    weights += weight;
  }
  return weights === 0 ? null : (100 * sum) / weights;
}

export interface Standing {
  /** Mean of the reviews, 0 to 100. */
  mean: number;
  /** Standard deviation between reviewers (n − 1); null for a single review. A wide one is worth a talk. */
  spread: number | null;
  reviews: number;
}

/** What reviews of one application say together; null while there are none. */
export function standingOf(reviewScores: readonly number[]): Standing | null {
  const reviews = reviewScores.length;
  if (reviews === 0) return null;
  const mean = reviewScores.reduce((sum, score) => sum + score, 0) / reviews;
  const squares = reviewScores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return { mean, spread: reviews === 1 ? null : Math.sqrt(squares / (reviews - 1)), reviews };
}
