import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { nextMilestoneStates } from "../money/duties.ts";
import type { MilestoneMove } from "../money/order-schema.ts";
import { canRunPilot, sideOf } from "../policy.ts";
import { orderIn } from "./orders.ts";

/** The start-up says a milestone is delivered; the host accepts it or gives it back with what is missing. The last accepted one completes the order. */
export async function moveMilestone(ctx: Context, milestoneId: string, { to, reason }: MilestoneMove): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = found(
      isId(milestoneId)
        ? await tx.selectFrom("orderMilestone").selectAll().where("id", "=", milestoneId).executeTakeFirst()
        : undefined,
    );
    const { pilot, row: order } = await orderIn(tx, ctx, row.orderId);
    allow(to === "delivered" ? sideOf(ctx.actor, pilot) === "startup" : canRunPilot(ctx.actor, pilot));
    if (order.state !== "confirmed") throw new DomainError("conflict", "pilots.errors.orderNotConfirmed");
    const { state } = await tx
      .selectFrom("orderMilestone")
      .select("state")
      .where("id", "=", milestoneId)
      .executeTakeFirstOrThrow();
    if (!nextMilestoneStates[state].includes(to)) throw new DomainError("conflict", "pilots.errors.noSuchMove");
    if (to === "returned" && reason.trim() === "")
      throw new DomainError("invalid", "errors.invalid", { fields: { reason: "errors.required" } });
    const by = ctx.actor.personId!;
    await tx
      .updateTable("orderMilestone")
      .set({
        state: to,
        returnReason: to === "returned" ? reason : "",
        ...(to === "delivered" ? { deliveredBy: by, deliveredAt: ctx.now() } : {}),
        ...(to === "accepted" ? { acceptedBy: by, acceptedAt: ctx.now() } : {}),
      })
      .where("id", "=", milestoneId)
      .execute();
    const open = await tx
      .selectFrom("orderMilestone")
      .select("id")
      .where("orderId", "=", order.id)
      .where("state", "!=", "accepted")
      .limit(1)
      .execute();
    if (open.length === 0)
      await tx
        .updateTable("purchaseOrder")
        .set({ state: "completed", version: order.version + 1 })
        .where("id", "=", order.id)
        .execute();
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
