import type { Platform } from "#platform/context.ts";
import { VectorStore } from "../core/vectors.ts";

/** The vectors of one model in this process, and up to where they were read. */
export interface VectorMemory {
  readonly model: string;
  readonly store: VectorStore;
  /** Number of the last row read. */
  readUntil: number;
  /** Everything was read at least once. */
  isComplete: boolean;
  /** The reading that is under way. */
  reading: Promise<void> | null;
}

const kept = new WeakMap<Platform["database"], VectorMemory>();

export function vectorMemory({ database }: Platform, model: string): VectorMemory {
  const known = kept.get(database);
  if (known?.model === model) return known;
  const own = { model, store: new VectorStore(), readUntil: 0, isComplete: false, reading: null };
  kept.set(database, own);
  return own;
}

/** Lets this process forget vectors of erased companies. */
export function forgetCompanyVectors({ database }: Platform, companyIds: readonly string[]): void {
  kept.get(database)?.store.forget(companyIds);
}
