import type { Field } from "./document.ts";
import { lowerBound } from "./lower-bound.ts";
import type { Scoring } from "./scoring.ts";
import { StringTable, type StringTableArrays } from "./string-table.ts";

export const WINDOW_SIZE = 65_536;
export const SEGMENT_FORMAT = 2;

/** How the documents of an index are measured; parts of one index share it, so that their impacts can be compared. */
export interface Measure {
  /** Of analysis, thesaurus, scoring, fields and average lengths. */
  signature: string;
  scoring: Scoring;
  fields: readonly Field[];
  /** Mean words (concepts: mentions) of each field, over the documents that have it. */
  averageLengths: readonly number[];
}

export interface SegmentHeader {
  format: number;
  signature: string;
  documents: number;
  terms: number;
  windows: number;
  numberFacets: string[];
  /** For each field, the sum of its lengths and how many documents have it: tells when the average lengths are worn. */
  lengths: { total: number; documents: number }[];
}

/** The arrays of a segment; all are views into one shared memory. */
export interface SegmentArrays {
  /** Terms and ids are in ascending order. */
  termBytes: Uint8Array;
  termOffsets: Uint32Array;
  termSlots: Uint32Array;
  idBytes: Uint8Array;
  idOffsets: Uint32Array;
  idSlots: Uint32Array;
  facetBytes: Uint8Array;
  facetOffsets: Uint32Array;
  facetSlots: Uint32Array;
  /** Where the runs of a term start; a run is its postings within one window. */
  runStarts: Uint32Array;
  runWindows: Uint16Array;
  /** Where the postings of a run end; they start where those of the run before end. */
  runEnds: Uint32Array;
  postingDocuments: Uint16Array;
  postingImpacts: Uint8Array;
  /** Bit n: the term occurs in FIELDS[n] of the document. */
  postingFields: Uint8Array;
  highestImpacts: Uint8Array;
  facetStarts: Uint32Array;
  facetDocuments: Uint32Array;
  /** One column of `documents` numbers for each number facet, exact up to 2^24; NaN is absent. */
  numberColumns: Float32Array;
}

const ARRAY_TYPES = {
  numberColumns: Float32Array,
  runStarts: Uint32Array,
  runEnds: Uint32Array,
  termOffsets: Uint32Array,
  termSlots: Uint32Array,
  idOffsets: Uint32Array,
  idSlots: Uint32Array,
  facetOffsets: Uint32Array,
  facetSlots: Uint32Array,
  facetStarts: Uint32Array,
  facetDocuments: Uint32Array,
  runWindows: Uint16Array,
  postingDocuments: Uint16Array,
  postingImpacts: Uint8Array,
  postingFields: Uint8Array,
  highestImpacts: Uint8Array,
  termBytes: Uint8Array,
  idBytes: Uint8Array,
  facetBytes: Uint8Array,
} as const satisfies Record<keyof SegmentArrays, unknown>;

type ArrayName = keyof SegmentArrays;
export type ArrayLengths = Record<ArrayName, number>;
const ARRAY_NAMES = Object.keys(ARRAY_TYPES) as ArrayName[];
const PREFIX_BYTES = 16;
const MAGIC = 0x4a51_5347;
const PAGE_BYTES = 65_536;

/**
 * An immutable part of the index. Documents are numbered in the order of their ids, so within a segment the lower number is also
 * the lower id; postings hold the number within a window of 65,536, which keeps the scores of a search in the L2 cache. Everything
 * lies in one WebAssembly memory that threads share; a segment of 15 million documents would fill it (4 GB).
 */
export class Segment {
  readonly memory: WebAssembly.Memory;
  /** Bytes in use; a memory comes in pages of 64 KB. */
  readonly bytes: number;
  readonly header: SegmentHeader;
  readonly arrays: SegmentArrays;
  readonly terms: StringTable;
  readonly ids: StringTable;
  readonly facets: StringTable;

  /** Wraps a memory filled through `allocateSegment`, without copying. */
  constructor(memory: WebAssembly.Memory) {
    const prefix = new DataView(memory.buffer, 0, PREFIX_BYTES);
    if (prefix.getUint32(0) !== MAGIC) throw new Error("This is not a search segment");
    const headerBytes = prefix.getUint32(4);
    const text = Buffer.from(memory.buffer, PREFIX_BYTES, headerBytes).toString("utf8");
    const { arrayLengths, ...header } = JSON.parse(text) as StoredHeader;
    const start = align(PREFIX_BYTES + headerBytes);
    this.memory = memory;
    this.bytes = start + bytesOf(arrayLengths);
    this.header = header;
    this.arrays = viewArrays(memory.buffer, start, arrayLengths);
    this.terms = new StringTable(tableOf(this.arrays, "term"));
    this.ids = new StringTable(tableOf(this.arrays, "id"));
    this.facets = new StringTable(tableOf(this.arrays, "facet"));
  }

  documentFrequency(term: number): number {
    const { runStarts, runEnds } = this.arrays;
    const [first, end] = [runStarts[term] as number, runStarts[term + 1] as number];
    return first === end ? 0 : (runEnds[end - 1] as number) - this.runStart(first);
  }

  /** Position of the first posting of a run. */
  runStart(run: number): number {
    return run === 0 ? 0 : (this.arrays.runEnds[run - 1] as number);
  }

  numberColumn(facet: string): Float32Array | undefined {
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
    const { runStarts, runWindows, runEnds, postingDocuments } = this.arrays;
    const window = Math.floor(document / WINDOW_SIZE);
    const lastRun = runStarts[term + 1] as number;
    const run = lowerBound(runWindows, runStarts[term] as number, lastRun, window);
    if (run === lastRun || runWindows[run] !== window) return -1;
    const end = runEnds[run] as number;
    const at = lowerBound(postingDocuments, this.runStart(run), end, document % WINDOW_SIZE);
    return at < end && postingDocuments[at] === document % WINDOW_SIZE ? at : -1;
  }

  /** Calls back with each posting of a term: its document, and its position. */
  forEachPosting(term: number, visit: (document: number, position: number) => void): void {
    const { runStarts, runWindows, runEnds, postingDocuments } = this.arrays;
    for (let run = runStarts[term] as number; run < (runStarts[term + 1] as number); run++) {
      const base = (runWindows[run] as number) * WINDOW_SIZE;
      const end = runEnds[run] as number;
      for (let at = this.runStart(run); at < end; at++) visit(base + (postingDocuments[at] as number), at);
    }
  }
}

interface StoredHeader extends SegmentHeader {
  arrayLengths: ArrayLengths;
}

export function facetKey(facet: string, value: string): string {
  return `${facet}\u0000${value}`;
}

/** A memory with room for the arrays, to be filled and then wrapped by `new Segment`. */
export function allocateSegment(
  header: Omit<SegmentHeader, "format">,
  arrayLengths: ArrayLengths,
): { memory: WebAssembly.Memory; arrays: SegmentArrays } {
  const stored: StoredHeader = { ...header, format: SEGMENT_FORMAT, arrayLengths };
  const text = Buffer.from(JSON.stringify(stored));
  const start = align(PREFIX_BYTES + text.length);
  const memory = allocateMemory(start + bytesOf(arrayLengths));
  const prefix = new DataView(memory.buffer, 0, PREFIX_BYTES);
  prefix.setUint32(0, MAGIC);
  prefix.setUint32(4, text.length);
  new Uint8Array(memory.buffer).set(text, PREFIX_BYTES);
  return { memory, arrays: viewArrays(memory.buffer, start, arrayLengths) };
}

/** Shared between threads and never grown. */
export function allocateMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.max(1, Math.ceil(bytes / PAGE_BYTES));
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

function bytesOf(lengths: ArrayLengths): number {
  return ARRAY_NAMES.reduce((sum, name) => sum + align(lengths[name] * ARRAY_TYPES[name].BYTES_PER_ELEMENT), 0);
}

function viewArrays(buffer: ArrayBuffer, start: number, lengths: ArrayLengths): SegmentArrays {
  const views: Partial<Record<ArrayName, unknown>> = {};
  let offset = start;
  for (const name of ARRAY_NAMES) {
    const ArrayType = ARRAY_TYPES[name];
    views[name] = new ArrayType(buffer, offset, lengths[name]);
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
