import { setTimeout as pause } from "node:timers/promises";

const firstWaitMs = 1000;
const longestWaitMs = 60_000;

/** Runs until it succeeds, waiting twice as long after each failure, up to a minute; `failed` hears of each and throws to give up. */
export async function untilItSucceeds(run: () => Promise<void>, failed: (error: unknown, waitMs: number) => void): Promise<void> {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    try {
      return await run();
    } catch (error) {
      failed(error, waitMs);
      await pause(waitMs, undefined, { ref: false });
    }
  }
}
