import { conceptOfTerm, conceptTerm } from "./document.ts";
import type { QueryGroup } from "./query-model.ts";
import type { Thesaurus } from "./thesaurus.ts";

/** A concept with the factor 0.7 that a need does not ask for takes 0.06 of what the need weighs; all of them together at most 0.12. */
const shareOfFactor = 0.2;
const mostShare = 0.12;

/**
 * Concepts the query does not name, but that were learned to count more or less: they pull or push a little. A concept that is
 * wider than one the query asks for is left alone.
 */
export function learnedGroups(
  groups: readonly QueryGroup[],
  adjust: ReadonlyMap<string, number> | undefined,
  thesaurus: Thesaurus,
): QueryGroup[] {
  if (!adjust || adjust.size === 0) return [];
  const asked = new Set<string>();
  for (const { key } of groups) {
    asked.add(key);
    for (const wider of thesaurus.ancestors(conceptOfTerm(key) ?? "").keys()) asked.add(conceptTerm(wider));
  }
  const whole = groups.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  const learned = [...adjust].filter(([term, factor]) => factor !== 1 && !asked.has(term));
  return [pullsOf(learned), pushesOf(learned)].flatMap((side) => {
    const sum = side.reduce((total, [, factor]) => total + Math.abs(factor - 1), 0);
    const unit = whole * Math.min(shareOfFactor, mostShare / sum);
    return side.map(
      ([term, factor]): QueryGroup => ({
        key: `example:${term}`,
        kind: "example",
        weight: unit * (factor - 1),
        members: [{ term, factor: 1, language: "other", via: "concept" }],
        sharedIdf: false,
        derived: true,
        language: "other",
        mentions: [],
      }),
    );
  });
}

const pullsOf = (learned: [string, number][]) => learned.filter(([, factor]) => factor > 1);
const pushesOf = (learned: [string, number][]) => learned.filter(([, factor]) => factor < 1);
