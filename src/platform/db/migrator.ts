import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { projectRoot } from "../project-root.ts";

const migrationsDirectory = join(projectRoot, "db/migrations");
const advisoryLockKey = 7_204_061;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies the migrations not yet applied, each in its own transaction, and returns their names.
 * Throws when an applied file was changed afterwards or is missing.
 */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [advisoryLockKey]);
    await client.query(
      "create table if not exists public.schema_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())",
    );
    const applied = await readApplied(client);
    const pending = readMigrations().filter((migration) => !isApplied(migration, applied));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [advisoryLockKey]).catch(() => {});
    client.release();
  }
}

export function readMigrations(): Migration[] {
  return readdirSync(migrationsDirectory)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(migrationsDirectory, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql.replaceAll("\r\n", "\n")).digest("hex") };
    });
}

async function readApplied(client: pg.PoolClient): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>("select name, checksum from public.schema_migration");
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function isApplied({ name, checksum }: Migration, applied: Map<string, string>): boolean {
  const appliedChecksum = applied.get(name);
  if (appliedChecksum === undefined) return false;
  if (appliedChecksum === checksum) return true;
  throw new Error(`Migration ${name} was changed after it had been applied. Restore the file and write a new migration instead.`);
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(sql);
    await client.query("insert into public.schema_migration (name, checksum) values ($1, $2)", [name, checksum]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed and was rolled back.`, { cause: error });
  }
}
