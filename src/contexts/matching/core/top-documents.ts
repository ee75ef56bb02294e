/** A document found: `part` and `document` number it inside the index. */
export interface Candidate {
  score: number;
  part: number;
  document: number;
}

/** The best `capacity` candidates, as a binary heap with the worst on top; equal scores are ordered by external id. */
export class TopDocuments {
  readonly #capacity: number;
  readonly #idOf: (part: number, document: number) => string;
  readonly #heap: Candidate[] = [];

  constructor(capacity: number, idOf: (part: number, document: number) => string) {
    this.#capacity = capacity;
    this.#idOf = idOf;
  }

  /** Scores below this cannot enter any more; an equal score may, if its id is lower. */
  get threshold(): number {
    return this.#heap.length < this.#capacity ? 1 : ((this.#heap[0] as Candidate | undefined)?.score ?? Number.POSITIVE_INFINITY);
  }

  offer(score: number, part: number, document: number): void {
    if (this.#capacity === 0) return;
    const candidate = { score, part, document };
    if (this.#heap.length < this.#capacity) {
      this.#heap.push(candidate);
      this.#siftUp(this.#heap.length - 1);
    } else if (this.#isWorse(this.#heap[0] as Candidate, candidate)) {
      this.#heap[0] = candidate;
      this.#siftDown(0);
    }
  }

  /** Best first. */
  sorted(): Candidate[] {
    return [...this.#heap].sort((a, b) => (this.#isWorse(a, b) ? 1 : -1));
  }

  #isWorse(a: Candidate, b: Candidate): boolean {
    if (a.score !== b.score) return a.score < b.score;
    // Documents are numbered by id within a part.
    if (a.part === b.part) return a.document > b.document;
    return this.#idOf(a.part, a.document) > this.#idOf(b.part, b.document);
  }

  #siftUp(start: number): void {
    const heap = this.#heap;
    for (let child = start; child > 0; ) {
      const parent = (child - 1) >>> 1;
      if (!this.#isWorse(heap[child] as Candidate, heap[parent] as Candidate)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #siftDown(start: number): void {
    const heap = this.#heap;
    for (let parent = start; ; ) {
      const left = parent * 2 + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const child = right < heap.length && this.#isWorse(heap[right] as Candidate, heap[left] as Candidate) ? right : left;
      if (!this.#isWorse(heap[child] as Candidate, heap[parent] as Candidate)) return;
      this.#swap(child, parent);
      parent = child;
    }
  }

  #swap(a: number, b: number): void {
    const moved = this.#heap[a] as Candidate;
    this.#heap[a] = this.#heap[b] as Candidate;
    this.#heap[b] = moved;
  }
}
