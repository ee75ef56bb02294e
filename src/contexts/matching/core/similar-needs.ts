import { type MetGroup, MetLetters } from "./coverage.ts";
import type { Query, QueryGroup } from "./query-model.ts";

export interface SimilarText {
  id: string;
  /** Share of what is asked, by rarity among the compared texts, that this one says too, 0 to 1; a long text asks its dozen weightiest words. */
  score: number;
}

export interface ComparedText {
  id: string;
  /** Words and concepts of the text; the wider concepts of those it names count in part. */
  terms: ReadonlyMap<string, number>;
}

const leastScore = 0.2;
const fewestWords = 2;
/** A page of text and one line of it look for the same thing. */
const mostWords = 12;

/** The texts that say most of what a query asks, by word or by idea, best first; only the compared texts decide what is rare. */
export function rankSimilar({ groups }: Query, texts: readonly ComparedText[], limit: number): SimilarText[] {
  const words = groups.filter(({ kind, derived, mentions }) => kind === "word" && !derived && mentions.length > 0);
  if (words.length < fewestWords || texts.length === 0) return [];
  const credits = texts.map(({ terms }) => {
    const met = new MetLetters(groups.flatMap((group) => bestMember(group, terms)));
    return words.map((word) => met.bestCreditOf(word));
  });
  const weights = words.map(({ weight }, at) => {
    const holders = credits.filter((own) => own[at]! > 0).length;
    return weight * Math.log(1 + texts.length / (1 + holders));
  });
  const whole = weights
    .toSorted((a, b) => b - a)
    .slice(0, mostWords)
    .reduce((sum, weight) => sum + weight, 0);
  return texts
    .map(({ id }, at) => ({
      id,
      score: Math.min(1, credits[at]!.reduce((sum, credit, word) => sum + credit * weights[word]!, 0) / whole),
    }))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

function bestMember(group: QueryGroup, terms: ComparedText["terms"]): MetGroup[] {
  const [best] = group.members
    .map((member) => ({ group, member, share: terms.get(member.term) ?? 0 }))
    .sort((a, b) => b.share * b.member.factor - a.share * a.member.factor);
  return best && best.share > 0 ? [best] : [];
}
