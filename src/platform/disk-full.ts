import { statfsSync } from "node:fs";
import { DomainError } from "./errors.ts";

/** Whether an error, or what caused it, is a disk without space: of this machine, or PostgreSQL's disk_full. */
export function isDiskFull(error: unknown): boolean {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const { code, message } = inner as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "53100" || /no space left on device/i.test(message)) return true;
  }
  return false;
}

/** A full disk as a refusal of the reader; any other error, and a refusal that is one already, as it is. */
export const asDiskFull = (error: unknown): unknown =>
  !(error instanceof DomainError) && isDiskFull(error)
    ? new DomainError("unavailable", "errors.diskFull", { cause: error })
    : error;

/** Megabytes that may still be written into a directory. */
export function freeMegabytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return (bavail * bsize) / 1e6;
}
