import { Bitset } from "./bitset.ts";
import { SegmentBuilder } from "./builder.ts";
import type { Document, TextAnalysis } from "./document.ts";
import { type Segment, WINDOW_SIZE } from "./segment.ts";

/** A segment with the documents of it that are no longer valid. */
export interface IndexPart {
  segment: Segment;
  deleted: Bitset | undefined;
}

/**
 * Base segment + delta − tombstones. Changes go to a small delta that is sealed again before the next search; frequencies count
 * both parts without the deleted documents, so results equal those of a rebuild with the same average lengths.
 */
export class LiveIndex {
  readonly #analysis: TextAnalysis;
  #base: Segment;
  #deleted: Bitset;
  #deletedCount = 0;
  #delta: SegmentBuilder;
  #deltaSegment: Segment | undefined;
  readonly #deletedFrequencies = new Map<string, number>();

  constructor(base: Segment, analysis: TextAnalysis) {
    this.#analysis = analysis;
    this.#base = base;
    this.#deleted = new Bitset(base.header.documents);
    this.#delta = this.#newDelta();
  }

  get base(): Segment {
    return this.#base;
  }

  /** Documents that a search can return. */
  get size(): number {
    return this.#base.header.documents - this.#deletedCount + this.#delta.size;
  }

  /** Documents changed since the base was built; rebuild in a worker once they exceed a few per cent. */
  get pendingChanges(): number {
    return this.#deletedCount + this.#delta.size;
  }

  has(id: string): boolean {
    return this.#delta.has(id) || this.#baseNumber(id) >= 0;
  }

  update(document: Document): void {
    this.#deleteFromBase(document.id);
    this.#delta.add(document);
    this.#deltaSegment = undefined;
  }

  remove(id: string): boolean {
    const inDelta = this.#delta.remove(id);
    if (inDelta) this.#deltaSegment = undefined;
    return this.#deleteFromBase(id) || inDelta;
  }

  /** Puts a rebuilt base in place; documents changed while it was built must be given again by the caller. */
  replaceBase(base: Segment): void {
    this.#base = base;
    this.#deleted = new Bitset(base.header.documents);
    this.#deletedCount = 0;
    this.#deletedFrequencies.clear();
    this.#delta = this.#newDelta();
    this.#deltaSegment = undefined;
  }

  parts(): IndexPart[] {
    const parts: IndexPart[] = [{ segment: this.#base, deleted: this.#deletedCount > 0 ? this.#deleted : undefined }];
    if (this.#delta.size === 0) return parts;
    this.#deltaSegment ??= this.#delta.seal();
    return [...parts, { segment: this.#deltaSegment, deleted: undefined }];
  }

  /** How many documents have a text in the language, by the facet "language"; all of them where no document says so. */
  documentsIn(language: string): number {
    const count = this.parts().reduce((sum, { segment }) => sum + segment.facetDocuments("language", language).length, 0);
    return count === 0 ? this.size : Math.min(count, this.size);
  }

  /** In how many searchable documents a term occurs. */
  documentFrequency(term: string): number {
    let frequency = 0;
    for (const { segment } of this.parts()) {
      const number = segment.terms.find(term);
      if (number >= 0) frequency += segment.documentFrequency(number);
    }
    return frequency - (this.#deletedCount > 0 ? this.#deletedFrequency(term) : 0);
  }

  #deletedFrequency(term: string): number {
    const known = this.#deletedFrequencies.get(term);
    if (known !== undefined) return known;
    const number = this.#base.terms.find(term);
    const frequency = number < 0 ? 0 : countDeletedPostings(this.#base, number, this.#deleted);
    this.#deletedFrequencies.set(term, frequency);
    return frequency;
  }

  #newDelta(): SegmentBuilder {
    const { signature, scoring, fields, averageLengths } = this.#base.header;
    return new SegmentBuilder(this.#analysis, { signature, scoring, fields, averageLengths });
  }

  #baseNumber(id: string): number {
    const number = this.#base.ids.find(id);
    return number >= 0 && !this.#deleted.has(number) ? number : -1;
  }

  #deleteFromBase(id: string): boolean {
    const number = this.#baseNumber(id);
    if (number < 0) return false;
    this.#deleted.add(number);
    this.#deletedCount++;
    this.#deletedFrequencies.clear();
    return true;
  }
}

function countDeletedPostings(segment: Segment, term: number, deleted: Bitset): number {
  const { postingStarts, postingDocuments } = segment.arrays;
  const { windows } = segment.header;
  let count = 0;
  for (let window = 0; window < windows; window++) {
    const list = term * windows + window;
    const end = postingStarts[list + 1] as number;
    for (let at = postingStarts[list] as number; at < end; at++) {
      if (deleted.has(window * WINDOW_SIZE + (postingDocuments[at] as number))) count++;
    }
  }
  return count;
}
