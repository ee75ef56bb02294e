import { join, resolve } from "node:path";
import { PassThrough, pipeline, type Readable } from "node:stream";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import { S3Driver } from "flydrive/drivers/s3";
import type { Config } from "../config.ts";

export interface FileStore {
  write(key: string, content: Readable): Promise<void>;
  read(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
}

/** Local disk below DATA_DIR, or an S3-compatible bucket when S3_BUCKET is set. */
export function openFileStore(config: Config): FileStore {
  const disk = new Disk(config.S3_BUCKET ? s3Driver(config) : localDriver(config));
  return {
    write: (key, content) => disk.putStream(key, heldOpen(content)),
    read: (key) => disk.getStream(key),
    remove: (key) => disk.delete(key),
  };
}

/**
 * A writer that fails aborts the stream it reads, and flydrive reports that abort instead of the failure ("the disk is full");
 * so the abort ends this stream without a word.
 */
function heldOpen(content: Readable): Readable {
  const held = new PassThrough({ destroy: (error, done) => done(error?.name === "AbortError" ? null : error) });
  pipeline(content, held, () => {});
  return held;
}

function localDriver(config: Config): FSDriver {
  return new FSDriver({ location: join(resolve(config.DATA_DIR), "files"), visibility: "private" });
}

function s3Driver(config: Config): S3Driver {
  const { S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = config;
  return new S3Driver({
    bucket: config.S3_BUCKET!,
    region: config.S3_REGION,
    ...(config.S3_ENDPOINT ? { endpoint: config.S3_ENDPOINT, forcePathStyle: true } : {}),
    ...(S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY
      ? { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }
      : {}),
    supportsACL: false,
    visibility: "private",
    // The SDK's default checksum trailers corrupt streamed uploads on S3-compatible servers that do not know them.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
}
