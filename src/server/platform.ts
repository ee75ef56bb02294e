import type { Config } from "#platform/config.ts";
import type { Platform } from "#platform/context.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { defineMaintenanceJobs } from "#platform/db/maintenance.ts";
import { migrateDatabase } from "#platform/db/migrate-database.ts";
import { defineFileJobs } from "#platform/files/attachments.ts";
import { openFileStore } from "#platform/files/file-store.ts";
import { openJobs } from "#platform/jobs/jobs.ts";
import { openLog } from "#platform/log.ts";
import { openMailer } from "#platform/mail/mailer.ts";
import { defineMailJobs } from "#platform/mail/outbox.ts";
import { defineRetentionJobs } from "#platform/retention.ts";
import { constraints, defineAllJobs } from "./contexts.ts";

/** Opens and migrates the database and everything built on it; starts no worker and listens nowhere. */
export async function openPlatform(config: Config): Promise<Platform> {
  const database = await openDatabase(
    config.DATABASE_URL ? { url: config.DATABASE_URL, poolSize: config.DATABASE_POOL_SIZE } : { directory: config.DATA_DIR },
  );
  await migrateAll(database, config);
  const platform = assemble(config, database);
  await platform.jobs.prepare();
  return platform;
}

/** The platform over an open, migrated database; tests call it with their own. */
export function assemble(config: Config, database: Database): Platform {
  const log = openLog(config.LOG_LEVEL);
  const platform: Platform = {
    config,
    log,
    database,
    jobs: openJobs(database, log),
    mailer: openMailer(config),
    files: openFileStore(config),
    constraints,
    now: () => new Date(),
  };
  defineMailJobs(platform);
  defineRetentionJobs(platform);
  defineFileJobs(platform);
  defineMaintenanceJobs(platform);
  defineAllJobs(platform);
  return platform;
}

async function migrateAll(database: Database, config: Config): Promise<void> {
  if (!config.DATABASE_MIGRATION_URL) return migrateDatabase(database);
  const owner = await openDatabase({ url: config.DATABASE_MIGRATION_URL, poolSize: 2 });
  try {
    await migrateDatabase(owner);
  } finally {
    await owner.close();
  }
}
