import { isDiskFull } from "#platform/disk-full.ts";
import type { Generation } from "./generation.ts";
import { removeSnapshot } from "./snapshot.ts";

/** So many changes are worth saving at once. */
export const saveAfterChanges = 2000;
const saveAfterMs = 60_000;
/** After a failed save, which a full disk makes fail again. */
const saveAgainAfterMs = 600_000;

/** When the index is saved. A save that fails costs the next start some work and nothing else; the older snapshot stays. */
export class Saving {
  readonly #file: string;
  readonly #write: (file: string, generation: Generation) => Promise<void>;
  readonly #tell: (message: string) => void;
  #savedAt = performance.now();
  #hasFailed = false;

  constructor(file: string, write: (file: string, generation: Generation) => Promise<void>, tell: (message: string) => void) {
    this.#file = file;
    this.#write = write;
    this.#tell = tell;
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
      await this.#write(this.#file, generation);
      generation.unsaved -= unsaved;
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      const why = isDiskFull(error) ? "the disk is full" : (error as Error).message.split("\n")[0];
      this.#tell(`matching index could not be saved to ${this.#file}, which is tried again in ten minutes: ${why}`);
    }
  }

  /** What was erased leaves the disk: where nothing can be written the older snapshot goes, because it holds it still. */
  async purge(generation: Generation): Promise<void> {
    await this.save(generation);
    if (this.#hasFailed) removeSnapshot(this.#file);
  }
}
