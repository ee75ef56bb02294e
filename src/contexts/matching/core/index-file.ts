import { crc32 } from "node:zlib";
import { type IndexPart, Tombstones } from "./parts.ts";
import { allocateMemory, SEGMENT_FORMAT, Segment } from "./segment.ts";

/** Where an index file is read from. */
export interface ByteSource {
  length: number;
  /** Fills the whole target from a position. */
  read(target: Uint8Array, position: number): void;
}

/** What the caller keeps beside the segments, as JSON. */
export type IndexFacts = Record<string, unknown>;

interface StoredPart {
  bytes: number;
  checksum: number;
  deleted: number;
  deletedChecksum: number;
}

interface StoredHead {
  format: number;
  signature: string;
  facts: IndexFacts;
  parts: StoredPart[];
}

const MAGIC = "JQINDEX3";
const LENGTH_BYTES = 4;
const CHECKSUM_BYTES = 4;
const HEAD_START = MAGIC.length + LENGTH_BYTES + CHECKSUM_BYTES;

/** The file's bytes in order, without copying the segments; the head carries a checksum (CRC-32) of itself and of each section. */
export function* indexFileBytes(parts: readonly IndexPart[], signature: string, facts: IndexFacts): Generator<Uint8Array> {
  const sections = parts.map(({ segment, tombstones }) => ({
    segment: new Uint8Array(segment.memory.buffer, 0, segment.bytes),
    deleted: bytesOf(tombstones?.log ?? new Uint32Array(0)),
  }));
  const head: StoredHead = {
    format: SEGMENT_FORMAT,
    signature,
    facts,
    parts: sections.map(({ segment, deleted }) => ({
      bytes: segment.length,
      checksum: crc32(segment),
      deleted: deleted.length / 4,
      deletedChecksum: crc32(deleted),
    })),
  };
  const text = Buffer.from(JSON.stringify(head));
  const start = Buffer.alloc(HEAD_START);
  start.write(MAGIC);
  start.writeUInt32LE(text.length, MAGIC.length);
  start.writeUInt32LE(crc32(text), MAGIC.length + LENGTH_BYTES);
  yield start;
  yield text;
  for (const { segment, deleted } of sections) {
    yield segment;
    yield deleted;
  }
}

/** Throws IndexFileError for a file that is cut short, damaged, or of another format or analysis than `signature`: build anew then. */
export function readIndexFile(
  source: ByteSource,
  signatureOf: (facts: IndexFacts) => string,
): { parts: IndexPart[]; facts: IndexFacts } {
  const { head, end } = readHead(source);
  if (head.format !== SEGMENT_FORMAT) throw new IndexFileError("other format");
  const expected = head.parts.reduce((sum, { bytes, deleted }) => sum + bytes + deleted * 4, end);
  if (source.length !== expected) throw new IndexFileError("truncated");
  if (head.signature !== signatureOf(head.facts)) throw new IndexFileError("other analysis");
  let position = end;
  const parts = head.parts.map((stored): IndexPart => {
    const memory = allocateMemory(stored.bytes);
    const bytes = new Uint8Array(memory.buffer, 0, stored.bytes);
    readChecked(source, bytes, position, stored.checksum);
    const log = new Uint32Array(new SharedArrayBuffer(stored.deleted * 4));
    readChecked(source, bytesOf(log), position + stored.bytes, stored.deletedChecksum);
    position += stored.bytes + stored.deleted * 4;
    const segment = new Segment(memory);
    return { segment, tombstones: log.length > 0 ? Tombstones.none(segment).with([...log]) : undefined };
  });
  return { parts, facts: head.facts };
}

function readHead(source: ByteSource): { head: StoredHead; end: number } {
  if (source.length < HEAD_START) throw new IndexFileError("truncated");
  const start = Buffer.alloc(HEAD_START);
  source.read(start, 0);
  if (start.toString("latin1", 0, MAGIC.length) !== MAGIC) throw new IndexFileError("other format");
  const length = start.readUInt32LE(MAGIC.length);
  if (HEAD_START + length > source.length) throw new IndexFileError("truncated");
  const text = Buffer.alloc(length);
  readChecked(source, text, HEAD_START, start.readUInt32LE(MAGIC.length + LENGTH_BYTES));
  return { head: JSON.parse(text.toString("utf8")) as StoredHead, end: HEAD_START + length };
}

function readChecked(source: ByteSource, target: Uint8Array, position: number, checksum: number): void {
  source.read(target, position);
  if (crc32(target) !== checksum) throw new IndexFileError("damaged");
}

const bytesOf = (values: Uint32Array): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** A file in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { length: bytes.length, read: (target, position) => target.set(bytes.subarray(position, position + target.length)) };
}

export class IndexFileError extends Error {
  readonly reason: "truncated" | "damaged" | "other format" | "other analysis";

  constructor(reason: IndexFileError["reason"]) {
    super(`The index file cannot be used: ${reason}`);
    this.reason = reason;
  }
}
