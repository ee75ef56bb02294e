import type { Bitset } from "./bitset.ts";
import { facetValues } from "./facet-values.ts";
import { type Filters, facetSet } from "./filters.ts";
import type { IndexView } from "./index-view.ts";
import { allowedDocuments } from "./search.ts";
import type { Segment } from "./segment.ts";

const WORTH_A_SET = 32;

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
  const counts: Record<string, number> = {};
  for (const { segment, documents } of passing(matched, index, filters)) {
    for (const value of facetValues(segment, facet).all()) {
      const count = countWith(segment, facet, value, documents);
      if (count > 0) counts[value] = (counts[value] ?? 0) + count;
    }
  }
  return counts;
}

/** How many of a set have a value. A long list is kept as a set: then two sets are compared word by word. */
export function countWith(segment: Segment, facet: string, value: string, documents: Bitset): number {
  const own = segment.facetDocuments(facet, value);
  if (own.length * WORTH_A_SET > segment.header.documents) return facetSet(segment, facet, value).countCommon(documents);
  let count = 0;
  for (const document of own) if (documents.has(document)) count++;
  return count;
}

function passing(matched: readonly Bitset[], index: IndexView, filters: Filters | undefined) {
  return index.parts.map((part, index) => {
    const documents = (matched[index] as Bitset).copy();
    const allowed = allowedDocuments(part, filters);
    return { segment: part.segment, documents: allowed ? documents.intersect(allowed) : documents };
  });
}
