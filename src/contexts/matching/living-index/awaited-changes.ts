import { setTimeout as pause } from "node:timers/promises";

/** Readers who wait until a change of the database is in what is served. */
export class AwaitedChanges {
  readonly #waiting = new Set<{ changeSeq: number; resolve: () => void }>();

  /** Resolves when the change is reached, or after so many milliseconds. */
  async reaching(changeSeq: number, ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = { changeSeq, resolve };
    this.#waiting.add(waiting);
    await Promise.race([promise, pause(ms)]);
    this.#waiting.delete(waiting);
  }

  reached(changeSeq: number): void {
    for (const waiting of this.#waiting) if (waiting.changeSeq <= changeSeq) waiting.resolve();
  }
}
