import { Bitset } from "./bitset.ts";
import { facetKey, type Segment } from "./segment.ts";

/** Values of a facet are alternatives; several facets must all fit. */
export interface FacetFilter {
  anyOf?: readonly string[];
  noneOf?: readonly string[];
  /** Bounds of a number facet, inclusive; documents without the number do not fit. */
  min?: number;
  max?: number;
}

export interface Filters {
  facets?: Readonly<Record<string, FacetFilter>>;
  /** Only these documents, by external id; visibility rules of the caller go here. */
  ids?: readonly string[];
  exceptIds?: readonly string[];
}

const CACHED_FILTERS = 32;
const cache = new WeakMap<Segment, Map<string, Bitset>>();

/** The documents of a segment that fit, or undefined when nothing is filtered; computed before ranking, never on its result. */
export function filterDocuments(segment: Segment, filters: Filters | undefined): Bitset | undefined {
  if (!filters) return undefined;
  const { documents } = segment.header;
  let allowed: Bitset | undefined;
  const keep = (set: Bitset): void => {
    allowed = allowed ? allowed.intersect(set) : set.copy();
  };
  for (const [facet, filter] of Object.entries(filters.facets ?? {})) keep(facetDocuments(segment, facet, filter));
  if (filters.ids) keep(documentsById(segment, filters.ids));
  if (filters.exceptIds) keep(Bitset.full(documents).subtract(documentsById(segment, filters.exceptIds)));
  return allowed;
}

/** The documents that one facet's filter lets through; kept, so not to be changed. */
export function facetDocuments(segment: Segment, facet: string, filter: FacetFilter): Bitset {
  let known = cache.get(segment);
  if (!known) {
    known = new Map();
    cache.set(segment, known);
  }
  const key = JSON.stringify([facet, filter]);
  const cached = known.get(key);
  if (cached) return cached;
  const set = computeFacet(segment, facet, filter);
  if (known.size >= CACHED_FILTERS) known.delete(known.keys().next().value as string);
  known.set(key, set);
  return set;
}

function computeFacet(segment: Segment, facet: string, filter: FacetFilter): Bitset {
  const { documents } = segment.header;
  const set = filter.anyOf ? valueUnion(segment, facet, filter.anyOf) : Bitset.full(documents);
  if (filter.noneOf) set.subtract(valueUnion(segment, facet, filter.noneOf));
  if (filter.min === undefined && filter.max === undefined) return set;
  const { min = -Infinity, max = Infinity } = filter;
  const column = segment.numberColumn(facet);
  for (let document = 0; document < documents; document++) {
    const value = column?.[document] ?? Number.NaN;
    if (!(value >= min && value <= max)) set.remove(document);
  }
  return set;
}

function valueUnion(segment: Segment, facet: string, values: readonly string[]): Bitset {
  const set = new Bitset(segment.header.documents);
  for (const value of values) for (const document of segment.facetDocuments(facet, value)) set.add(document);
  return set;
}

const sets = new WeakMap<Segment, Map<string, Bitset>>();

/** The documents with a facet value as a set, kept as long as the segment; for values that many documents have. */
export function facetSet(segment: Segment, facet: string, value: string): Bitset {
  let known = sets.get(segment);
  if (!known) {
    known = new Map();
    sets.set(segment, known);
  }
  const key = facetKey(facet, value);
  const cached = known.get(key);
  if (cached) return cached;
  const set = valueUnion(segment, facet, [value]);
  known.set(key, set);
  return set;
}

export function documentsById(segment: Segment, ids: readonly string[]): Bitset {
  const set = new Bitset(segment.header.documents);
  for (const id of ids) {
    const document = segment.ids.find(id);
    if (document >= 0) set.add(document);
  }
  return set;
}
