import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { projectRoot } from "../project-root.ts";
import { makeRoles } from "./roles.ts";

const migrationsDirectory = join(projectRoot, "db/migrations");

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies the migrations not yet applied, each in its own transaction, and returns their names. Its list lies in a schema of
 * its own, because only the owner of a database may write to `public`. Throws when an applied file was changed afterwards.
 */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    await makeRoles(client);
    await client.query(`create schema if not exists migration;
      create table if not exists migration.applied (name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const applied = await readApplied(client);
    const pending = readMigrations().filter((migration) => !isApplied(migration, applied));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
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
  const { rows } = await client.query<{ name: string; checksum: string }>("select name, checksum from migration.applied");
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
    await client.query("insert into migration.applied (name, checksum) values ($1, $2)", [name, checksum]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed and was rolled back.`, { cause: error });
  }
}
