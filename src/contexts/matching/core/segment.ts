import type { Field } from "./document.ts";
import type { Scoring } from "./scoring.ts";
import { StringTable, type StringTableArrays } from "./string-table.ts";

export const WINDOW_SIZE = 65_536;
export const SEGMENT_FORMAT = 1;

/** Everything that must agree before two segments, or a segment and a query, may be used together. */
export interface SegmentHeader {
  format: number;
  /** Signatures of analysis and thesaurus, see analysis.ts. */
  signature: string;
  scoring: Scoring;
  fields: Field[];
  /** Average field lengths the impacts were computed with; later segments of the same generation keep them. */
  averageLengths: number[];
  documents: number;
  terms: number;
  windows: number;
  numberFacets: string[];
  /** German words learned from the documents, which compound splitting needs again after loading. */
  vocabulary: [string, number][];
}

/** The arrays of a segment; all are views into one shared buffer. */
export interface SegmentArrays {
  termBytes: Uint8Array;
  termOffsets: Uint32Array;
  termSlots: Uint32Array;
  idBytes: Uint8Array;
  idOffsets: Uint32Array;
  idSlots: Uint32Array;
  facetBytes: Uint8Array;
  facetOffsets: Uint32Array;
  facetSlots: Uint32Array;
  /** Where the postings of (term, window) start, at term * windows + window; the next entry ends them. */
  postingStarts: Uint32Array;
  postingDocuments: Uint16Array;
  postingImpacts: Uint8Array;
  /** Bit n: the term occurs in FIELDS[n] of the document. */
  postingFields: Uint8Array;
  highestImpacts: Uint8Array;
  facetStarts: Uint32Array;
  facetDocuments: Uint32Array;
  /** One column of `documents` numbers for each number facet; NaN is absent. */
  numberColumns: Float64Array;
}

const ARRAY_TYPES = {
  numberColumns: Float64Array,
  postingStarts: Uint32Array,
  termOffsets: Uint32Array,
  termSlots: Uint32Array,
  idOffsets: Uint32Array,
  idSlots: Uint32Array,
  facetOffsets: Uint32Array,
  facetSlots: Uint32Array,
  facetStarts: Uint32Array,
  facetDocuments: Uint32Array,
  postingDocuments: Uint16Array,
  postingImpacts: Uint8Array,
  postingFields: Uint8Array,
  highestImpacts: Uint8Array,
  termBytes: Uint8Array,
  idBytes: Uint8Array,
  facetBytes: Uint8Array,
} as const satisfies Record<keyof SegmentArrays, unknown>;

type ArrayName = keyof SegmentArrays;
const ARRAY_NAMES = Object.keys(ARRAY_TYPES) as ArrayName[];
const PREFIX_BYTES = 16;
const MAGIC = 0x4a51_5347;

/**
 * An immutable part of the index. Documents are numbered in the order of their ids, so within a segment the lower number is also
 * the lower id; postings hold the number within a window of 65,536, which keeps the accumulators of a search in the L2 cache.
 */
export class Segment {
  readonly buffer: SharedArrayBuffer;
  readonly header: SegmentHeader;
  readonly arrays: SegmentArrays;
  readonly terms: StringTable;
  readonly ids: StringTable;
  readonly facets: StringTable;

  /** Wraps a buffer made by `layOutSegment`, without copying; workers build their view from the same buffer. */
  constructor(buffer: SharedArrayBuffer) {
    const prefix = new DataView(buffer, 0, PREFIX_BYTES);
    if (prefix.getUint32(0) !== MAGIC) throw new Error("This is not a search segment");
    const headerBytes = prefix.getUint32(4);
    const parsed = JSON.parse(Buffer.from(buffer, PREFIX_BYTES, headerBytes).toString("utf8")) as StoredHeader;
    const { lengths, ...header } = parsed;
    this.buffer = buffer;
    this.header = header;
    this.arrays = viewArrays(buffer, align(PREFIX_BYTES + headerBytes), lengths);
    this.terms = new StringTable(tableOf(this.arrays, "term"));
    this.ids = new StringTable(tableOf(this.arrays, "id"));
    this.facets = new StringTable(tableOf(this.arrays, "facet"));
  }

  documentFrequency(term: number): number {
    const { windows } = this.header;
    return (this.arrays.postingStarts[(term + 1) * windows] as number) - (this.arrays.postingStarts[term * windows] as number);
  }

  numberColumn(facet: string): Float64Array | undefined {
    const index = this.header.numberFacets.indexOf(facet);
    const { documents } = this.header;
    return index < 0 ? undefined : this.arrays.numberColumns.subarray(index * documents, (index + 1) * documents);
  }

  /** The documents with a facet value, ascending. */
  facetDocuments(facet: string, value: string): Uint32Array {
    const index = this.facets.find(facetKey(facet, value));
    const { facetStarts, facetDocuments } = this.arrays;
    return index < 0 ? new Uint32Array(0) : facetDocuments.subarray(facetStarts[index], facetStarts[index + 1]);
  }

  /** Position of the posting of (term, document), or -1. */
  findPosting(term: number, document: number): number {
    const { postingStarts, postingDocuments } = this.arrays;
    const list = term * this.header.windows + Math.floor(document / WINDOW_SIZE);
    const inWindow = document % WINDOW_SIZE;
    const end = postingStarts[list + 1] as number;
    const at = lowerBound(postingDocuments, postingStarts[list] as number, end, inWindow);
    return at < end && postingDocuments[at] === inWindow ? at : -1;
  }
}

interface StoredHeader extends SegmentHeader {
  lengths: Record<ArrayName, number>;
}

export function facetKey(facet: string, value: string): string {
  return `${facet}\u0000${value}`;
}

/** First position in [start, end) whose value is not below `value`. */
export function lowerBound(values: Uint16Array, start: number, end: number, value: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Copies finished arrays into one shared buffer. */
export function layOutSegment(header: SegmentHeader, arrays: SegmentArrays): Segment {
  const lengths = Object.fromEntries(ARRAY_NAMES.map((name) => [name, arrays[name].length])) as Record<ArrayName, number>;
  const headerText = Buffer.from(JSON.stringify({ ...header, lengths } satisfies StoredHeader));
  const start = align(PREFIX_BYTES + headerText.length);
  const bytes = ARRAY_NAMES.reduce((sum, name) => sum + align(lengths[name] * ARRAY_TYPES[name].BYTES_PER_ELEMENT), start);
  const buffer = new SharedArrayBuffer(bytes);
  const prefix = new DataView(buffer, 0, PREFIX_BYTES);
  prefix.setUint32(0, MAGIC);
  prefix.setUint32(4, headerText.length);
  new Uint8Array(buffer).set(headerText, PREFIX_BYTES);
  const views = viewArrays(buffer, start, lengths);
  for (const name of ARRAY_NAMES) views[name].set(arrays[name]);
  return new Segment(buffer);
}

function viewArrays(buffer: SharedArrayBuffer, start: number, lengths: Record<ArrayName, number>): SegmentArrays {
  const views: Partial<Record<ArrayName, unknown>> = {};
  let offset = start;
  for (const name of ARRAY_NAMES) {
    const ArrayType = ARRAY_TYPES[name];
    // The declared type of some constructors knows only unshared buffers.
    views[name] = new ArrayType(buffer as unknown as ArrayBuffer, offset, lengths[name]);
    offset += align(lengths[name] * ArrayType.BYTES_PER_ELEMENT);
  }
  return views as SegmentArrays;
}

function tableOf(arrays: SegmentArrays, name: "term" | "id" | "facet"): StringTableArrays {
  return { bytes: arrays[`${name}Bytes`], offsets: arrays[`${name}Offsets`], slots: arrays[`${name}Slots`] };
}

function align(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
