/** A reproducible source of random numbers; the same seed and stream give the same row of numbers on every machine. */
export class Random {
  private state: number;

  constructor(seed: number, stream: number) {
    this.state = scramble(seed ^ scramble(stream + 0x9e3779b9));
  }

  /** Between 0 (inclusive) and 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    return (scramble(this.state) >>> 0) / 4_294_967_296;
  }

  /** 0 … below - 1, all equally likely. */
  below(limit: number): number {
    return (this.next() * limit) | 0;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** 0 … below - 1, small numbers far more often: ranks of a list by Zipf's law (Mandelbrot's form, `head` ranks nearly alike). */
  zipf(limit: number, head: number): number {
    return Math.min(limit - 1, Math.floor(head * ((limit / head + 1) ** this.next() - 1)));
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** An item of a list ordered from common to rare. */
  pickCommon<Item>(items: readonly Item[]): Item {
    return items[this.zipf(items.length, 4)]!;
  }
}

function scramble(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) | 0;
}

/** A fixed shuffle of 0 … size - 1 without a table: every number has exactly one place. */
export function shuffle(size: number, seed: number): (index: number) => number {
  let step = Math.floor(size * 0.618_033_988_75) + (seed % 1009);
  while (greatestCommonDivisor(step, size) !== 1) step++;
  const offset = (seed * 7919) % size;
  return (index) => (index * step + offset) % size;
}

const greatestCommonDivisor = (left: number, right: number): number =>
  right === 0 ? left : greatestCommonDivisor(right, left % right);
