import pg from "pg";
import type { Database } from "./database.ts";

const lockKey = 7_204_061;

/**
 * Runs while no other process prepares this database; who comes second waits. A connection of its own holds the lock, so a
 * small pool cannot starve, and a killed process lets go of it. The embedded database has one process anyway.
 */
export async function alone<Result>(database: Database, run: () => Promise<Result>): Promise<Result> {
  if (database.embedded) return run();
  const client = new pg.Client({ connectionString: database.pool.options.connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    return await run();
  } finally {
    await client.end();
  }
}
