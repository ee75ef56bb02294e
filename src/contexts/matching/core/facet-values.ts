import { lowerBound } from "./lower-bound.ts";
import { mostOf } from "./most-of.ts";
import type { Segment } from "./segment.ts";

const FACET_END = "\u0000";
const MOST_FREQUENT = 240;
const KNOWN_NAMES = 1000;

/** The values of one facet in a segment; a facet may have as many as there are documents, so names are read when they are needed. */
export class FacetValues {
  /** The facet's values as the segment numbers them, ascending. */
  readonly #numbers: Uint32Array;
  readonly #segment: Segment;
  readonly #facet: string;
  readonly #names = new Map<number, string>();
  readonly #places = new Map<string, number>();
  #mostFrequent: number[] | undefined;
  #ofDocuments: ValuesOfDocuments | undefined;
  #perDocument: number | undefined;

  constructor(segment: Segment, facet: string, numbers: Uint32Array) {
    this.#segment = segment;
    this.#facet = facet;
    this.#numbers = numbers;
  }

  get size(): number {
    return this.#numbers.length;
  }

  nameOf(value: number): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const name = this.#read(value);
    if (this.#names.size < KNOWN_NAMES) {
      this.#names.set(value, name);
      this.#places.set(name, value);
    }
    return name;
  }

  #read(value: number): string {
    return this.#segment.facets.at(this.#numbers[value] as number).slice(this.#facet.length + FACET_END.length);
  }

  /** The place of a value, or -1. */
  find(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const number = this.#segment.facets.find(this.#facet + FACET_END + name);
    return number < 0 ? -1 : lowerBound(this.#numbers, 0, this.#numbers.length, number);
  }

  documentsOf(value: number): Uint32Array {
    const { facetStarts, facetDocuments } = this.#segment.arrays;
    const number = this.#numbers[value] as number;
    return facetDocuments.subarray(facetStarts[number], facetStarts[number + 1]);
  }

  /** How many values a document has, on average. */
  perDocument(): number {
    this.#perDocument ??=
      Array.from({ length: this.size }, (_, value) => this.documentsOf(value).length).reduce((sum, length) => sum + length, 0) /
      this.#segment.header.documents;
    return this.#perDocument;
  }

  /** The values that most documents have, the most frequent first. */
  mostFrequent(): readonly number[] {
    this.#mostFrequent ??= mostOf(0, this.size, (value) => this.documentsOf(value).length, MOST_FREQUENT);
    return this.#mostFrequent;
  }

  /** Made when it is first needed: a byte or two a document where each has one value, else four bytes and two for each value. */
  ofDocuments(): ValuesOfDocuments {
    this.#ofDocuments ??= this.#turnAround();
    return this.#ofDocuments;
  }

  #turnAround(): ValuesOfDocuments {
    const { documents } = this.#segment.header;
    const starts = new Uint32Array(documents + 2);
    let isSingle = true;
    for (let value = 0; value < this.size; value++) {
      for (const document of this.documentsOf(value)) if (++starts[document + 2]! > 1) isSingle = false;
    }
    if (isSingle) {
      const single = numbersUpTo(this.size, documents);
      for (let value = 0; value < this.size; value++)
        for (const document of this.documentsOf(value)) single[document] = value + 1;
      return { single };
    }
    for (let document = 2; document < starts.length; document++) starts[document]! += starts[document - 1] as number;
    const values = numbersUpTo(this.size, starts.at(-1) as number);
    for (let value = 0; value < this.size; value++) {
      for (const document of this.documentsOf(value)) values[starts[document + 1]!++] = value;
    }
    return { starts, values };
  }
}

export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** Each document's only value + 1, or 0; else the values of document n, between starts[n] and starts[n + 1]. */
export type ValuesOfDocuments = { single: Numbers } | { starts: Uint32Array; values: Numbers };

function numbersUpTo(highest: number, length: number): Numbers {
  if (highest < 2 ** 8) return new Uint8Array(length);
  return highest < 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}

const known = new WeakMap<Segment, Map<string, FacetValues>>();

export function facetValues(segment: Segment, facet: string): FacetValues {
  let facets = known.get(segment);
  if (!facets) {
    facets = readFacets(segment);
    known.set(segment, facets);
  }
  return facets.get(facet) ?? new FacetValues(segment, facet, new Uint32Array(0));
}

function readFacets(segment: Segment): Map<string, FacetValues> {
  const numbers = new Map<string, number[]>();
  for (let number = 0; number < segment.facets.size; number++) {
    const key = segment.facets.at(number);
    const facet = key.slice(0, key.indexOf(FACET_END));
    const own = numbers.get(facet);
    if (own) own.push(number);
    else numbers.set(facet, [number]);
  }
  return new Map([...numbers].map(([facet, own]) => [facet, new FacetValues(segment, facet, Uint32Array.from(own))]));
}
