import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { type PilotRow, pilotRowIn } from "../queries/pilot-row.ts";

/**
 * A pilot of which nobody else changes anything until the end of the transaction. The pilot is locked before anything below it, so that two
 * orders never share one rest of the budget and no two transactions wait for each other.
 */
export async function lockedPilotIn(tx: Transaction, ctx: Context, pilotId: string): Promise<PilotRow> {
  await pilotRowIn(tx, ctx, pilotId);
  await tx.selectFrom("pilot").select("id").where("id", "=", pilotId).forUpdate().execute();
  return pilotRowIn(tx, ctx, pilotId);
}
