import { lowerBound } from "./lower-bound.ts";

/** Strings by number and numbers by string, all in typed arrays: shared between threads without a Map in each of them. */
export interface StringTableArrays {
  bytes: Uint8Array;
  offsets: Uint32Array;
  /** Open addressing with linear probing; holds string number + 1, 0 is free. The length is a power of two. */
  slots: Uint32Array;
}

const encoder = new TextEncoder();
let scratch = new Uint8Array(1024);

export class StringTable {
  readonly #arrays: StringTableArrays;
  readonly #text: Buffer;

  constructor(arrays: StringTableArrays) {
    this.#arrays = arrays;
    this.#text = Buffer.from(arrays.bytes.buffer, arrays.bytes.byteOffset, arrays.bytes.byteLength);
  }

  get size(): number {
    return this.#arrays.offsets.length - 1;
  }

  at(index: number): string {
    return this.#text.toString("utf8", this.#arrays.offsets[index], this.#arrays.offsets[index + 1]);
  }

  /** The number of a string, or -1. */
  find(text: string): number {
    const length = encode(text);
    const { slots } = this.#arrays;
    const mask = slots.length - 1;
    for (let slot = hashBytes(scratch, 0, length) & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot] as number;
      if (entry === 0) return -1;
      if (this.#equals(entry - 1, length)) return entry - 1;
    }
  }

  /** The numbers of the strings that have a text anywhere, ascending; reads all of them, a gigabyte a second. */
  having(text: string): number[] {
    const { offsets } = this.#arrays;
    const numbers: number[] = [];
    for (let at = this.#text.indexOf(text); at >= 0; ) {
      const number = lowerBound(offsets, 0, offsets.length, at + 1) - 1;
      const end = offsets[number + 1] as number;
      // Across the end of one string and the beginning of the next there is nothing.
      if (at + Buffer.byteLength(text) <= end) numbers.push(number);
      at = this.#text.indexOf(text, end);
    }
    return numbers;
  }

  #equals(index: number, length: number): boolean {
    const { bytes, offsets } = this.#arrays;
    const start = offsets[index] as number;
    if ((offsets[index + 1] as number) - start !== length) return false;
    for (let at = 0; at < length; at++) if (bytes[start + at] !== scratch[at]) return false;
    return true;
  }
}

/** Lays out distinct strings in the order given. */
export function buildStringTable(strings: readonly string[]): StringTableArrays {
  const offsets = new Uint32Array(strings.length + 1);
  let total = 0;
  for (const [index, text] of strings.entries()) offsets[index + 1] = total += Buffer.byteLength(text);
  const bytes = new Uint8Array(total);
  let capacity = 2;
  while (capacity < strings.length * 2) capacity *= 2;
  const slots = new Uint32Array(capacity);
  for (const [index, text] of strings.entries()) {
    const start = offsets[index] as number;
    const { written } = encoder.encodeInto(text, bytes.subarray(start));
    let slot = hashBytes(bytes, start, start + written) & (capacity - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (capacity - 1);
    slots[slot] = index + 1;
  }
  return { bytes, offsets, slots };
}

function encode(text: string): number {
  if (text.length * 3 > scratch.length) scratch = new Uint8Array(text.length * 6);
  return encoder.encodeInto(text, scratch).written;
}

/** FNV-1a with a final mix, because the table uses the low bits. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
