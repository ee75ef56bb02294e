import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";

export interface DirectoryLock {
  /** Tells later comers where this holder answers, e.g. the server's address. */
  announce(url: string): void;
  release(): Promise<void>;
}

export class DirectoryInUse extends Error {
  readonly holder: { pid: number; url: string | null } | null;
  constructor(directory: string, holder: { pid: number; url: string | null } | null) {
    const who = holder ? `process ${holder.pid}${holder.url ? ` (${holder.url})` : ""}` : "another process";
    super(
      `The database in ${directory} is in use by ${who}. Stop it first, or talk to it: add --url ${holder?.url ?? "http://localhost:3000"} and --token.`,
    );
    this.name = "DirectoryInUse";
    this.holder = holder;
  }
}

/**
 * Takes the data directory for this process. Two processes on one embedded database lose acknowledged rows,
 * so the lock is a kernel object (abstract socket) where there is one: it is free again the moment its holder dies.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  mkdirSync(directory, { recursive: true });
  const holderFile = join(directory, "holder.json");
  const release = process.platform === "linux" ? await takeSocket(directory, holderFile) : takeFile(directory, holderFile);
  const write = (url: string | null) => writeFileSync(holderFile, JSON.stringify({ pid: process.pid, url }));
  write(null);
  return {
    announce: write,
    release: async () => {
      rmSync(holderFile, { force: true });
      await release();
    },
  };
}

async function takeSocket(directory: string, holderFile: string): Promise<() => Promise<void>> {
  const name = `\0jinqiao-${createHash("sha256").update(realpathSync(directory)).digest("hex").slice(0, 32)}`;
  const server = createServer((socket) => socket.destroy());
  try {
    await listen(server, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw new DirectoryInUse(directory, readHolder(holderFile));
    throw error;
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function takeFile(directory: string, holderFile: string): () => Promise<void> {
  const holder = readHolder(holderFile);
  if (holder && isAlive(holder.pid)) throw new DirectoryInUse(directory, holder);
  return async () => {};
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve());
  });
}

function readHolder(file: string): { pid: number; url: string | null } | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}
