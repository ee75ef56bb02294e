// Migrates one database and keeps it as the template every test file starts from.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { openDatabase } from "#platform/db/database.ts";
import { migrateDatabase } from "#platform/db/migrate-database.ts";
import { readMigrations } from "#platform/db/migrator.ts";
import { rights } from "#platform/db/roles.ts";
import { jobSchema } from "#platform/jobs/jobs.ts";
import { projectRoot } from "#platform/project-root.ts";

export const templateVersion = createHash("sha256")
  .update(JSON.stringify([jobSchema, rights, readMigrations().map(({ checksum }) => checksum)]))
  .digest("hex")
  .slice(0, 16);
const cacheDirectory = join(projectRoot, "node_modules/.cache/jinqiao");
export const templateFile = join(cacheDirectory, `database-${templateVersion}.tar`);
export const templateDatabase = `jinqiao_template_${templateVersion}`;

export default async function setup(): Promise<void> {
  if (process.env.TEST_DATABASE_URL) await makeServerTemplate(process.env.TEST_DATABASE_URL);
  else await makeEmbeddedTemplate();
}

async function makeEmbeddedTemplate(): Promise<void> {
  if (existsSync(templateFile)) return;
  mkdirSync(cacheDirectory, { recursive: true });
  for (const file of readdirSync(cacheDirectory)) {
    if (file.startsWith("database-")) rmSync(join(cacheDirectory, file));
  }
  const database = await openDatabase({ directory: null });
  await migrateDatabase(database);
  writeFileSync(templateFile, await database.embedded!.dump());
  await database.close();
}

async function makeServerTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`drop database if exists ${templateDatabase}`);
  await client.query(`create database ${templateDatabase}`);
  await client.end();
  const templateUrl = new URL(url);
  templateUrl.pathname = `/${templateDatabase}`;
  const database = await openDatabase({ url: templateUrl.href, poolSize: 2 });
  await migrateDatabase(database);
  await database.close();
}
