import type { Bitset } from "./bitset.ts";
import type { Filters } from "./filters.ts";
import type { LiveIndex } from "./live.ts";
import { allowedDocuments } from "./search.ts";
import type { Segment } from "./segment.ts";

/** How many of the documents a search matched pass other filters; costs no second search. */
export function countMatches(matched: readonly Bitset[], index: LiveIndex, filters?: Filters): number {
  return passing(matched, index, filters).reduce((sum, { documents }) => sum + documents.count(), 0);
}

/** How many of the documents a search matched have each value of a facet, under filters of their own. */
export function countFacet(
  matched: readonly Bitset[],
  index: LiveIndex,
  facet: string,
  filters?: Filters,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { segment, documents } of passing(matched, index, filters)) {
    for (const value of facetValues(segment, facet)) {
      let count = 0;
      for (const document of segment.facetDocuments(facet, value)) if (documents.has(document)) count++;
      if (count > 0) counts[value] = (counts[value] ?? 0) + count;
    }
  }
  return counts;
}

function passing(matched: readonly Bitset[], index: LiveIndex, filters: Filters | undefined) {
  return index.parts().map(({ segment, deleted }, part) => {
    const documents = (matched[part] as Bitset).copy();
    const allowed = allowedDocuments(segment, deleted, filters);
    return { segment, documents: allowed ? documents.intersect(allowed) : documents };
  });
}

const values = new WeakMap<Segment, Map<string, string[]>>();

function facetValues(segment: Segment, facet: string): string[] {
  let known = values.get(segment);
  if (!known) {
    known = new Map();
    for (let index = 0; index < segment.facets.size; index++) {
      const [name, value] = segment.facets.at(index).split("\u0000") as [string, string];
      known.set(name, [...(known.get(name) ?? []), value]);
    }
    values.set(segment, known);
  }
  return known.get(facet) ?? [];
}
