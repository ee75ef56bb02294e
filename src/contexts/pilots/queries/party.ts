import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { forbidden } from "#platform/errors.ts";
import { sideOf } from "../policy.ts";
import { pilotRowIn } from "./pilot-row.ts";

/** A pilot with the side the actor speaks for; whoever only looks on is refused. */
export async function partyIn(tx: Transaction, ctx: Context, pilotId: string) {
  const pilot = await pilotRowIn(tx, ctx, pilotId);
  const side = sideOf(ctx.actor, pilot);
  if (side === null) throw forbidden("errors.notForSeat");
  return { pilot, side };
}
