import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { newId } from "../ids.ts";

export interface DirectoryLock {
  /** Tells later comers where this holder answers, e.g. the server's address. */
  announce(url: string): void;
  release(): Promise<void>;
}

interface Holder {
  /** Of this run: another one in the file means that somebody took the directory over. */
  token: string;
  pid: number;
  /** Processes of one place see each other's sockets and process ids; containers are places of their own. */
  place: string;
  url: string | null;
}

export class DirectoryInUse extends Error {
  readonly holder: { pid: number; url: string | null } | null;
  constructor(directory: string, holder: { pid: number; url: string | null } | null) {
    const who = holder ? `process ${holder.pid}${holder.url ? ` (${holder.url})` : ""}` : "another process";
    super(`The database in ${directory} is in use by ${who}. Stop it first.`);
    this.name = "DirectoryInUse";
    this.holder = holder;
  }
}

const heartbeatMs = 3_000;
const silentBeats = 5;

/**
 * Takes the data directory for this process. Two processes on one embedded database lose acknowledged rows, so there are two
 * locks: on Linux an abstract socket, free again the moment its holder dies, but seen only in its own network namespace; and
 * everywhere a file the holder touches, so that two containers on one volume find each other. A file left by a killed process of
 * another container is taken over once it has stayed silent for five beats.
 */
export async function lockDirectory(directory: string, { beat = heartbeatMs }: { beat?: number } = {}): Promise<DirectoryLock> {
  makeDirectory(directory);
  const file = join(directory, "holder.json");
  const releaseSocket = await takeSocket(directory, file);
  try {
    const { announce, release } = await takeFile(directory, file, beat);
    return {
      announce,
      release: async () => {
        release();
        await releaseSocket();
      },
    };
  } catch (error) {
    await releaseSocket();
    throw error;
  }
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== "EEXIST" && code !== "ENOTDIR") throw cause;
    throw new Error(`DATA_DIR is ${directory}, but a file lies there. Name a directory.`, { cause });
  }
}

async function takeSocket(directory: string, file: string): Promise<() => Promise<void>> {
  if (process.platform !== "linux") return async () => {};
  const name = `\0jinqiao-${createHash("sha256").update(realpathSync(directory)).digest("hex").slice(0, 32)}`;
  const server = createServer((socket) => socket.destroy());
  try {
    await listen(server, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw new DirectoryInUse(directory, readHolder(file));
    throw error;
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

async function takeFile(directory: string, file: string, beat: number) {
  const mine: Holder = { token: newId(), pid: process.pid, place: placeOfProcess(), url: null };
  const isMine = () => readHolder(file)?.token === mine.token;
  if (!writeNew(file, mine)) {
    const before = readHolder(file);
    if (!(before && isKnownDead(before, mine)) && (await isTouched(file, beat)))
      throw new DirectoryInUse(directory, readHolder(file));
    replace(file, mine);
    // Of two who find the same silent file, the last to write has it.
    await pause(beat / 10);
    if (!isMine()) throw new DirectoryInUse(directory, readHolder(file));
  }
  const heart = setInterval(() => {
    if (isMine()) return touch(file);
    if (!existsSync(file)) return;
    console.error(
      `Another process took over the database in ${directory} while this one was stopped. It ends here, so that no row is lost.`,
    );
    process.exit(1);
  }, beat).unref();
  return {
    announce: (url: string) => {
      mine.url = url;
      replace(file, mine);
    },
    release: () => {
      clearInterval(heart);
      if (isMine()) rmSync(file, { force: true });
    },
  };
}

/** Whoever holds the socket, or sees the process gone, need not wait for a file to fall silent. */
function isKnownDead(holder: Holder, mine: Holder): boolean {
  if (holder.place !== mine.place) return false;
  return process.platform === "linux" || holder.pid === process.pid || !isAlive(holder.pid);
}

/** Compares what lies in the directory with itself a while later: the clocks of two machines may differ. */
async function isTouched(file: string, beat: number): Promise<boolean> {
  console.error(`Another process left or holds ${file}; waiting to see whether it still runs.`);
  const before = stamp(file);
  for (let count = 0; count < silentBeats; count++) {
    await pause(beat);
    if (stamp(file) !== before) return stamp(file) !== null;
  }
  return false;
}

function stamp(file: string): string | null {
  try {
    const { mtimeMs, ino } = statSync(file);
    return `${mtimeMs} ${ino}`;
  } catch {
    return null;
  }
}

function placeOfProcess(): string {
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/net")}`;
  } catch {
    return hostname();
  }
}

function writeNew(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    // On a full disk the file is made and stays empty.
    rmSync(file, { force: true });
    throw error;
  }
}

/** Needs no space on the disk; a directory that is gone holds nothing to protect. */
function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {}
}

/** Renamed into place, so that no reader finds half a file. */
function replace(file: string, holder: Holder): void {
  const partial = `${file}.${holder.token}`;
  writeFileSync(partial, JSON.stringify(holder));
  renameSync(partial, file);
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve());
  });
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
