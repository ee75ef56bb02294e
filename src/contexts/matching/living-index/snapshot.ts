import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { documentVersion } from "../company-document.ts";
import type { ByteSource } from "../core/index-file.ts";

export const snapshotFacts = z.object({
  /** How companies became documents; of another way, it cannot be used. */
  documentVersion: z.number().refine((version): boolean => version === documentVersion, "companies are indexed otherwise now"),
  /** Which base the index was built from; another database under the same directory makes it worthless. */
  baseId: z.string(),
  /** Up to where the change feed is in it. */
  changeSeq: z.number().int(),
  companies: z.number().int(),
  builtAt: z.string(),
  calibrationId: z.string(),
  calibration: z.object({
    averageLengths: z.array(z.number()),
    documents: z.number().int(),
  }),
});
export type SnapshotFacts = z.infer<typeof snapshotFacts>;

const BLOCK = 2 ** 24;
const ABANDONED_MS = 3_600_000;

/** Writes beside the file and renames, so that a reader finds the old snapshot or the new one, never half of one. Throws what the disk says. */
export function writeSnapshot(file: string, content: Iterable<Uint8Array>, write: typeof writeSync = writeSync): void {
  const temporary = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  removeAbandoned(file);
  const handle = openSync(temporary, "w");
  try {
    for (const bytes of content) {
      for (let at = 0; at < bytes.length; ) at += write(handle, bytes, at, Math.min(BLOCK, bytes.length - at));
    }
    fsyncSync(handle);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}

/** What processes that were killed while they wrote left behind. */
function removeAbandoned(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith(".tmp")) continue;
    const path = join(dirname(file), name);
    // Another process may have finished it meanwhile.
    const writtenAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - writtenAt > ABANDONED_MS) rmSync(path, { force: true });
  }
}

export function removeSnapshot(file: string): void {
  rmSync(file, { force: true });
}

/** Opens a snapshot for reading; throws when there is none. */
export function readSnapshot<Result>(file: string, use: (source: ByteSource) => Result): Result {
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    const read = (target: Uint8Array, position: number): void => {
      for (let at = 0; at < target.length; ) {
        const count = readSync(handle, target, at, Math.min(BLOCK, target.length - at), position + at);
        if (count === 0) throw new Error("The snapshot ended before its size.");
        at += count;
      }
    };
    return use({ length: size, read });
  } finally {
    closeSync(handle);
  }
}
