import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { PhaseView } from "../views.ts";
import { callRowIn } from "./get-call.ts";

/** The phases of a call in their order, for the seats of its operators. */
export function listPhases(ctx: Context, callId: string): Promise<PhaseView[]> {
  return ctx.transact(async (tx) => {
    const { id } = await callRowIn(tx, ctx, callId);
    return phasesIn(tx, id);
  });
}

export function phasesIn(tx: Transaction, callId: string): Promise<PhaseView[]> {
  return tx
    .selectFrom("reviewPhase")
    .select([
      "id",
      "kind",
      "opensAt",
      "closesAt",
      "isBlind",
      "otherReviews",
      "otherScores",
      "reviewerNames",
      "rubrics",
      "reviewsWanted",
    ])
    .where("callId", "=", callId)
    .orderBy("position")
    .execute();
}
