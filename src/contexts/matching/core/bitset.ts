/** Set of document numbers, one bit each. */
export class Bitset {
  readonly size: number;
  readonly words: Uint32Array<ArrayBufferLike>;

  constructor(size: number, words: Uint32Array<ArrayBufferLike> = new Uint32Array(Math.ceil(size / 32))) {
    this.size = size;
    this.words = words;
  }

  static full(size: number): Bitset {
    const set = new Bitset(size);
    set.words.fill(0xffffffff);
    if (size % 32 !== 0) set.words[set.words.length - 1] = 2 ** (size % 32) - 1;
    return set;
  }

  has(index: number): boolean {
    return ((this.words[index >>> 5] as number) & (1 << (index & 31))) !== 0;
  }

  add(index: number): void {
    this.words[index >>> 5] = (this.words[index >>> 5] as number) | (1 << (index & 31));
  }

  remove(index: number): void {
    this.words[index >>> 5] = (this.words[index >>> 5] as number) & ~(1 << (index & 31));
  }

  intersect(other: Bitset): this {
    for (let word = 0; word < this.words.length; word++)
      this.words[word] = (this.words[word] as number) & (other.words[word] as number);
    return this;
  }

  unite(other: Bitset): this {
    for (let word = 0; word < this.words.length; word++)
      this.words[word] = (this.words[word] as number) | (other.words[word] as number);
    return this;
  }

  subtract(other: Bitset): this {
    for (let word = 0; word < this.words.length; word++)
      this.words[word] = (this.words[word] as number) & ~(other.words[word] as number);
    return this;
  }

  copy(): Bitset {
    return new Bitset(this.size, this.words.slice());
  }

  count(): number {
    let total = 0;
    for (let word = 0; word < this.words.length; word++) total += countBits(this.words[word] as number);
    return total;
  }

  /** Calls back with each member, ascending. */
  forEach(visit: (index: number) => void): void {
    for (let word = 0; word < this.words.length; word++) {
      for (let bits = this.words[word] as number; bits !== 0; bits &= bits - 1) visit(word * 32 + 31 - Math.clz32(bits & -bits));
    }
  }

  /** How many are in both sets. */
  countCommon(other: Bitset): number {
    let total = 0;
    for (let word = 0; word < this.words.length; word++)
      total += countBits((this.words[word] as number) & (other.words[word] as number));
    return total;
  }
}

function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
