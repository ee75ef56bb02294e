import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { create, extract } from "tar";
import type { Config } from "../config.ts";
import type { Database } from "./database.ts";

/**
 * Writes one .tar.gz with a logical dump of the database and the locally stored files.
 * A bucket's files are not in it: the bucket has its own versioning.
 */
export async function backup(database: Database, config: Config, target: string): Promise<{ bytes: number }> {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-backup-"));
  try {
    writeFileSync(join(directory, "database.sql"), await dumpSql(database, config));
    const files = join(resolve(config.DATA_DIR), "files");
    if (existsSync(files)) cpSync(files, join(directory, "files"), { recursive: true });
    const partial = `${target}.partial`;
    await create({ gzip: true, cwd: directory, file: partial }, existsSync(files) ? ["database.sql", "files"] : ["database.sql"]);
    cpSync(partial, target);
    rmSync(partial);
    return { bytes: readFileSync(target).length };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Loads a backup into an empty database; refuses one that already holds the product's schema. */
export async function restore(database: Database, config: Config, source: string): Promise<void> {
  const { rows } = await database.pool.query("select 1 from pg_namespace where nspname = 'app'");
  if (rows.length > 0) throw new Error("The database is not empty. Restore into an empty DATA_DIR or an empty database.");
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-restore-"));
  try {
    await extract({ file: source, cwd: directory });
    await database.pool.query(roles);
    await loadSql(database, readFileSync(join(directory, "database.sql"), "utf8"));
    const files = join(directory, "files");
    if (!existsSync(files)) return;
    mkdirSync(config.DATA_DIR, { recursive: true });
    cpSync(files, join(resolve(config.DATA_DIR), "files"), { recursive: true });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const roles = `do $$ begin
  if not exists (select from pg_roles where rolname = 'app_user') then create role app_user nologin; end if;
  if not exists (select from pg_roles where rolname = 'app_system') then create role app_system nologin; end if;
  execute format('grant app_user, app_system to %I', current_user);
end $$`;

async function dumpSql(database: Database, config: Config): Promise<string> {
  if (!database.embedded) return pgDump(config.DATABASE_MIGRATION_URL ?? config.DATABASE_URL!);
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
    const child = spawn("pg_dump", ["--no-owner", "--rows-per-insert=200", url], { stdio: ["ignore", "pipe", "pipe"] });
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

/** psql's own commands (\restrict) mean nothing to the server. One transaction: a broken backup leaves nothing behind. */
async function loadSql(database: Database, sql: string): Promise<void> {
  const statements = sql.replaceAll(/^\\(un)?restrict .*$/gm, "").replaceAll(/^CREATE SCHEMA public;$/gm, "");
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    await client.query(statements);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  } finally {
    await client.query("reset all").catch(() => {});
    client.release();
  }
}
