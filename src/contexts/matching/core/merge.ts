import { FacetCollector } from "./facets.ts";
import { GrowingIntegers } from "./growing-array.ts";
import { type IndexPart, lengthsOf } from "./parts.ts";
import { type Segment, WINDOW_SIZE } from "./segment.ts";
import { type PostingArrays, writeSegment } from "./segment-writer.ts";

const DELETED = 0xffff_ffff;

/**
 * One segment of the documents that several hold, without the deleted ones: no text is analysed again, impacts are taken over. Time
 * grows with the postings (about a second for ten million), memory with the result. Of an id, at most one part may hold it undeleted.
 */
export function mergeSegments(parts: readonly IndexPart[], signature: string): Segment {
  const { ids, numbers } = mergeIds(parts);
  const terms = mergeTerms(parts, numbers);
  const facets = new FacetCollector(ids.length);
  for (const [part, { segment }] of parts.entries()) addFacets(facets, segment, numbers[part] as Uint32Array);
  const content = {
    signature,
    ids,
    terms: terms.names,
    facets,
    lengths: lengthsOf(parts),
    postings: terms.postings,
    runs: terms.runs,
  };
  return writeSegment(content, (arrays) => fillPostings(parts, numbers, terms, arrays));
}

/** All undeleted ids in order, and for each part the new number of each of its documents. */
function mergeIds(parts: readonly IndexPart[]): { ids: string[]; numbers: Uint32Array[] } {
  const numbers = parts.map(({ segment }) => new Uint32Array(segment.header.documents).fill(DELETED));
  const ids: string[] = [];
  const heads = parts.map((part) => new Cursor(part.segment.header.documents, (at) => part.segment.ids.at(at), part.tombstones));
  for (;;) {
    const least = leastOf(heads);
    if (least < 0) return { ids, numbers };
    const head = heads[least] as Cursor;
    (numbers[least] as Uint32Array)[head.at] = ids.length;
    ids.push(head.value as string);
    head.advance();
  }
}

/** A sorted list of strings that is read once, without deleted entries. */
class Cursor {
  at = -1;
  value: string | undefined;
  readonly #length: number;
  readonly #read: (at: number) => string;
  readonly #deleted: { has(at: number): boolean } | undefined;

  constructor(length: number, read: (at: number) => string, deleted?: { has(at: number): boolean }) {
    this.#length = length;
    this.#read = read;
    this.#deleted = deleted;
    this.advance();
  }

  advance(): void {
    do this.at++;
    while (this.at < this.#length && this.#deleted?.has(this.at));
    this.value = this.at < this.#length ? this.#read(this.at) : undefined;
  }
}

function leastOf(cursors: readonly Cursor[]): number {
  let least = -1;
  let value: string | undefined;
  for (let index = 0; index < cursors.length; index++) {
    const own = (cursors[index] as Cursor).value;
    if (own !== undefined && (value === undefined || own < value)) {
      least = index;
      value = own;
    }
  }
  return least;
}

interface MergedTerms {
  names: string[];
  /** The sources of term n lie between sourceStarts[n] and sourceStarts[n + 1]. */
  sourceStarts: GrowingIntegers;
  sourceParts: GrowingIntegers;
  sourceTerms: GrowingIntegers;
  postings: number;
  runs: number;
}

/** Terms that still have a document, in order, with the number of postings and runs they will have. */
function mergeTerms(parts: readonly IndexPart[], numbers: readonly Uint32Array[]): MergedTerms {
  const merged: MergedTerms = {
    names: [],
    sourceStarts: new GrowingIntegers(),
    sourceParts: new GrowingIntegers(),
    sourceTerms: new GrowingIntegers(),
    postings: 0,
    runs: 0,
  };
  merged.sourceStarts.push(0);
  const cursors = parts.map(({ segment }) => new Cursor(segment.header.terms, (at) => segment.terms.at(at)));
  const windowSeen = new Uint32Array(Math.ceil(numbers.reduce((sum, { length }) => sum + length, 0) / WINDOW_SIZE) + 1);
  for (let stamp = 1; ; stamp++) {
    const least = leastOf(cursors);
    if (least < 0) return merged;
    const name = (cursors[least] as Cursor).value as string;
    let alive = 0;
    for (let part = least; part < cursors.length; part++) {
      const cursor = cursors[part] as Cursor;
      if (cursor.value !== name) continue;
      const count = countPostings((parts[part] as IndexPart).segment, cursor.at, numbers[part] as Uint32Array, (window) => {
        if (windowSeen[window] === stamp) return;
        windowSeen[window] = stamp;
        merged.runs++;
      });
      if (count > 0) {
        merged.sourceParts.push(part);
        merged.sourceTerms.push(cursor.at);
      }
      alive += count;
      cursor.advance();
    }
    if (alive === 0) continue;
    merged.names.push(name);
    merged.sourceStarts.push(merged.sourceParts.length);
    merged.postings += alive;
  }
}

function countPostings(segment: Segment, term: number, numbers: Uint32Array, enter: (window: number) => void): number {
  const { runStarts, runWindows, runEnds, postingDocuments } = segment.arrays;
  let count = 0;
  let last = -1;
  for (let run = runStarts[term] as number; run < (runStarts[term + 1] as number); run++) {
    const base = (runWindows[run] as number) * WINDOW_SIZE;
    const end = runEnds[run] as number;
    for (let at = segment.runStart(run); at < end; at++) {
      const number = numbers[base + (postingDocuments[at] as number)] as number;
      if (number === DELETED) continue;
      count++;
      const window = number >>> 16;
      if (window !== last) enter(window);
      last = window;
    }
  }
  return count;
}

/** The postings of one term in one part under their new numbers, in order. */
class PostingCursor {
  number = DELETED;
  at = 0;
  readonly segment: Segment;
  readonly #numbers: Uint32Array;
  #run = 0;
  #lastRun = 0;
  #base = 0;
  #end = 0;

  constructor(segment: Segment, numbers: Uint32Array) {
    this.segment = segment;
    this.#numbers = numbers;
  }

  open(term: number): void {
    const { runStarts } = this.segment.arrays;
    this.#run = (runStarts[term] as number) - 1;
    this.#lastRun = (runStarts[term + 1] as number) - 1;
    this.at = this.#end = this.segment.runStart(this.#run + 1);
    this.at--;
    this.advance();
  }

  advance(): void {
    const { runWindows, runEnds, postingDocuments } = this.segment.arrays;
    for (;;) {
      this.at++;
      if (this.at >= this.#end) {
        if (this.#run === this.#lastRun) {
          this.number = DELETED;
          return;
        }
        this.#run++;
        this.#base = (runWindows[this.#run] as number) * WINDOW_SIZE;
        this.#end = runEnds[this.#run] as number;
      }
      this.number = this.#numbers[this.#base + (postingDocuments[this.at] as number)] as number;
      if (this.number !== DELETED) return;
    }
  }
}

function fillPostings(
  parts: readonly IndexPart[],
  numbers: readonly Uint32Array[],
  { names, sourceStarts, sourceParts, sourceTerms }: MergedTerms,
  arrays: PostingArrays,
): void {
  const cursors = parts.map(({ segment }, part) => new PostingCursor(segment, numbers[part] as Uint32Array));
  let at = 0;
  let run = 0;
  for (let term = 0; term < names.length; term++) {
    arrays.runStarts[term] = run;
    const open: PostingCursor[] = [];
    let highest = 0;
    for (let source = sourceStarts.at(term); source < sourceStarts.at(term + 1); source++) {
      const cursor = cursors[sourceParts.at(source)] as PostingCursor;
      cursor.open(sourceTerms.at(source));
      open.push(cursor);
    }
    let window = -1;
    for (;;) {
      const { cursor, until } = nextCursor(open);
      if (!cursor) break;
      const { postingImpacts, postingFields } = cursor.segment.arrays;
      for (; cursor.number < until; cursor.advance()) {
        const { number } = cursor;
        if (number >>> 16 !== window) {
          window = number >>> 16;
          arrays.runWindows[run++] = window;
        }
        const impact = postingImpacts[cursor.at] as number;
        if (impact > highest) highest = impact;
        arrays.postingDocuments[at] = number & 0xffff;
        arrays.postingImpacts[at] = impact;
        arrays.postingFields[at] = postingFields[cursor.at] as number;
        arrays.runEnds[run - 1] = ++at;
      }
    }
    arrays.highestImpacts[term] = highest;
  }
  arrays.runStarts[names.length] = run;
}

/** The cursor with the lowest number, and how far it may be read before another's turn comes. */
function nextCursor(open: readonly PostingCursor[]): { cursor: PostingCursor | undefined; until: number } {
  let cursor: PostingCursor | undefined;
  let least = DELETED;
  let until = DELETED;
  for (let index = 0; index < open.length; index++) {
    const candidate = open[index] as PostingCursor;
    if (candidate.number < least) {
      until = least;
      least = candidate.number;
      cursor = candidate;
    } else if (candidate.number < until) until = candidate.number;
  }
  return { cursor, until };
}

function addFacets(facets: FacetCollector, segment: Segment, numbers: Uint32Array): void {
  const { facetStarts, facetDocuments } = segment.arrays;
  for (let facet = 0; facet < segment.facets.size; facet++) {
    const key = segment.facets.at(facet);
    for (let at = facetStarts[facet] as number; at < (facetStarts[facet + 1] as number); at++) {
      const number = numbers[facetDocuments[at] as number] as number;
      if (number !== DELETED) facets.addTo(key, number);
    }
  }
  for (const facet of segment.header.numberFacets) {
    for (const [document, value] of (segment.numberColumn(facet) as Float32Array).entries()) {
      if (numbers[document] !== DELETED) facets.setNumber(facet, numbers[document] as number, value);
    }
  }
}
