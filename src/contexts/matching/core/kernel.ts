import { kernelCode } from "./kernel-code.ts";
import { type Segment, WINDOW_SIZE } from "./segment.ts";

interface KernelFunctions {
  add(documents: number, impacts: number, end: number, weight: number): void;
  addSelected(documents: number, impacts: number, fields: number, end: number, weight: number): void;
  addBest(documents: number, impacts: number, end: number, weight: number, tag: number): void;
  addBestSelected(documents: number, impacts: number, fields: number, end: number, weight: number, tag: number): void;
  collect(from: number, to: number, threshold: number, filtered: number, keep: number): number;
  collectList(documents: number, end: number, threshold: number, filtered: number, found: number): number;
}

// The places of kernel.wat in the memory of the thread.
const PLACES = { scores: 0, best: 262_144, found: 524_288, foundScores: 655_360, allowed: 917_504, matched: 925_696 };
const SELECTION = 933_888;
const TOTAL = 942_080;
const PAGES = 15;
const HIGHEST_TAG = 255;

const module = new WebAssembly.Module(Buffer.from(kernelCode, "base64"));
const { buffer, memory } = (() => {
  const own = new WebAssembly.Memory({ initial: PAGES });
  return { memory: own, buffer: own.buffer };
})();

/**
 * One window of a search, in the memory of this thread: a search is synchronous, so all of them share it. Scores are zero between
 * searches; `found` and `foundScores` hold what `collect` found, `allowed` and `matched` one bit a document.
 */
export const scratch = {
  scores: new Int32Array(buffer, PLACES.scores, WINDOW_SIZE),
  found: new Uint16Array(buffer, PLACES.found, WINDOW_SIZE),
  foundScores: new Int32Array(buffer, PLACES.foundScores, WINDOW_SIZE),
  allowed: new Uint32Array(buffer, PLACES.allowed, WINDOW_SIZE / 32),
  matched: new Uint32Array(buffer, PLACES.matched, WINDOW_SIZE / 32),
  /** Index: fields * 256 + impact. */
  selection: new Uint8Array(buffer, SELECTION, 32 * 256),
};
const best = new Int32Array(buffer, PLACES.best, WINDOW_SIZE);
const total = new Int32Array(buffer, TOTAL, 1);
let tag = 0;

/** Distinguishes one group in one window from all before it. */
export function nextTag(): number {
  if (tag === HIGHEST_TAG) {
    best.fill(0);
    tag = 0;
  }
  return ++tag;
}

/** The inner loops over one segment, compiled (kernel.wat); ranges are positions of postings. */
export class Kernel {
  readonly #functions: KernelFunctions;
  readonly #documents: number;
  readonly #impacts: number;
  readonly #fields: number;

  constructor(segment: Segment) {
    const imports = { thread: { memory }, segment: { memory: segment.memory } };
    this.#functions = new WebAssembly.Instance(module, imports).exports as unknown as KernelFunctions;
    this.#documents = segment.arrays.postingDocuments.byteOffset;
    this.#impacts = segment.arrays.postingImpacts.byteOffset;
    this.#fields = segment.arrays.postingFields.byteOffset;
  }

  /** Adds weight × impact of each posting; with `selected`, impacts are first looked up in `scratch.selection`. */
  add(start: number, end: number, weight: number, selected: boolean): void {
    const documents = this.#documents + start * 2;
    const documentsEnd = this.#documents + end * 2;
    if (selected) this.#functions.addSelected(documents, this.#impacts + start, this.#fields + start, documentsEnd, weight);
    else this.#functions.add(documents, this.#impacts + start, documentsEnd, weight);
  }

  /** The same where only the greatest value with the same tag counts for a document. */
  addBest(start: number, end: number, weight: number, groupTag: number, selected: boolean): void {
    const documents = this.#documents + start * 2;
    const documentsEnd = this.#documents + end * 2;
    if (selected)
      this.#functions.addBestSelected(documents, this.#impacts + start, this.#fields + start, documentsEnd, weight, groupTag);
    else this.#functions.addBest(documents, this.#impacts + start, documentsEnd, weight, groupTag);
  }

  /** Moves what reached the threshold to `found`, and zeroes the scores unless they are kept. */
  collect(from: number, to: number, threshold: number, filtered: boolean, keep = false): number {
    return this.#functions.collect(from, to, threshold, filtered ? 1 : 0, keep ? 1 : 0);
  }

  /** The same for the documents of one list; `found` continues an earlier call. */
  collectList(start: number, end: number, threshold: number, filtered: boolean, found: number): number {
    const { collectList } = this.#functions;
    return collectList(this.#documents + start * 2, this.#documents + end * 2, threshold, filtered ? 1 : 0, found);
  }
}

const kernels = new WeakMap<Segment, Kernel>();

export function kernelOf(segment: Segment): Kernel {
  let kernel = kernels.get(segment);
  if (!kernel) {
    kernel = new Kernel(segment);
    kernels.set(segment, kernel);
  }
  return kernel;
}

/** How many scored and were allowed since the last call. */
export function takeTotal(): number {
  const counted = total[0] as number;
  total[0] = 0;
  return counted;
}
