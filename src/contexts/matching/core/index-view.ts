import { BoundedMemo } from "./bounded-memo.ts";
import { lowerBound } from "./lower-bound.ts";
import { aliveInAll, type IndexPart } from "./parts.ts";
import type { Measure, Segment } from "./segment.ts";

const PROBES_PER_STEP = 8;
const KNOWN_TERMS = 50_000;

/**
 * The index at one moment: immutable segments and their tombstones. Frequencies count what a search can return, so results equal
 * those of an index built anew with the same measure.
 */
export class IndexView {
  readonly parts: readonly IndexPart[];
  readonly measure: Measure;
  /** Documents that a search can return. */
  readonly size: number;
  readonly #languageSizes = new Map<string, number>();
  readonly #terms = new BoundedMemo<TermFacts>(KNOWN_TERMS, (term) => this.#lookUp(term));

  constructor(parts: readonly IndexPart[], measure: Measure) {
    this.parts = parts;
    this.measure = measure;
    this.size = aliveInAll(parts);
  }

  /** Where a document lies, or undefined. */
  find(id: string): { part: IndexPart; document: number } | undefined {
    for (const part of this.parts) {
      const document = part.segment.ids.find(id);
      if (document >= 0 && !part.tombstones?.has(document)) return { part, document };
    }
    return undefined;
  }

  /** How many documents have a text in the language, by the facet "language"; all of them where no document says so. */
  documentsIn(language: string): number {
    let count = this.#languageSizes.get(language);
    if (count === undefined) {
      count = this.parts.reduce((sum, part) => sum + aliveWithFacet(part, "language", language), 0);
      this.#languageSizes.set(language, count);
    }
    return count === 0 ? this.size : count;
  }

  /** In how many searchable documents a term occurs. */
  documentFrequency(term: string): number {
    return this.#terms.get(term).frequency;
  }

  /** What the index knows of a term; looked up once, because searches share most of their terms. */
  term(term: string): TermFacts {
    return this.#terms.get(term);
  }

  #lookUp(term: string): TermFacts {
    const numbers = this.parts.map(({ segment }) => segment.terms.find(term));
    let frequency = 0;
    let highestImpact = 0;
    for (const [index, part] of this.parts.entries()) {
      const number = numbers[index] as number;
      if (number < 0) continue;
      frequency += part.segment.documentFrequency(number) - deletedFrequency(part, number);
      highestImpact = Math.max(highestImpact, part.segment.arrays.highestImpacts[number] as number);
    }
    return frequency > 0 ? { numbers, frequency, highestImpact } : UNKNOWN;
  }
}

export interface TermFacts {
  /** Its number in each part, -1 where it does not occur; none at all where no document has it. */
  numbers: readonly number[];
  frequency: number;
  highestImpact: number;
}

const UNKNOWN: TermFacts = { numbers: [], frequency: 0, highestImpact: 0 };

function aliveWithFacet({ segment, tombstones }: IndexPart, facet: string, value: string): number {
  const documents = segment.facetDocuments(facet, value);
  let count = documents.length;
  for (const document of tombstones?.log ?? []) {
    const at = lowerBound(documents, 0, documents.length, document);
    if (documents[at] === document) count--;
  }
  return count;
}

interface DeletedCount {
  /** How much of the log is counted. */
  until: number;
  count: number;
}

/** By segment and term. Logs only grow, so a count is carried on; a log is shorter only where an older view is asked. */
const deletedCounts = new WeakMap<Segment, Map<number, DeletedCount>>();

function deletedFrequency({ segment, tombstones }: IndexPart, term: number): number {
  if (!tombstones) return 0;
  let counts = deletedCounts.get(segment);
  if (!counts) {
    counts = new Map();
    deletedCounts.set(segment, counts);
  }
  const { log, set } = tombstones;
  let known = counts.get(term);
  if (known?.until === log.length) return known.count;
  if (!known || known.until > log.length) known = { until: 0, count: 0 };
  if (counts.size >= KNOWN_TERMS) counts.clear();
  let { count } = known;
  if ((log.length - known.until) * PROBES_PER_STEP < segment.documentFrequency(term)) {
    for (const document of log.subarray(known.until)) if (segment.findPosting(term, document) >= 0) count++;
  } else {
    count = 0;
    segment.forEachPosting(term, (document) => {
      if (set.has(document)) count++;
    });
  }
  counts.set(term, { until: log.length, count });
  return count;
}
