import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { nextMilestoneStates } from "../money/duties.ts";
import type { MilestoneMove } from "../money/order-schema.ts";
import { canRunPilot, sideOf } from "../policy.ts";
import { type OrderRow, orderIn } from "./order-row.ts";
import { demandPilotFile } from "./pilot-files.ts";

/** The start-up says a milestone is delivered; the host accepts it or gives it back with what is missing. The last accepted one completes the order. */
export async function moveMilestone(ctx: Context, milestoneId: string, { to, reason, fileId }: MilestoneMove): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, order, state } = await milestoneIn(tx, ctx, milestoneId);
    allow(to === "delivered" ? sideOf(ctx.actor, pilot) === "startup" : canRunPilot(ctx.actor, pilot));
    if (order.state !== "confirmed") throw new DomainError("conflict", "pilots.errors.orderNotConfirmed");
    if (!nextMilestoneStates[state].includes(to)) throw new DomainError("conflict", "pilots.errors.noSuchMove");
    if (to === "returned" && reason.trim() === "")
      throw new DomainError("invalid", "errors.invalid", { fields: { reason: "errors.required" } });
    if (fileId) await demandPilotFile(tx, pilot.id, fileId, "delivery");
    const by = ctx.actor.personId!;
    await tx
      .updateTable("orderMilestone")
      .set({
        state: to,
        returnReason: to === "returned" ? reason : "",
        ...(to === "delivered" ? { deliveredBy: by, deliveredAt: ctx.now(), fileId: fileId ?? null } : {}),
        ...(to === "accepted" ? { acceptedBy: by, acceptedAt: ctx.now() } : {}),
      })
      .where("id", "=", milestoneId)
      .execute();
    if (to === "accepted") await completeIfDone(tx, ctx, order);
    const payload = { pilotId: pilot.id, ownerOrgId: pilot.ownerOrgId, milestoneId, to };
    await publish(tx, ctx, pilotEvents.milestoneMoved, payload);
    await audit(tx, ctx, {
      action: pilotEvents.milestoneMoved,
      subjectType: "pilot",
      subjectId: pilot.id,
      reason: reason || null,
      detail: { milestoneId, to },
    });
  });
}

/** A milestone with its order and pilot, read after both were locked. */
async function milestoneIn(tx: Transaction, ctx: Context, milestoneId: string) {
  const milestone = () =>
    tx.selectFrom("orderMilestone").select(["orderId", "state"]).where("id", "=", milestoneId).executeTakeFirst();
  const { orderId } = found(isId(milestoneId) ? await milestone() : undefined);
  const { pilot, row: order } = await orderIn(tx, ctx, orderId);
  const { state } = found(await milestone());
  return { pilot, order, state };
}

async function completeIfDone(tx: Transaction, ctx: Context, { id, version }: OrderRow): Promise<void> {
  const open = await tx
    .selectFrom("orderMilestone")
    .select("id")
    .where("orderId", "=", id)
    .where("state", "!=", "accepted")
    .limit(1)
    .execute();
  if (open.length > 0) return;
  await tx
    .updateTable("purchaseOrder")
    .set({ state: "completed", completedAt: ctx.now(), version: version + 1 })
    .where("id", "=", id)
    .execute();
}
