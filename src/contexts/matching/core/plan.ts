import type { IndexView } from "./index-view.ts";
import type { Query, QueryGroup } from "./query-model.ts";
import { inverseDocumentFrequency } from "./scoring.ts";

/** A query group with integer weights: a document's score is the integer sum of weight × impact, times `unit`. */
export interface PlannedGroup {
  group: QueryGroup;
  /** One entry for each member that occurs in the index; the best one counts for a document. */
  members: { term: string; weight: number }[];
  /** The most that any document can get from the group. */
  bound: number;
}

export interface QueryPlan {
  query: Query;
  groups: PlannedGroup[];
  /** Groups left out because the query has more than can be scored; the lightest ones go. */
  droppedGroups: number;
  unit: number;
  /** What a document would score that is the best of the index in every group. */
  bestScore: number;
  /** Weight × idf of each word of the query, also of words that no document has; the measure of coverage. */
  wordWeights: ReadonlyMap<QueryGroup, number>;
}

const HIGHEST_SUM = 2 ** 31 - 1;
/** Weight × impact stays below 2^24, as the kernel asks. */
const HIGHEST_WEIGHT = 2 ** 16;
const HIGHEST_IMPACT = 255;
const MOST_GROUPS = 160;

/**
 * Turns weights × idf into integers. The forms of a word share one idf, and its translations another, computed from their united
 * frequency (Pirkola, "The effects of query structure and dictionary setups in dictionary-based cross-language retrieval", SIGIR
 * 1998), so that a rare wrong translation cannot dominate; members of concept groups keep their own. A word is as rare as it is among
 * the documents of its language: a common German word is no sign of fit only because most profiles are Chinese or English.
 */
export function planQuery(query: Query, index: IndexView): QueryPlan {
  const sizes = languageSizes(index);
  const all = query.groups.map((group) => weighGroup(group, index, sizes)).sort((a, b) => b.heaviest - a.heaviest);
  const weighted = all.slice(0, MOST_GROUPS);
  const base = { query, droppedGroups: all.length - weighted.length, wordWeights: weighWords(weighted, sizes) };
  const sum = weighted.reduce((total, { heaviest }) => total + heaviest, 0);
  if (sum === 0) return { ...base, groups: [], unit: 1, bestScore: 0 };
  const most = Math.max(...weighted.map(({ heaviest }) => heaviest));
  const scale = Math.min((HIGHEST_SUM - HIGHEST_IMPACT * weighted.length) / HIGHEST_IMPACT / sum, HIGHEST_WEIGHT / most);
  const groups = weighted.flatMap(({ group, members }): PlannedGroup[] => {
    const integers = members
      .map(({ term, weight }) => ({ term, weight: Math.round(weight * scale) }))
      .filter(({ weight }) => weight !== 0);
    if (integers.length === 0) return [];
    const bound = Math.max(0, ...integers.map(({ term, weight }) => weight * index.term(term).highestImpact));
    return [{ group, members: integers, bound }];
  });
  const unit = 1 / (scale * HIGHEST_IMPACT);
  return { ...base, groups, unit, bestScore: groups.reduce((total, { bound }) => total + bound, 0) * unit };
}

interface WeightedGroup {
  group: QueryGroup;
  members: { term: string; weight: number }[];
  heaviest: number;
}

type LanguageSizes = (language: string) => number;

/** How many documents each language has, looked up once a plan. */
function languageSizes(index: IndexView): LanguageSizes {
  const known = new Map<string, number>();
  return (language) => {
    const size = known.get(language) ?? index.documentsIn(language);
    known.set(language, size);
    return size;
  };
}

function weighGroup(group: QueryGroup, index: IndexView, sizes: LanguageSizes): WeightedGroup {
  const counted = group.members
    .map((member) => ({ ...member, frequency: index.documentFrequency(member.term) }))
    .filter(({ frequency }) => frequency > 0);
  const unite = (some: typeof counted): number => {
    const sum = some.reduce((total, { factor, frequency }) => total + Math.min(1, factor) * frequency, 0);
    return Math.max(1, Math.min(index.size, sum));
  };
  const forms = unite(counted.filter(({ via }) => via === "word"));
  const all = unite(counted);
  const members = counted.map(({ term, factor, frequency, via, language }) => {
    const shared = group.sharedIdf ? (via === "word" ? forms : all) : frequency;
    // A word may stand in texts of other languages too, so its documents can be more than those of its own.
    const documents = group.kind === "word" ? Math.max(shared, sizes(language)) : index.size;
    return { term, weight: group.weight * factor * inverseDocumentFrequency(documents, shared) };
  });
  return { group, members, heaviest: members.reduce((most, { weight }) => Math.max(most, Math.abs(weight)), 0) };
}

function weighWords(weighted: WeightedGroup[], sizes: LanguageSizes): ReadonlyMap<QueryGroup, number> {
  // A word that no document has weighs as if one had it: the need is not met, however good the rest.
  const missing = ({ language }: QueryGroup): number => {
    const documents = sizes(language);
    return inverseDocumentFrequency(documents, Math.min(1, documents));
  };
  const words = weighted.filter(({ group }) => group.kind === "word" && !group.derived && group.weight > 0);
  return new Map(words.map(({ group, heaviest }) => [group, heaviest || group.weight * missing(group)]));
}
