import type { FacetCollector } from "./facets.ts";
import { type ArrayLengths, allocateSegment, Segment, type SegmentArrays, type SegmentHeader, WINDOW_SIZE } from "./segment.ts";
import { buildStringTable } from "./string-table.ts";

export type PostingArrays = Pick<
  SegmentArrays,
  "runStarts" | "runWindows" | "runEnds" | "postingDocuments" | "postingImpacts" | "postingFields" | "highestImpacts"
>;

export interface SegmentContent {
  signature: string;
  /** Ascending. */
  ids: readonly string[];
  /** Ascending. */
  terms: readonly string[];
  facets: FacetCollector;
  lengths: SegmentHeader["lengths"];
  postings: number;
  runs: number;
}

/** Lays everything out in one shared memory; `fill` then writes the postings where they stay. */
export function writeSegment(content: SegmentContent, fill: (arrays: PostingArrays) => void): Segment {
  const { signature, ids, terms, postings, runs } = content;
  const facets = content.facets.layOut();
  const termTable = buildStringTable(terms);
  const idTable = buildStringTable(ids);
  const known = {
    ...facets.arrays,
    termBytes: termTable.bytes,
    termOffsets: termTable.offsets,
    termSlots: termTable.slots,
    idBytes: idTable.bytes,
    idOffsets: idTable.offsets,
    idSlots: idTable.slots,
  };
  const lengthsOfKnown = Object.fromEntries(Object.entries(known).map(([name, { length }]) => [name, length]));
  const lengths = {
    ...lengthsOfKnown,
    runStarts: terms.length + 1,
    runWindows: runs,
    runEnds: runs,
    postingDocuments: postings,
    postingImpacts: postings,
    postingFields: postings,
    highestImpacts: terms.length,
  } as ArrayLengths;
  const header = {
    signature,
    documents: ids.length,
    terms: terms.length,
    windows: Math.max(1, Math.ceil(ids.length / WINDOW_SIZE)),
    numberFacets: facets.numberFacets,
    lengths: content.lengths,
  };
  const { memory, arrays } = allocateSegment(header, lengths);
  for (const [name, values] of Object.entries(known))
    (arrays[name as keyof SegmentArrays] as Uint8Array).set(values as Uint8Array);
  fill(arrays);
  return new Segment(memory);
}
