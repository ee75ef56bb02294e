import { createHash } from "node:crypto";
import { type Readable, Transform } from "node:stream";
import type { Platform } from "#platform/context.ts";
import { isDiskFull } from "#platform/disk-full.ts";
import { DomainError } from "#platform/errors.ts";
import { refuseFile } from "./import-error.ts";

export interface StoredFile {
  storageKey: string;
  bytes: number;
  sha256: string;
}

/** Streams an upload to the file store, counting and hashing on the way; what exceeds the limit is removed again. */
export async function storeFile(platform: Platform, storageKey: string, content: Readable): Promise<StoredFile> {
  const limit = platform.config.UPLOAD_LIMIT_MB;
  const meter = byteMeter(limit * 1024 * 1024, () => refuseFile("tooLarge", { megabytes: limit }));
  // What breaks off is ended, not failed: a failed stream is reported before its file is open, too early to remove it.
  content.on("error", () => meter.stream.end());
  meter.stream.on("close", () => content.destroy());
  try {
    await platform.files.write(storageKey, content.pipe(meter.stream));
    const cause = meter.refusal() ?? content.errored;
    if (cause) throw cause;
  } catch (cause) {
    await platform.files.remove(storageKey).catch(() => {});
    throw asRefusal(meter.refusal() ?? cause);
  }
  return { storageKey, bytes: meter.bytes(), sha256: meter.digest() };
}

function byteMeter(limit: number, refuse: () => DomainError) {
  const hash = createHash("sha256");
  let bytes = 0;
  let refusal: DomainError | null = null;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) {
        refusal = refuse();
        done(refusal);
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes, digest: () => hash.digest("hex"), refusal: () => refusal };
}

/** flydrive wraps the error of the disk; a full disk is something the reader can act on. */
function asRefusal(error: unknown): unknown {
  for (let inner = error; inner instanceof Error; inner = inner.cause) if (inner instanceof DomainError) return inner;
  return isDiskFull(error) ? refuseFile("diskFull", {}, error) : error;
}

/** SHA-256 of a file without storing it. */
export async function sha256Of(content: Readable): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
