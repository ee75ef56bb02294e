import { idOf, wordsOf } from "./id-words.ts";
import { TopDocuments } from "./top-documents.ts";
import { BlockRows, MOST_DIMENSIONS, type ShortVector, VectorBlock } from "./vector-block.ts";
import { vectorsCode } from "./vectors-code.ts";

/** The ids closest to a vector, equal ones by id, and the range of all cosines; `least` is above `most` where nothing can be compared. */
export interface Closest {
  closest: [id: string, cosine: number][];
  least: number;
  most: number;
}

/** The vectors of all companies, as the thread that writes them sees them; `memories` is what other threads need to search them. */
export class VectorStore {
  readonly #blocks: BlockRows[] = [];
  readonly #forgotten = new Set<string>();

  get memories(): WebAssembly.Memory[] {
    return this.#blocks.map(({ block }) => block.memory);
  }

  /** Sets the vector of an id, unless it was forgotten. Too many dimensions for the kernel count as no vector. */
  put(id: string, vector: ShortVector): void {
    if (this.#forgotten.has(id)) return;
    const words = wordsOf(id);
    const dimensions = vector.bytes.length;
    const known = this.#blocks.find((each) => each.find(words) >= 0);
    if (known?.block.dimensions === dimensions) {
      if (!isSame(known.block.vectorAt(known.find(words)), vector)) known.put(words, vector);
      return;
    }
    known?.delete(words);
    if (dimensions === 0 || dimensions > MOST_DIMENSIONS) return;
    let room = this.#blocks.find((each) => each.block.dimensions === dimensions && !each.isFull);
    if (!room) {
      room = new BlockRows(VectorBlock.allocate(dimensions));
      this.#blocks.push(room);
    }
    room.put(words, vector);
  }

  /** Overwrites the vectors of these ids; they cannot come back, not even from a row that was being read meanwhile. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#forgotten.add(id);
      const words = wordsOf(id);
      for (const each of this.#blocks) each.delete(words);
    }
  }

  /** Cosine of an id's vector and another one; null where there is none, or one of another number of dimensions. */
  cosine(id: string, asked: ShortVector): number | null {
    const words = wordsOf(id);
    for (const each of this.#blocks) {
      const row = each.find(words);
      if (row >= 0) return cosine(asked, each.block.vectorAt(row));
    }
    return null;
  }
}

/** Cosine of two shortened vectors; null where they come from models of different sizes. */
export function cosine(a: ShortVector, b: ShortVector): number | null {
  if (a.bytes.length !== b.bytes.length) return null;
  let product = 0;
  for (let at = 0; at < a.bytes.length; at++) product += (a.bytes[at] as number) * (b.bytes[at] as number);
  return product * a.scale * b.scale;
}

const isSame = (a: ShortVector, b: ShortVector): boolean =>
  a.scale === Math.fround(b.scale) && a.bytes.every((value, at) => value === b.bytes[at]);

// The places of vectors.wat in the memory of the thread.
const PRODUCTS = MOST_DIMENSIONS * 2;
/** Few enough that one that is written to is soon read again. */
const ROWS_AT_ONCE = 1024;
const { module, memory, asked16, products } = (() => {
  const own = new WebAssembly.Memory({ initial: 1 });
  return {
    module: new WebAssembly.Module(Buffer.from(vectorsCode, "base64")),
    memory: own,
    asked16: new Int16Array(own.buffer, 0, MOST_DIMENSIONS),
    products: new Int32Array(own.buffer, PRODUCTS, ROWS_AT_ONCE),
  };
})();

interface VectorKernel {
  multiply(vectors: number, rows: number, stride: number, products: number): void;
}

/** Blocks of vectors as a thread searches them: every row is compared, nothing is estimated. */
export class VectorSearch {
  readonly #blocks: { block: VectorBlock; kernel: VectorKernel }[];

  constructor(memories: readonly WebAssembly.Memory[]) {
    this.#blocks = memories.map((each) => {
      const imports = { thread: { memory }, block: { memory: each } };
      const { exports } = new WebAssembly.Instance(module, imports);
      return { block: new VectorBlock(each), kernel: exports as unknown as VectorKernel };
    });
  }

  closest(asked: ShortVector, top: number): Closest {
    asked16.fill(0);
    asked16.set(asked.bytes);
    const found: number[] = [];
    // Each found one is a part of its own: rows are not in the order of ids.
    const best = new TopDocuments(top, (part) => idOf(found, part * 4));
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { block, kernel } of this.#blocks) {
      if (block.dimensions !== asked.bytes.length) continue;
      const { rows } = block;
      for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
        const to = Math.min(rows, from + ROWS_AT_ONCE);
        const read = block.read(() => compare(block, kernel, from, to, asked.scale, best));
        least = Math.min(least, read.least);
        most = Math.max(most, read.most);
        const parts = found.length / 4;
        for (const word of read.ids) found.push(word);
        for (const [at, cosine] of read.cosines.entries()) best.offer(cosine, parts + at, 0);
      }
    }
    const closest = best.sorted().map(({ score, part }): [string, number] => [idOf(found, part * 4), score]);
    return { closest, least, most };
  }
}

interface Compared {
  /** Those that may be among the best; four words an id. */
  ids: number[];
  cosines: number[];
  least: number;
  most: number;
}

function compare(
  block: VectorBlock,
  kernel: VectorKernel,
  from: number,
  to: number,
  scale: number,
  best: TopDocuments,
): Compared {
  const { scales, stride } = block;
  kernel.multiply(block.start + from * stride, Math.ceil((to - from) / 4) * 4, stride, PRODUCTS);
  const ids: number[] = [];
  const cosines: number[] = [];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = from; row < to; row++) {
    // NaN, which no comparison holds for, where the row has no vector.
    const cosine = (products[row - from] as number) * scale * (scales[row] as number);
    if (cosine < least) least = cosine;
    if (cosine > most) most = cosine;
    if (!best.accepts(cosine)) continue;
    cosines.push(cosine);
    for (let word = row * 4; word < row * 4 + 4; word++) ids.push(block.ids[word] as number);
  }
  return { ids, cosines, least, most };
}
