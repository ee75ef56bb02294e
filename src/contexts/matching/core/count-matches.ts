import type { Bitset } from "./bitset.ts";
import { addCounts, countIn } from "./count-values.ts";
import type { Filters } from "./filters.ts";
import type { IndexView } from "./index-view.ts";
import { allowedDocuments } from "./search.ts";

/** How many of the documents a search matched pass other filters; costs no second search. */
export function countMatches(matched: readonly Bitset[], index: IndexView, filters?: Filters): number {
  return passing(matched, index, filters).reduce((sum, { documents }) => sum + documents.count(), 0);
}

/** How many of the documents a search matched have each value of a facet, under filters of their own. */
export function countFacet(
  matched: readonly Bitset[],
  index: IndexView,
  facet: string,
  filters?: Filters,
): Record<string, number> {
  const counters = passing(matched, index, filters).map(({ segment, documents }) => countIn(segment, facet, documents));
  return Object.fromEntries(addCounts(counters).map(({ value, count }) => [value, count]));
}

function passing(matched: readonly Bitset[], index: IndexView, filters: Filters | undefined) {
  return index.parts.map((part, index) => {
    const documents = (matched[index] as Bitset).copy();
    const allowed = allowedDocuments(part, filters);
    return { segment: part.segment, documents: allowed ? documents.intersect(allowed) : documents };
  });
}
