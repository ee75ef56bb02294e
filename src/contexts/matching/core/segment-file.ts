import { crc32 } from "node:zlib";
import { SEGMENT_FORMAT, Segment } from "./segment.ts";

const TRAILER_BYTES = 12;
const TRAILER_MAGIC = 0x454e_4451;

/** The segment's bytes followed by length and CRC-32, ready to be written to a file. */
export function saveSegment(segment: Segment): Buffer {
  const file = Buffer.alloc(segment.buffer.byteLength + TRAILER_BYTES);
  file.set(new Uint8Array(segment.buffer), 0);
  file.writeUInt32LE(segment.buffer.byteLength, segment.buffer.byteLength);
  file.writeUInt32LE(crc32(file.subarray(0, segment.buffer.byteLength)), segment.buffer.byteLength + 4);
  file.writeUInt32LE(TRAILER_MAGIC, segment.buffer.byteLength + 8);
  return file;
}

/** Refuses a file that is cut short, damaged, of another format, or made by another analysis than `signature`; rebuild then. */
export function loadSegment(file: Uint8Array, signature?: string): Segment {
  const length = file.byteLength - TRAILER_BYTES;
  if (length <= 0) throw new SegmentFileError("truncated");
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(length + 8, true) !== TRAILER_MAGIC || view.getUint32(length, true) !== length)
    throw new SegmentFileError("truncated");
  if (crc32(file.subarray(0, length)) !== view.getUint32(length + 4, true)) throw new SegmentFileError("damaged");
  const buffer = new SharedArrayBuffer(length);
  new Uint8Array(buffer).set(file.subarray(0, length));
  const segment = new Segment(buffer);
  if (segment.header.format !== SEGMENT_FORMAT) throw new SegmentFileError("other format");
  if (signature !== undefined && segment.header.signature !== signature) throw new SegmentFileError("other analysis");
  return segment;
}

export class SegmentFileError extends Error {
  readonly reason: "truncated" | "damaged" | "other format" | "other analysis";

  constructor(reason: SegmentFileError["reason"]) {
    super(`The search segment cannot be used: ${reason}`);
    this.reason = reason;
  }
}
