/** A document found: `part` and `document` number it inside the index. */
export interface Candidate {
  score: number;
  part: number;
  document: number;
}

export interface TopOrder {
  /** Of equal scores the highest external id comes first; the lowest otherwise. */
  highestIdFirst?: boolean;
  /** Only what comes behind this place in the order. */
  after?: { score: number; id: string };
}

/** The best `capacity` candidates, as a binary heap with the worst on top; equal scores are ordered by external id. */
export class TopDocuments {
  readonly #capacity: number;
  readonly #idOf: (part: number, document: number) => string;
  readonly #highestIdFirst: boolean;
  readonly #after: TopOrder["after"];
  readonly #most: number;
  readonly #heap: Candidate[] = [];
  #least = -Infinity;

  constructor(
    capacity: number,
    idOf: (part: number, document: number) => string,
    { highestIdFirst = false, after }: TopOrder = {},
  ) {
    this.#capacity = capacity;
    this.#idOf = idOf;
    this.#highestIdFirst = highestIdFirst;
    this.#after = after;
    this.#most = after?.score ?? Infinity;
  }

  /** Scores below this cannot enter any more; an equal score may, if its id is lower. */
  get threshold(): number {
    return this.#heap.length < this.#capacity ? 1 : ((this.#heap[0] as Candidate | undefined)?.score ?? Number.POSITIVE_INFINITY);
  }

  /** Whether a score may enter; for an equal one it depends on the id. */
  accepts(score: number): boolean {
    return score >= this.#least && score <= this.#most;
  }

  offer(score: number, part: number, document: number): void {
    if (this.#capacity === 0 || (this.#after && !this.#isBehind(this.#after, score, part, document))) return;
    const candidate = { score, part, document };
    if (this.#heap.length < this.#capacity) {
      this.#heap.push(candidate);
      this.#siftUp(this.#heap.length - 1);
      if (this.#heap.length === this.#capacity) this.#least = (this.#heap[0] as Candidate).score;
    } else if (this.#isWorse(this.#heap[0] as Candidate, candidate)) {
      this.#heap[0] = candidate;
      this.#siftDown(0);
      this.#least = this.#heap[0].score;
    }
  }

  /** Best first. */
  sorted(): Candidate[] {
    return [...this.#heap].sort((a, b) => (this.#isWorse(a, b) ? 1 : -1));
  }

  #isWorse(a: Candidate, b: Candidate): boolean {
    if (a.score !== b.score) return a.score < b.score;
    // Documents are numbered by id within a part.
    const isHigher =
      a.part === b.part ? a.document > b.document : this.#idOf(a.part, a.document) > this.#idOf(b.part, b.document);
    return isHigher !== this.#highestIdFirst;
  }

  #isBehind(after: { score: number; id: string }, score: number, part: number, document: number): boolean {
    if (score !== after.score) return score < after.score;
    const id = this.#idOf(part, document);
    return this.#highestIdFirst ? id < after.id : id > after.id;
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
