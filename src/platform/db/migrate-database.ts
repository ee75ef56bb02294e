import { migrateJobs } from "../jobs/jobs.ts";
import { alone } from "./alone.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migrator.ts";
import { rights } from "./roles.ts";

/** Brings product and job queue to this release's schema, as the owner of the database and as the only process that does. */
export function migrateDatabase(database: Database): Promise<void> {
  return alone(database, async () => {
    await migrate(database.pool);
    await migrateJobs(database);
    await database.pool.query(rights);
  });
}
