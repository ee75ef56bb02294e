import { type Document, documentRows, type TextAnalysis } from "./document.ts";
import type { Query, QueryGroup } from "./query-model.ts";

/** How often a term occurs in the searchable base, for weighing terms of example documents. */
export type Rarity = (term: string) => number;

const FEEDBACK_TERMS = 10;
const FEEDBACK_SHARE = 0.2;
const POSITIVE_TERMS = 15;
const POSITIVE_SHARE = 0.25;
const NEGATIVE_TERMS = 10;
const NEGATIVE_SHARE = 0.1;

/**
 * RM3 pseudo-relevance feedback (Abdul-Jaleel et al., "UMass at TREC 2004: Novelty and HARD"): words that the best hits share
 * get a fifth of the query. Groups keep their own kind, so that what was added can be shown apart from what was asked.
 */
export function addFeedback(
  query: Query,
  best: { document: Document; score: number }[],
  analysis: TextAnalysis,
  rarity: Rarity,
): Query {
  const total = best.reduce((sum, { score }) => sum + score, 0);
  if (total <= 0) return query;
  const model = new Map<string, number>();
  for (const { document, score } of best) addDistribution(model, document, score / total, analysis);
  const terms = heaviestTerms(model, rarity, FEEDBACK_TERMS);
  return { ...query, groups: [...query.groups, ...termGroups(terms, shareOf(query, FEEDBACK_SHARE), "feedback")] };
}

/**
 * Rocchio's formula with small weights ("Relevance feedback in information retrieval", 1971): shortlisted companies pull the
 * query towards their words with a quarter of its weight, passed ones push away with a tenth, never on words the need itself uses.
 */
export function addExamples(
  query: Query,
  examples: { positive: Document[]; negative: Document[] },
  analysis: TextAnalysis,
  rarity: Rarity,
): Query {
  const positive = heaviestTerms(meanDistribution(examples.positive, analysis), rarity, POSITIVE_TERMS);
  const asked = new Set(query.groups.flatMap((group) => group.members.map(({ term }) => term)));
  const wanted = new Set(positive.map(([term]) => term));
  const negative = heaviestTerms(meanDistribution(examples.negative, analysis), rarity, NEGATIVE_TERMS + asked.size)
    .filter(([term]) => !asked.has(term) && !wanted.has(term))
    .slice(0, NEGATIVE_TERMS);
  const groups = [
    ...query.groups,
    ...termGroups(positive, shareOf(query, POSITIVE_SHARE), "example"),
    ...termGroups(negative, -shareOf(query, NEGATIVE_SHARE), "example"),
  ];
  return { ...query, groups };
}

/** The weight that makes up `share` of the query once it is added. */
function shareOf(query: Query, share: number): number {
  const asked = query.groups.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  return (asked * share) / (1 - share);
}

function meanDistribution(documents: Document[], analysis: TextAnalysis): Map<string, number> {
  const model = new Map<string, number>();
  for (const document of documents) addDistribution(model, document, 1 / documents.length, analysis);
  return model;
}

function addDistribution(model: Map<string, number>, document: Document, weight: number, analysis: TextAnalysis): void {
  const rows = documentRows(document, analysis);
  const total = rows.reduce((sum, { frequency }) => sum + frequency, 0);
  for (const { term, frequency } of rows) model.set(term, (model.get(term) ?? 0) + (weight * frequency) / total);
}

function heaviestTerms(model: Map<string, number>, rarity: Rarity, count: number): [string, number][] {
  return Array.from(model, ([term, probability]): [string, number] => [term, probability * rarity(term)])
    .filter(([, weight]) => weight > 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, count);
}

function termGroups(terms: [string, number][], weight: number, kind: "feedback" | "example"): QueryGroup[] {
  const total = terms.reduce((sum, [, share]) => sum + share, 0);
  return terms.map(([term, share]) => ({
    key: `${kind}:${term}`,
    kind,
    weight: (weight * share) / total,
    members: [{ term, factor: 1, language: "other", via: "word" }],
    sharedIdf: false,
    derived: true,
    language: "other",
    mentions: [],
  }));
}
