import type { Verdict } from "./verdict.ts";

/** Why a company is set back or stands back, whatever its profile says. */
export type Caution = "inactive" | "acquired" | "passedBefore" | "passedHere" | "badFeedback";

/** The parts a fit is made of; all 0 to 1 and shown beside it. */
export interface ScoreParts {
  /** How much of what the need says the profile says, by words and concepts. */
  text: number;
  /** Share of the requirements that are met, a must counting twice and an unknown one half; null without requirements. */
  requirements: number | null;
  /** Closeness by meaning from the embeddings endpoint; null where there is none. */
  meaning: number | null;
  /** What the rest is multiplied by. */
  caution: number;
}

const requirementShare = 0.25;
const meaningShare = 0.3;
const saturation = 3;

const factors: Record<Caution, number> = {
  inactive: 0.6,
  acquired: 0.8,
  passedBefore: 0.85,
  passedHere: 0.4,
  badFeedback: 0.5,
};

/**
 * The fit of a company, 0 to 1, from its parts. No profile answers every word of a need, so the text part saturates: a third of the
 * best reachable score is 0.63, all of it 0.95.
 */
export function fitOf(parts: ScoreParts): number {
  const { text, requirements, meaning, caution } = parts;
  const told = meaning === null ? text : (1 - meaningShare) * text + meaningShare * meaning;
  const whole =
    requirements === null ? told : (1 - requirementShare) * told + requirementShare * requirements * Math.min(1, 2 * told);
  return whole * caution;
}

/** A profile without a text in the need's language can meet its ideas, but hardly its words; what it reaches counts half as much again. */
const otherLanguageGain = 1.5;

export const textPart = (reached: number, isOtherLanguage = false): number =>
  1 - Math.exp(-saturation * reached * (isOtherLanguage ? otherLanguageGain : 1));

export function requirementPart(all: readonly { level: string; verdict: Verdict }[]): number | null {
  if (all.length === 0) return null;
  const weight = ({ level }: { level: string }) => (level === "must" ? 2 : 1);
  const worth = { met: 1, unknown: 0.5, failed: 0 };
  const reached = all.reduce((sum, each) => sum + weight(each) * worth[each.verdict], 0);
  return reached / all.reduce((sum, each) => sum + weight(each), 0);
}

export const cautionPart = (cautions: readonly Caution[]): number =>
  cautions.reduce((product, caution) => product * factors[caution], 1);

export interface ScoreShare {
  part: "text" | "meaning" | "requirements";
  value: number;
}

/** What each part brings to the fit; the values add up to it. */
export function sharesOf(parts: ScoreParts): ScoreShare[] {
  const { requirements, meaning, caution } = parts;
  const told = fitOf({ ...parts, requirements: null, caution: 1 });
  const rest = requirements === null ? 1 : 1 - requirementShare;
  const shares: ScoreShare[] = [{ part: "text", value: (meaning === null ? 1 : 1 - meaningShare) * parts.text * rest * caution }];
  if (meaning !== null) shares.push({ part: "meaning", value: meaningShare * meaning * rest * caution });
  if (requirements !== null)
    shares.push({ part: "requirements", value: requirementShare * requirements * Math.min(1, 2 * told) * caution });
  return shares;
}
