import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { canRunCall, visibleApplications } from "../policy.ts";
import { callRowIn } from "../queries/get-call.ts";

/**
 * Puts the waiting list of a call in another order. The applications named take the places they had between them, so that those the actor
 * must not know of keep theirs.
 */
export async function orderWaitingList(ctx: Context, callId: string, applicationIds: string[]): Promise<void> {
  await ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    const rows = await visibleApplications(tx, ctx.actor)
      .select(["application.id", "application.waitingOrder"])
      .where("application.callId", "=", call.id)
      .where("application.outcome", "=", "waitlisted")
      .orderBy("application.waitingOrder")
      .orderBy("application.decidedAt")
      .orderBy("application.id")
      .forUpdate()
      .execute();
    const ids = new Set(applicationIds);
    const isWhole = ids.size === applicationIds.length && rows.length === ids.size && rows.every(({ id }) => ids.has(id));
    if (!isWhole) throw new DomainError("conflict", "applications.errors.changedMeanwhile");
    // Two that came at the same place part here for good.
    let last = 0;
    const places = rows.map(({ waitingOrder }) => {
      last = Math.max(waitingOrder ?? 0, last + 1);
      return last;
    });
    for (const [at, id] of applicationIds.entries())
      await tx.updateTable("application").set({ waitingOrder: places[at]! }).where("id", "=", id).execute();
    await audit(tx, ctx, { action: "call.waiting_list_ordered", subjectType: "call", subjectId: call.id });
  });
}
