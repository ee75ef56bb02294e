import { sql } from "kysely";
import { contextFor, type Platform, system } from "#platform/context.ts";
import { sessionDays } from "./auth/settings.ts";

/** Forgets what no longer lets anybody in: old sessions, links and attempt counters. */
export async function forgetExpiredSignIns(platform: Platform): Promise<void> {
  await contextFor(platform, system).transact(async (tx) => {
    await sql`delete from auth.session where expires_at < now()`.execute(tx);
    await sql`delete from auth.verification where expires_at < now()`.execute(tx);
    await sql`delete from auth.rate_limit where window_started_at < now() - make_interval(days => ${sessionDays})`.execute(tx);
  });
}
