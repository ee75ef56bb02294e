import { Bitset } from "./bitset.ts";
import { type FacetValues, facetValues, type Numbers } from "./facet-values.ts";
import { facetSet } from "./filters.ts";
import { mostOf } from "./most-of.ts";
import type { Segment } from "./segment.ts";

export interface ValueCount {
  value: string;
  count: number;
}

/** How many of a set of documents in one segment have a value. */
export interface Counter {
  /** The values that may be among the most frequent of all. */
  candidates(): Iterable<string>;
  count(value: string): number;
}

/** A facet with more values than this may be counted for its most frequent ones only, where the documents are many. */
const FEW_VALUES = 256;
const CANDIDATES = 240;
const WORTH_A_SET = 32;
/** Steps of a loop over documents or lists cost about as much as two words of two sets compared. */
const WORDS_PER_STEP = 2;

/** The values of a facet that several counters count, the most frequent first; those that nobody has are left out. */
export function addCounts(counters: readonly Counter[], asked: readonly string[] = []): ValueCount[] {
  const values = new Set([...counters.flatMap((counter) => [...counter.candidates()]), ...asked]);
  return Array.from(values, (value) => ({ value, count: counters.reduce((sum, { count }) => sum + count(value), 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

export function countMarked(marked: ReadonlyMap<string, Bitset>, set: Bitset): Counter {
  return { candidates: () => marked.keys(), count: (value) => marked.get(value)?.countCommon(set) ?? 0 };
}

/** Over the documents, or over those that are missing, or value by value: whichever reads less. */
export function countIn(segment: Segment, facet: string, set: Bitset): Counter {
  const values = facetValues(segment, facet);
  const { documents } = segment.header;
  const found = sizeOf(set);
  const listed = values.size <= FEW_VALUES ? Array.from({ length: values.size }, (_, value) => value) : values.mostFrequent();
  const perDocument = values.perDocument();
  const steps = Math.min(found, documents - found) * perDocument * WORDS_PER_STEP;
  const words = listed.reduce((sum, value) => {
    return sum + Math.min(values.documentsOf(value).length * WORDS_PER_STEP, set.words.length);
  }, 0);
  if (words < steps)
    return {
      candidates: () => listed.map((value) => values.nameOf(value)),
      count: (value) => countWith(segment, facet, value, set),
    };
  const isMost = found * 2 > documents;
  const counted = countDocuments(values, isMost ? Bitset.full(documents).subtract(set) : set);
  const countOf = (value: number): number =>
    isMost ? values.documentsOf(value).length - (counted[value] as number) : (counted[value] as number);
  return {
    candidates: () =>
      mostOf(0, values.size, countOf, values.size <= FEW_VALUES ? FEW_VALUES : CANDIDATES).map((value) => values.nameOf(value)),
    count: (name) => {
      const value = values.find(name);
      return value < 0 ? 0 : countOf(value);
    },
  };
}

/** How many of a set have a value. A long list is kept as a set: then two sets are compared word by word. */
function countWith(segment: Segment, facet: string, value: string, documents: Bitset): number {
  const own = segment.facetDocuments(facet, value);
  if (own.length * WORTH_A_SET > segment.header.documents) return facetSet(segment, facet, value).countCommon(documents);
  let count = 0;
  for (const document of own) if (documents.has(document)) count++;
  return count;
}

function countDocuments(facets: FacetValues, set: Bitset): Uint32Array {
  const lists = facets.ofDocuments();
  const counts = new Uint32Array(facets.size + 1);
  if ("single" in lists) {
    countSingle(lists.single, set.words, counts);
    return counts.subarray(1);
  }
  countSeveral(lists.starts, lists.values, set.words, counts);
  return counts;
}

function countSingle(values: Numbers, words: Uint32Array, counts: Uint32Array): void {
  for (let word = 0; word < words.length; word++) {
    for (let bits = words[word] as number; bits !== 0; bits &= bits - 1)
      counts[values[word * 32 + 31 - Math.clz32(bits & -bits)] as number]!++;
  }
}

function countSeveral(starts: Uint32Array, values: Numbers, words: Uint32Array, counts: Uint32Array): void {
  for (let word = 0; word < words.length; word++) {
    for (let bits = words[word] as number; bits !== 0; bits &= bits - 1) {
      const document = word * 32 + 31 - Math.clz32(bits & -bits);
      const end = starts[document + 1] as number;
      for (let at = starts[document] as number; at < end; at++) counts[values[at] as number]!++;
    }
  }
}

const sizes = new WeakMap<Bitset, number>();

/** Many facets are counted over the same set, which nobody changes any more. */
function sizeOf(set: Bitset): number {
  const size = sizes.get(set) ?? set.count();
  sizes.set(set, size);
  return size;
}
