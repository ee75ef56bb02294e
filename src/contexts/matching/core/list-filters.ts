import { Bitset } from "./bitset.ts";
import { documentsById, facetDocuments } from "./filters.ts";
import type { ListRequest, Marks } from "./list-search.ts";
import type { Segment } from "./segment.ts";

/** What the filters of a list let through in one segment, together or but for one facet. */
export class Choices {
  /** By facet; what ids let through stands under "". */
  readonly #sets: ReadonlyMap<string, Bitset>;
  readonly #marked: ReadonlyMap<string, ReadonlyMap<string, Bitset>>;

  constructor(sets: ReadonlyMap<string, Bitset>, marked: ReadonlyMap<string, ReadonlyMap<string, Bitset>>) {
    this.#sets = sets;
    this.#marked = marked;
  }

  has(facet: string): boolean {
    return this.#sets.has(facet);
  }

  /** A set of its own with what passes of another; the filter of one facet may be left out. */
  apply(base: Bitset, except?: string): Bitset {
    const passing = base.copy();
    for (const [facet, set] of this.#sets) if (facet !== except) passing.intersect(set);
    return passing;
  }

  /** The documents of each value of marks, or undefined for a facet of the index. */
  marked(facet: string): ReadonlyMap<string, Bitset> | undefined {
    return this.#marked.get(facet);
  }
}

export function choicesIn(segment: Segment, { filters = {}, marks = {} }: ListRequest): Choices {
  const marked = new Map(Object.entries(marks).map(([facet, some]) => [facet, markedSets(segment, some)]));
  const sets = new Map<string, Bitset>();
  for (const [facet, filter] of Object.entries(filters.facets ?? {})) {
    const own = marked.get(facet);
    sets.set(facet, own ? unionOf(segment, own, filter.anyOf ?? []) : facetDocuments(segment, facet, filter));
  }
  const { ids, exceptIds } = filters;
  if (ids || exceptIds) {
    const set = ids ? documentsById(segment, ids) : Bitset.full(segment.header.documents);
    sets.set("", exceptIds ? set.subtract(documentsById(segment, exceptIds)) : set);
  }
  return new Choices(sets, marked);
}

function markedSets(segment: Segment, { values, otherwise }: Marks): ReadonlyMap<string, Bitset> {
  const sets = new Map(Object.entries(values).map(([value, ids]) => [value, rememberedById(segment, ids)]));
  const rest = Bitset.full(segment.header.documents);
  for (const set of sets.values()) rest.subtract(set);
  return sets.set(otherwise, rest);
}

function unionOf(segment: Segment, sets: ReadonlyMap<string, Bitset>, values: readonly string[]): Bitset {
  const union = new Bitset(segment.header.documents);
  for (const value of values) union.unite(sets.get(value) ?? new Bitset(0));
  return union;
}

const REMEMBERED = 8;
const remembered = new WeakMap<Segment, { ids: readonly string[]; set: Bitset }[]>();

/** The marks of a reader come with every letter that is typed: comparing a list costs a fiftieth of looking its ids up. */
function rememberedById(segment: Segment, ids: readonly string[]): Bitset {
  const lists = remembered.get(segment) ?? [];
  const known = lists.find((list) => list.ids.length === ids.length && list.ids.every((id, at) => id === ids[at]));
  if (known) return known.set;
  const set = documentsById(segment, ids);
  remembered.set(segment, [{ ids, set }, ...lists].slice(0, REMEMBERED));
  return set;
}
