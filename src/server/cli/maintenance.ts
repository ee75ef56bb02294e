import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { readConfig } from "#platform/config.ts";
import { backup, restore } from "#platform/db/backup.ts";
import { openDatabase } from "#platform/db/database.ts";
import { projectRoot } from "#platform/project-root.ts";
import { requireFile, requireTarget } from "./file-arguments.ts";
import { withBase } from "./session.ts";

export function addMaintenanceCommands(program: Command): void {
  program
    .command("serve")
    .description("start the server (the web application must be built: npm start does both)")
    .option("--empty", "start an empty base with the first-run wizard instead of the demo base")
    .option("--universe <number>", "fill the base with invented companies while it runs")
    .action(serve);
  program
    .command("migrate")
    .description("bring the database to this release's schema")
    .action(() => withBase(async () => console.log("The database is up to date.")));
  program
    .command("backup")
    .argument("[file]", "where to write", `jinqiao-${new Date().toISOString().slice(0, 10)}.tar.gz`)
    .description("write database and files into one .tar.gz")
    .action((file: string) => {
      requireTarget(file);
      return withBase(async ({ database, config }) => {
        const { bytes } = await backup(database, config, file);
        console.log(`Wrote ${file} (${(bytes / 1e6).toFixed(1)} MB).`);
      });
    });
  program.command("restore").argument("<file>", "a backup").description("load a backup into an empty base").action(restoreInto);
}

async function serve(): Promise<void> {
  const entry = join(projectRoot, process.env.BUILD_DIRECTORY ?? "build", "server/index.js");
  if (!existsSync(entry)) throw new Error('The web application is not built yet. Run "npm start", or "npm run build" first.');
  await import(entry);
  await new Promise(() => {});
}

async function restoreInto(file: string): Promise<void> {
  requireFile(file);
  const config = readConfig();
  const url = config.DATABASE_MIGRATION_URL ?? config.DATABASE_URL;
  const database = await openDatabase(url ? { url, poolSize: 2 } : { directory: config.DATA_DIR });
  try {
    await restore(database, config, file);
    console.log(`Restored ${file}.`);
    const secretFile = join(config.DATA_DIR, "auth-secret");
    if (!existsSync(secretFile) || config.AUTH_SECRET === readFileSync(secretFile, "utf8").trim()) return;
    if (url || config.AUTH_SECRET)
      console.log(`The backup brought its own signing key: set AUTH_SECRET to the content of ${secretFile}.`);
  } finally {
    await database.close();
  }
}
