import { type IdWords, sameWords, slotOf } from "./id-words.ts";

/** A vector of length one in eight bits a dimension: value ≈ byte × scale. */
export interface ShortVector {
  bytes: Int8Array;
  scale: number;
}

export const BLOCK_ROWS = 65_536;
export const MOST_DIMENSIONS = 4096;
const STRIDE = 16;
const HEAD_BYTES = 64;
const ID_BYTES = 16;
const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_536;
const [VERSION, ROWS, DIMENSIONS] = [0, 1, 2] as const;
const SLOTS = 2 * BLOCK_ROWS;

/**
 * Vectors of one number of dimensions in a memory that threads share: one thread writes, any may read. A row without a vector has the
 * scale NaN. The version is odd while a row is being written, so a reader that finds the same even version before and after has read
 * what was written. Memory is taken from the system as rows are filled.
 */
export class VectorBlock {
  readonly memory: WebAssembly.Memory;
  readonly dimensions: number;
  /** Bytes of a row; the dimensions are filled up with zeros. */
  readonly stride: number;
  /** Where the vectors begin. */
  readonly start: number;
  /** Four words a row. */
  readonly ids: Uint32Array;
  readonly scales: Float32Array;
  readonly bytes: Int8Array;
  readonly #head: Int32Array;

  constructor(memory: WebAssembly.Memory) {
    const { buffer } = memory;
    this.memory = memory;
    this.#head = new Int32Array(buffer, 0, HEAD_BYTES / 4);
    this.dimensions = this.#head[DIMENSIONS] as number;
    this.stride = strideOf(this.dimensions);
    this.ids = new Uint32Array(buffer, HEAD_BYTES, BLOCK_ROWS * (ID_BYTES / 4));
    this.scales = new Float32Array(buffer, HEAD_BYTES + BLOCK_ROWS * ID_BYTES, BLOCK_ROWS);
    this.start = HEAD_BYTES + BLOCK_ROWS * (ID_BYTES + 4);
    this.bytes = new Int8Array(buffer, this.start, BLOCK_ROWS * this.stride);
  }

  static allocate(dimensions: number): VectorBlock {
    const bytes = HEAD_BYTES + BLOCK_ROWS * (ID_BYTES + 4 + strideOf(dimensions));
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES), maximum: MOST_PAGES, shared: true });
    new Int32Array(memory.buffer, 0, HEAD_BYTES / 4)[DIMENSIONS] = dimensions;
    return new VectorBlock(memory);
  }

  /** Rows up to here may hold a vector. */
  get rows(): number {
    return Atomics.load(this.#head, ROWS);
  }

  set rows(rows: number) {
    Atomics.store(this.#head, ROWS, rows);
  }

  vectorAt(row: number): ShortVector {
    const start = row * this.stride;
    return { bytes: this.bytes.subarray(start, start + this.dimensions), scale: this.scales[row] as number };
  }

  write(row: number, run: () => void): void {
    Atomics.add(this.#head, VERSION, 1);
    try {
      run();
      if (row >= this.rows) this.rows = row + 1;
    } finally {
      Atomics.add(this.#head, VERSION, 1);
    }
  }

  /** What `run` reads of the rows, none of them half written: repeated when something was written meanwhile. */
  read<Result>(run: () => Result): Result {
    for (;;) {
      const version = Atomics.load(this.#head, VERSION);
      if ((version & 1) === 1) continue;
      const result = run();
      if (Atomics.load(this.#head, VERSION) === version) return result;
    }
  }
}

const strideOf = (dimensions: number): number => Math.ceil(dimensions / STRIDE) * STRIDE;

/** The rows of a block by id, and those that are free; known to the thread that writes it. */
export class BlockRows {
  readonly block: VectorBlock;
  readonly #free: number[] = [];
  /** Open addressing: row + 1, or 0. At most half of the slots are taken. */
  readonly #slots = new Uint32Array(SLOTS);

  constructor(block: VectorBlock) {
    this.block = block;
  }

  get isFull(): boolean {
    return this.#free.length === 0 && this.block.rows === BLOCK_ROWS;
  }

  find(id: IdWords): number {
    return (this.#slots[this.#slotOf(id)] as number) - 1;
  }

  /** Writes the vector of an id, in the place of one it has. */
  put(id: IdWords, { bytes, scale }: ShortVector): void {
    const { block } = this;
    const slot = this.#slotOf(id);
    const known = (this.#slots[slot] as number) - 1;
    const row = known >= 0 ? known : (this.#free.pop() ?? block.rows);
    this.#slots[slot] = row + 1;
    block.write(row, () => {
      block.ids.set(id, row * 4);
      block.bytes.set(bytes, row * block.stride);
      block.scales[row] = scale;
    });
  }

  /** Overwrites the row; nothing of it stays in memory. */
  delete(id: IdWords): void {
    const { block } = this;
    const slot = this.#slotOf(id);
    const row = (this.#slots[slot] as number) - 1;
    if (row < 0) return;
    this.#clear(slot);
    block.write(row, () => {
      block.scales[row] = Number.NaN;
      block.ids.fill(0, row * 4, row * 4 + 4);
      block.bytes.fill(0, row * block.stride, (row + 1) * block.stride);
    });
    this.#free.push(row);
  }

  /** Where the id is, or would be. */
  #slotOf(id: IdWords): number {
    let slot = slotOf(id, SLOTS);
    for (;;) {
      const row = (this.#slots[slot] as number) - 1;
      if (row < 0 || sameWords(this.block.ids, row * 4, id)) return slot;
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  /** Moves those behind a cleared slot up, so that each is still reached from the slot it belongs to. */
  #clear(cleared: number): void {
    const mask = SLOTS - 1;
    let hole = cleared;
    for (let slot = (hole + 1) & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const row = (this.#slots[slot] as number) - 1;
      const home = slotOf(this.block.ids.subarray(row * 4, row * 4 + 4), SLOTS);
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
      this.#slots[hole] = row + 1;
      hole = slot;
    }
    this.#slots[hole] = 0;
  }
}
