import { Bitset } from "./bitset.ts";
import { FIELDS } from "./document.ts";
import type { Segment, SegmentHeader } from "./segment.ts";

/** The documents of a segment that are no longer valid: as a set, and in the order they were deleted. Never changed, only replaced. */
export class Tombstones {
  readonly set: Bitset;
  readonly log: Uint32Array;

  constructor(set: Bitset, log: Uint32Array) {
    this.set = set;
    this.log = log;
  }

  static none(segment: Segment): Tombstones {
    return new Tombstones(new Bitset(segment.header.documents), new Uint32Array(0));
  }

  has(document: number): boolean {
    return this.set.has(document);
  }

  /** With further documents, which are not yet among them; in memory that threads can share. */
  with(documents: readonly number[]): Tombstones {
    const log = new Uint32Array(new SharedArrayBuffer(4 * (this.log.length + documents.length)));
    log.set(this.log);
    log.set(documents, this.log.length);
    const set = new Bitset(this.set.size, new Uint32Array(new SharedArrayBuffer(this.set.words.byteLength)));
    set.words.set(this.set.words);
    for (const document of documents) set.add(document);
    return new Tombstones(set, log);
  }
}

/** A segment with the documents of it that are no longer valid. */
export interface IndexPart {
  segment: Segment;
  tombstones: Tombstones | undefined;
}

export const aliveIn = ({ segment, tombstones }: IndexPart): number => segment.header.documents - (tombstones?.log.length ?? 0);

export const aliveInAll = (parts: readonly IndexPart[]): number => parts.reduce((sum, part) => sum + aliveIn(part), 0);

/** The lengths of each field over all parts; deleted documents, whose lengths are no longer known, take with them what others have. */
export const lengthsOf = (parts: readonly IndexPart[]): SegmentHeader["lengths"] =>
  FIELDS.map((_, field) => {
    const own = parts.map((part) => {
      const { total = 0, documents = 0 } = part.segment.header.lengths[field] ?? {};
      const share = aliveIn(part) / part.segment.header.documents;
      return { total: Math.round(total * share), documents: Math.round(documents * share) };
    });
    return {
      total: own.reduce((sum, length) => sum + length.total, 0),
      documents: own.reduce((sum, length) => sum + length.documents, 0),
    };
  });

/** Deletes ids wherever they are. */
export function withoutIds(parts: readonly IndexPart[], ids: Iterable<string>): IndexPart[] {
  const found: Set<number>[] = parts.map(() => new Set());
  for (const id of ids) {
    for (const [index, { segment, tombstones }] of parts.entries()) {
      const document = segment.ids.find(id);
      if (document >= 0 && !tombstones?.has(document)) found[index]?.add(document);
    }
  }
  return parts.map((part, index) => {
    const documents = [...(found[index] as Set<number>)];
    if (documents.length === 0) return part;
    return { ...part, tombstones: (part.tombstones ?? Tombstones.none(part.segment)).with(documents) };
  });
}

/** Adds a segment; its documents replace those with the same ids. */
export function withSegment(parts: readonly IndexPart[], segment: Segment): IndexPart[] {
  if (segment.header.documents === 0) return [...parts];
  return [...withoutIds(parts, idsOf(segment)), { segment, tombstones: undefined }].filter((part) => aliveIn(part) > 0);
}

/**
 * Puts a merged segment in the place of the parts it was made of. What was deleted in them since is deleted in it, and so is all of a
 * part that has gone since: its documents were deleted, or joined with later ones into a part that stays.
 */
export function withMerged(parts: readonly IndexPart[], sources: readonly IndexPart[], merged: Segment): IndexPart[] {
  const present = new Map(parts.map((part) => [part.segment, part]));
  const made = new Set(sources.map(({ segment }) => segment));
  const rest = parts.filter(({ segment }) => !made.has(segment));
  const deleted = sources.flatMap((source) => {
    const { ids } = source.segment;
    return goneSince(source, present.get(source.segment)).map((document) => merged.ids.find(ids.at(document)));
  });
  const tombstones = deleted.length > 0 ? Tombstones.none(merged).with(deleted) : undefined;
  const part = { segment: merged, tombstones };
  return aliveIn(part) > 0 ? [part, ...rest] : rest;
}

/** The documents that were valid in a part and no longer are in what became of it. */
function goneSince({ segment, tombstones }: IndexPart, now: IndexPart | undefined): number[] {
  if (now) return [...(now.tombstones?.log.subarray(tombstones?.log.length ?? 0) ?? [])];
  return Array.from({ length: segment.header.documents }, (_, document) => document).filter(
    (document) => !tombstones?.has(document),
  );
}

const MOST_BYTES = 3.5 * 2 ** 30;
const SMALL = 4096;
const TIER_FACTOR = 8;
const MOST_IN_TIER = 5;
const WORN_SHARE = 0.2;

/** Small parts are joined at once, which takes some milliseconds: every search looks into each part. */
export function smallParts(parts: readonly IndexPart[]): IndexPart[] {
  const small = parts.filter((part) => aliveIn(part) < SMALL);
  return small.length > 1 ? small : [];
}

/**
 * Which parts should become one, in the background; empty when none. Parts of a size class (each eight times the one below) are
 * joined when there are more than five, so that a document is copied once a class; one that lost a fifth is written anew.
 */
export function worthMerging(parts: readonly IndexPart[]): IndexPart[] {
  const classes = Map.groupBy(parts, (part) => sizeClass(part));
  const crowded = [...classes.keys()].filter((size) => (classes.get(size) as IndexPart[]).length > MOST_IN_TIER);
  if (crowded.length > 0) {
    const largest = Math.max(...crowded);
    const joined = withinMemory(parts.filter((part) => sizeClass(part) <= largest))[0] ?? [];
    return joined.length > 1 ? joined : [];
  }
  return parts.filter(({ segment, tombstones }) => (tombstones?.log.length ?? 0) > segment.header.documents * WORN_SHARE);
}

/** Groups that can become one part each, because its memory may have 4 GB at most; the smallest parts come first. */
export function withinMemory(parts: readonly IndexPart[]): IndexPart[][] {
  const groups: IndexPart[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const part of parts.toSorted((a, b) => a.segment.bytes - b.segment.bytes)) {
    if (bytes + part.segment.bytes > MOST_BYTES) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)!.push(part);
    bytes += part.segment.bytes;
  }
  return groups;
}

function sizeClass(part: IndexPart): number {
  return Math.max(0, Math.floor(Math.log(Math.max(1, aliveIn(part) / SMALL)) / Math.log(TIER_FACTOR)));
}

export function* idsOf({ ids }: Segment): Generator<string> {
  for (let document = 0; document < ids.size; document++) yield ids.at(document);
}
