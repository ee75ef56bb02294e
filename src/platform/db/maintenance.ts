import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Platform } from "../context.ts";
import { backup } from "./backup.ts";

const keptBackups = 7;

/** What a database server does by itself and the embedded one does not: checkpoints, vacuum, and a nightly backup. */
export function defineMaintenanceJobs(platform: Platform): void {
  const { database, jobs } = platform;
  jobs.define({
    name: "platform.checkpoint",
    cron: "*/5 * * * *",
    run: async () => {
      if (database.embedded) await database.pool.query("checkpoint");
    },
  });
  jobs.define({
    name: "platform.nightly-maintenance",
    cron: "30 3 * * *",
    run: async () => {
      if (!database.embedded) return;
      await database.pool.query("vacuum analyze");
      await nightlyBackup(platform);
    },
  });
}

async function nightlyBackup({ database, config, now }: Platform): Promise<void> {
  const directory = join(resolve(config.DATA_DIR), "backups");
  mkdirSync(directory, { recursive: true });
  await backup(database, config, join(directory, `jinqiao-${now().toISOString().slice(0, 10)}.tar.gz`));
  const backups = readdirSync(directory)
    .filter((file) => file.endsWith(".tar.gz"))
    .sort();
  for (const file of backups.slice(0, -keptBackups)) rmSync(join(directory, file));
}
