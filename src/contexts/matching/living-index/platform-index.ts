import type { Platform } from "#platform/context.ts";
import { LivingIndex } from "./living-index.ts";
import type { IndexOptions, MatchingIndex } from "./matching-index.ts";

/** By database: seeds and tests wrap the platform around another clock. */
const indexes = new WeakMap<Platform["database"], LivingIndex>();

/** The index of this process; opened on first use, in worker threads, and following the database from then on. */
export function matchingIndex(platform: Platform): MatchingIndex {
  let index = indexes.get(platform.database);
  if (!index) {
    index = new LivingIndex(platform);
    indexes.set(platform.database, index);
  }
  return index;
}

/** Opens the platform's index on purpose and waits until it is complete. */
export async function openMatchingIndex(platform: Platform, options: IndexOptions = {}): Promise<MatchingIndex> {
  const index = indexes.get(platform.database) ?? new LivingIndex(platform, options);
  indexes.set(platform.database, index);
  await index.ready();
  return index;
}
