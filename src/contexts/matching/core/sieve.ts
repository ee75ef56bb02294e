const BITS = 1 << 17;

/**
 * Most words begin no label. A bit for each hash says so from the nearest cache, where a Map of thousands of strings would wait for
 * memory; what passes is looked up.
 */
export class Sieve {
  readonly #bits = new Uint32Array(BITS / 32);

  add(hash: number): void {
    const bit = bitOf(hash);
    this.#bits[bit >>> 5]! |= 1 << (bit & 31);
  }

  passes(hash: number): boolean {
    const bit = bitOf(hash);
    return (this.#bits[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }
}

/** Fibonacci hashing: the high bits of the product depend on all bits of the key. */
const bitOf = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> 15;

/** A cheap hash of a word: its length, its first two letters and its last two. */
export function roughHash(word: string): number {
  const last = word.length - 1;
  const start = word.charCodeAt(0) | (word.charCodeAt(1) << 11);
  const end = (word.charCodeAt(last) << 5) ^ (word.charCodeAt(last - 1) << 18);
  return (start ^ end) + last;
}
