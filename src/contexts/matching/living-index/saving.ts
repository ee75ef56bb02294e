import type { Generation } from "./generation.ts";

/** So many changes are worth saving at once. */
export const saveAfterChanges = 2000;
const saveAfterMs = 60_000;
/** After a failed save, which a full disk makes fail again. */
const saveAgainAfterMs = 600_000;

/** When the index is saved. A save that fails costs the next start some work and nothing else; the older snapshot stays. */
export class Saving {
  readonly #write: (generation: Generation) => Promise<void>;
  readonly #failed: (error: unknown) => void;
  #savedAt = performance.now();
  #hasFailed = false;

  constructor(write: (generation: Generation) => Promise<void>, failed: (error: unknown) => void) {
    this.#write = write;
    this.#failed = failed;
  }

  isDue({ unsaved }: Generation): boolean {
    if (unsaved === 0) return false;
    const waited = performance.now() - this.#savedAt;
    return this.#hasFailed ? waited > saveAgainAfterMs : unsaved >= saveAfterChanges || waited > saveAfterMs;
  }

  async save(generation: Generation): Promise<void> {
    const { unsaved } = generation;
    this.#savedAt = performance.now();
    try {
      await this.#write(generation);
      generation.unsaved -= unsaved;
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      this.#failed(error);
    }
  }
}
