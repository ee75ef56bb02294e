import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { create, extract } from "tar";
import type { Config } from "../config.ts";
import { isDiskFull } from "../disk-full.ts";
import type { Database } from "./database.ts";
import { dumpArguments } from "./dump-arguments.ts";
import { makeRoles, rights } from "./roles.ts";

/** Parts of DATA_DIR a base needs beside its database; two-step sign-in is encrypted with `auth-secret`. */
const kept = ["files", "auth-secret"];

/**
 * Writes one .tar.gz, for the owner's eyes, with a logical dump of the database, the locally stored files and the kept secret.
 * A bucket's files are not in it: the bucket has its own versioning. Nor is a secret given as AUTH_SECRET.
 */
export async function backup(
  database: Database,
  config: Config,
  target: string,
  largestBytes = largestEmbeddedBytes,
): Promise<{ bytes: number }> {
  if (database.embedded) await refuseTooLarge(database, config, largestBytes);
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-backup-"));
  try {
    writeFileSync(join(directory, "database.sql"), await dumpSql(database, config));
    const parts = kept.filter((name) => existsSync(join(config.DATA_DIR, name)));
    for (const name of parts) cpSync(join(resolve(config.DATA_DIR), name), join(directory, name), { recursive: true });
    const partial = `${target}.partial`;
    rmSync(partial, { force: true });
    await create({ gzip: true, cwd: directory, file: partial, mode: 0o600 }, ["database.sql", ...parts]);
    renameSync(partial, target);
    return { bytes: statSync(target).size };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The embedded database's pg_dump makes one string, and V8 knows none beyond 2^29 characters: a larger base would only cost the server its memory. */
const largestEmbeddedBytes = 400 * 2 ** 20;

async function refuseTooLarge({ pool }: Database, config: Config, largestBytes: number): Promise<void> {
  const { rows } = await pool.query<{ bytes: number }>(
    "select coalesce(sum(pg_table_size(oid)), 0)::bigint as bytes from pg_class where relkind = 'r' and relnamespace in ('app'::regnamespace, 'auth'::regnamespace)",
  );
  if (rows[0]!.bytes <= largestBytes) return;
  throw new Error(
    `The tables hold ${Math.round(rows[0]!.bytes / 2 ** 20)} MB: too much for a backup of the embedded database. ` +
      `Stop the server and copy ${resolve(config.DATA_DIR)}, or run the base on a PostgreSQL server.`,
  );
}

/**
 * Loads a backup, of an embedded database or of a server, into an empty database of either kind; refuses one that already holds
 * the product's schema.
 */
export async function restore(database: Database, config: Config, source: string): Promise<void> {
  const { rows } = await database.pool.query("select 1 from pg_namespace where nspname = 'app'");
  if (rows.length > 0) throw new Error("The database is not empty. Restore into an empty DATA_DIR or an empty database.");
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-restore-"));
  try {
    await unpack(source, directory);
    await loadSql(database, readFileSync(join(directory, "database.sql"), "utf8"));
    mkdirSync(config.DATA_DIR, { recursive: true });
    for (const name of kept.filter((part) => existsSync(join(directory, part))))
      cpSync(join(directory, name), join(resolve(config.DATA_DIR), name), { recursive: true });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function unpack(source: string, directory: string): Promise<void> {
  const refuse = (cause?: unknown) =>
    new Error(`${source} is no backup of a base, or it is damaged or cut off. The database is as it was.`, { cause });
  await extract({ file: source, cwd: directory }).catch((error: unknown) => {
    throw isDiskFull(error) ? error : refuse(error);
  });
  if (!existsSync(join(directory, "database.sql"))) throw refuse();
}

async function dumpSql(database: Database, config: Config): Promise<string> {
  if (!database.embedded) return pgDump(config.DATABASE_MIGRATION_URL ?? database.pool.options.connectionString!);
  // The pool's one connection is held, so no transaction of a request is open while the dump reads.
  const client = await database.pool.connect();
  try {
    return await database.embedded.sqlDump();
  } finally {
    await client.query("reset all").catch(() => {});
    client.release();
  }
}

function pgDump(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("pg_dump", [...dumpArguments, url], { stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    let complaint = "";
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.once("error", () =>
      reject(
        new Error(
          "pg_dump is not installed. Install PostgreSQL's client (Debian: apt-get install postgresql-client), or back up on the database server.",
        ),
      ),
    );
    child.once("close", (code) => (code === 0 ? resolve(Buffer.concat(output).toString("utf8")) : reject(new Error(complaint))));
  });
}

/** One transaction: a broken backup leaves nothing behind. */
async function loadSql(database: Database, sql: string): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    await makeRoles(client);
    await client.query(loadable(sql));
    await client.query(rights);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  } finally {
    await client.query("reset all").catch(() => {});
    client.release();
  }
}

/** psql's own commands, a setting older servers do not know, and what only the owner of an extension may say. */
const notForEveryServer =
  /^(\\restrict .*|SET transaction_timeout = .*|CREATE SCHEMA public;|COMMENT ON (EXTENSION|SCHEMA public) .*)$/gm;

/** Looks at no line of data: a person may have written one that looks like a command. */
function loadable(sql: string): string {
  const data = sql.search(/^-- Data for Name: /m);
  const head = data < 0 ? sql : sql.slice(0, data);
  const rest = data < 0 ? "" : sql.slice(data);
  return head.replaceAll(notForEveryServer, "") + rest.replace(/\n\\unrestrict \S+\s*$/, "\n");
}
