import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { freeMegabytes } from "../disk-full.ts";
import { projectRoot } from "../project-root.ts";
import { type DirectoryLock, lockDirectory } from "./directory-lock.ts";
import type { EmbeddedWorkerData } from "./embedded-worker.ts";

const postgresMajor = "18";

export interface EmbeddedPostgres {
  /** Directory of the Unix socket; node-postgres takes it as `host`. */
  socketDirectory: string;
  lock: DirectoryLock | null;
  /** The whole database directory as a tar, from which another embedded database can start in under a second. */
  dump(): Promise<Uint8Array>;
  /** A logical dump (pg_dump with INSERTs) that any PostgreSQL of the same major or newer can load. */
  sqlDump(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL in a worker thread; `directory: null` keeps it in memory. */
export async function startEmbeddedPostgres(
  directory: string | null,
  template: Uint8Array | null = null,
): Promise<EmbeddedPostgres> {
  const lock = directory === null ? null : await lockDirectory(directory);
  const dataDir = directory === null ? null : join(directory, "postgres");
  if (dataDir) refuseOtherMajor(dataDir);
  const socketDirectory = mkdtempSync(join(tmpdir(), "jinqiao-"));
  const worker = new Worker(pathToFileURL(join(projectRoot, "src/platform/db/embedded-worker.ts")), {
    workerData: { dataDir, socketPath: join(socketDirectory, ".s.PGSQL.5432"), template } satisfies EmbeddedWorkerData,
  });
  try {
    await reply(worker, "ready");
  } catch (error) {
    rmSync(socketDirectory, { recursive: true, force: true });
    await lock?.release();
    throw directory === null ? error : withSpace(error, directory);
  }
  worker.unref();
  return {
    socketDirectory,
    lock,
    dump: async () => {
      worker.postMessage("dump");
      return (await reply(worker, "dump")) as Uint8Array;
    },
    sqlDump: async () => {
      worker.postMessage("sql");
      return (await reply(worker, "sql")) as string;
    },
    stop: async () => {
      worker.postMessage("stop");
      await reply(worker, "stopped");
      await worker.terminate();
      rmSync(socketDirectory, { recursive: true, force: true });
      await lock?.release();
    },
  };
}

/** A new database takes some 50 MB; without them PostgreSQL ends at any place and says nothing of it. */
const enoughMegabytes = 100;

function withSpace(error: unknown, directory: string): unknown {
  const megabytes = freeMegabytes(directory);
  if (megabytes >= enoughMegabytes) return error;
  return new Error(
    `The embedded database could not start: the disk of ${directory} has only ${Math.floor(megabytes)} MB left. Free some space and start again.`,
    { cause: error },
  );
}

function refuseOtherMajor(dataDir: string): void {
  const versionFile = join(dataDir, "PG_VERSION");
  if (!existsSync(versionFile)) return;
  const major = readFileSync(versionFile, "utf8").trim();
  if (major === postgresMajor) return;
  throw new Error(
    `The data in ${dataDir} was written by PostgreSQL ${major}; this release embeds PostgreSQL ${postgresMajor}. ` +
      `Make a backup with the release that wrote it, move the directory away, then run "npx jinqiao restore FILE".`,
  );
}

function reply(worker: Worker, key: "ready" | "dump" | "sql" | "stopped"): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: Record<string, unknown>) => {
      if (!(key in message)) return;
      worker.off("message", onMessage);
      worker.off("error", reject);
      resolve(message[key]);
    };
    worker.on("message", onMessage);
    worker.once("error", reject);
  });
}
