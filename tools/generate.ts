// Writes what is generated from the source: database types, and (with --check) fails when a generated file is out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { openDatabase } from "#platform/db/database.ts";
import { migrate } from "#platform/db/migrator.ts";
import { generateDatabaseTypes } from "./generate-database-types.ts";

const check = process.argv.includes("--check");
const database = await openDatabase({ directory: null });
await migrate(database.pool);
const files: Record<string, string> = { "db/types.gen.ts": await generateDatabaseTypes(database.pool) };
await database.close();

let stale = false;
for (const [file, content] of Object.entries(files)) {
  if (existsSync(file) && readFileSync(file, "utf8") === content) continue;
  stale = true;
  if (check) console.error(`${file} is out of date: run "npm run generate" and commit it.`);
  else writeFileSync(file, content);
}
process.exit(check && stale ? 1 : 0);
