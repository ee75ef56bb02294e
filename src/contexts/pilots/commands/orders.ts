import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId, newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { nextOrderStates, refusalOfApproval } from "../money/duties.ts";
import type { Currency } from "../money/money.ts";
import { inBudget, orderFaults } from "../money/order.ts";
import type { OrderInput, OrderMove, OrderRevision } from "../money/order-schema.ts";
import { isOver } from "../pilot.ts";
import { canApproveMoney, canRunPilot, sideOf } from "../policy.ts";
import { type PilotRow, pilotRowIn, wallsOf } from "../queries/pilot-row.ts";

/** Drafts a purchase order with its milestones; for those who run the pilot. Nothing of it is seen by the start-up before it is sent. */
export async function draftOrder(ctx: Context, pilotId: string, order: OrderInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    allow(canRunPilot(ctx.actor, pilot));
    if (isOver(pilot.state)) throw new DomainError("conflict", "pilots.errors.isOver");
    const { milestones: _, ...columns } = order;
    const id = newId();
    const { count } = await tx
      .selectFrom("purchaseOrder")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("pilotId", "=", pilotId)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("purchaseOrder")
      .values({
        ...wallsOf(pilot),
        ...columns,
        id,
        number: `${pilot.number}-${count + 1}`,
        createdBy: ctx.actor.personId!,
        createdAt: ctx.now(),
      })
      .execute();
    await writeMilestones(tx, pilot, id, order.milestones);
    await tell(tx, ctx, pilot, id, "drafted");
    return { id };
  });
}

/** Changes a drafted order. */
export async function reviseOrder(ctx: Context, orderId: string, { version, ...order }: OrderRevision): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, row } = await orderIn(tx, ctx, orderId);
    allow(canRunPilot(ctx.actor, pilot));
    if (row.state !== "drafted") throw new DomainError("conflict", "pilots.errors.orderIsFixed");
    const { milestones, ...columns } = order;
    await changeOrder(tx, orderId, version, columns);
    await tx.deleteFrom("orderMilestone").where("orderId", "=", orderId).execute();
    await writeMilestones(tx, pilot, orderId, milestones);
    await audit(tx, ctx, { action: "pilot.order_revised", subjectType: "pilot", subjectId: pilot.id, detail: { orderId } });
  });
}

async function writeMilestones(tx: Transaction, pilot: PilotRow, orderId: string, milestones: OrderInput["milestones"]) {
  await tx
    .insertInto("orderMilestone")
    .values(milestones.map((milestone, position) => ({ ...wallsOf(pilot), ...milestone, id: newId(), orderId, position })))
    .execute();
}

/**
 * Moves an order along: asked for by those who run the pilot, approved by somebody else, sent, confirmed by the start-up. Asking is refused
 * where the milestones do not add up or the budget does not suffice, and says by how much.
 */
export async function moveOrder(ctx: Context, orderId: string, { to, reason, version }: OrderMove): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, row } = await orderIn(tx, ctx, orderId);
    allow(mayMove(ctx, pilot, to));
    if (!nextOrderStates[row.state].includes(to)) throw new DomainError("conflict", "pilots.errors.noSuchMove");
    const at = ctx.now();
    const by = ctx.actor.personId!;
    if (to === "requested") await demandSoundOrder(tx, pilot, row);
    if (to === "approved") {
      const refusal = refusalOfApproval(by, { requestedBy: row.requestedBy, approvedBy: null, secondApprovedBy: null });
      if (refusal) throw new DomainError("forbidden", refusal);
    }
    if (to === "cancelled" && reason.trim() === "")
      throw new DomainError("invalid", "errors.invalid", { fields: { reason: "errors.required" } });
    if (to === "sent" && !pilot.offeredAt) throw new DomainError("conflict", "pilots.errors.notOffered");
    await changeOrder(tx, orderId, version, {
      state: to,
      ...(to === "requested" ? { requestedBy: by, requestedAt: at } : {}),
      ...(to === "drafted" ? { requestedBy: null, requestedAt: null } : {}),
      ...(to === "approved" ? { approvedBy: by, approvedAt: at } : {}),
      ...(to === "sent" ? { sentAt: at } : {}),
      ...(to === "confirmed" ? { confirmedBy: by, confirmedAt: at } : {}),
      ...(to === "cancelled" ? { cancelledReason: reason } : {}),
    });
    if (to === "sent") await tx.updateTable("orderMilestone").set({ sentAt: at }).where("orderId", "=", orderId).execute();
    await tell(tx, ctx, pilot, orderId, to, reason);
  });
}

function mayMove(ctx: Context, pilot: PilotRow, to: OrderMove["to"]): boolean {
  if (to === "confirmed") return sideOf(ctx.actor, pilot) === "startup";
  return to === "approved" ? canApproveMoney(ctx.actor, pilot, pilot.sponsorPersonId) : canRunPilot(ctx.actor, pilot);
}

async function demandSoundOrder(tx: Transaction, pilot: PilotRow, row: OrderRow): Promise<void> {
  if (pilot.budgetMinor === null) throw new DomainError("conflict", "pilots.errors.noBudget");
  const currency = pilot.budgetCurrency as Currency;
  const milestones = await tx.selectFrom("orderMilestone").select("amountMinor").where("orderId", "=", row.id).execute();
  const others = await tx
    .selectFrom("purchaseOrder")
    .select(["amountMinor", "currency", "rate"])
    .where("pilotId", "=", pilot.id)
    .where("id", "!=", row.id)
    .where("state", "not in", ["drafted", "cancelled"])
    .execute();
  const amountOf = (order: { amountMinor: number; currency: string }) => ({
    minor: order.amountMinor,
    currency: order.currency as Currency,
  });
  const [fault] = orderFaults(
    { amount: amountOf(row), rate: row.rate, milestones },
    { minor: pilot.budgetMinor, currency },
    others.map((order) => inBudget(amountOf(order), order.rate, currency)),
  );
  if (!fault) return;
  const { key, ...values } = fault;
  throw new DomainError("invalid", key, {
    values: { ...values, currency: key === "pilots.errors.overBudget" ? currency : row.currency },
  });
}

/** An order its reader may see, with its pilot; locked until the end of the transaction. */
export async function orderIn(tx: Transaction, ctx: Context, orderId: string) {
  const row = found(
    isId(orderId)
      ? await tx.selectFrom("purchaseOrder").selectAll().where("id", "=", orderId).forUpdate().executeTakeFirst()
      : undefined,
  );
  return { row, pilot: await pilotRowIn(tx, ctx, row.pilotId) };
}

type OrderRow = Awaited<ReturnType<typeof orderIn>>["row"];

async function changeOrder(
  tx: Transaction,
  orderId: string,
  version: number,
  columns: Partial<Omit<OrderRow, "id" | "version">>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("purchaseOrder")
    .set({ ...columns, version: version + 1 })
    .where("id", "=", orderId)
    .where("version", "=", version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
}

async function tell(tx: Transaction, ctx: Context, { id, ownerOrgId }: PilotRow, orderId: string, to: string, reason = "") {
  await publish(tx, ctx, pilotEvents.orderMoved, { pilotId: id, ownerOrgId, orderId, to });
  await audit(tx, ctx, {
    action: pilotEvents.orderMoved,
    subjectType: "pilot",
    subjectId: id,
    reason: reason || null,
    detail: { orderId, to },
  });
}
