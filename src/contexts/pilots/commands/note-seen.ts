import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { sideOf } from "../policy.ts";
import type { PilotRow } from "../queries/pilot-row.ts";

/** The first time somebody of the start-up opens a pilot the host learns that it was read. */
export async function noteSeen(tx: Transaction, ctx: Context, pilot: PilotRow): Promise<void> {
  if (pilot.startupSeenAt || sideOf(ctx.actor, pilot) !== "startup") return;
  await tx.updateTable("pilot").set({ startupSeenAt: ctx.now() }).where("id", "=", pilot.id).execute();
}
