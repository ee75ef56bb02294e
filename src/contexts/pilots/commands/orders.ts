import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { nextOrderStates, refusalOfApproval } from "../money/duties.ts";
import type { OrderInput, OrderMove, OrderRevision } from "../money/order-schema.ts";
import { isFixed, isOver } from "../pilot.ts";
import { canApproveMoney, canBindSide, canRunPilot, sideOf } from "../policy.ts";
import { type PilotRow, wallsOf } from "../queries/pilot-row.ts";
import { lockedPilotIn } from "./locked-pilot.ts";
import { changeOrder, demandRateDay, demandSoundOrder, type OrderRow, orderIn } from "./order-row.ts";

/** Drafts a purchase order with its milestones; for those who run the pilot. Nothing of it is seen by the start-up before it is sent. */
export async function draftOrder(ctx: Context, pilotId: string, order: OrderInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const pilot = await lockedPilotIn(tx, ctx, pilotId);
    allow(canRunPilot(ctx.actor, pilot));
    if (isOver(pilot.state)) throw new DomainError("conflict", "pilots.errors.isOver");
    await demandRateDay(tx, ctx, order);
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
        ...columnsOf(pilot, order),
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
    if (isOver(pilot.state)) throw new DomainError("conflict", "pilots.errors.isOver");
    if (row.state !== "drafted") throw new DomainError("conflict", "pilots.errors.orderIsFixed");
    await demandRateDay(tx, ctx, order);
    await changeOrder(tx, orderId, version, columnsOf(pilot, order));
    await tx.deleteFrom("orderMilestone").where("orderId", "=", orderId).execute();
    await writeMilestones(tx, pilot, orderId, order.milestones);
    await audit(tx, ctx, { action: "pilot.order_revised", subjectType: "pilot", subjectId: pilot.id, detail: { orderId } });
  });
}

/** Between equal currencies there is no rate to keep. */
function columnsOf(
  pilot: PilotRow,
  { amountMinor, currency, rate = 1, rateOn, rateSource = "" }: Omit<OrderInput, "milestones">,
) {
  const isSame = currency === pilot.budgetCurrency;
  const record = isSame ? { rate: 1, rateOn: null, rateSource: "" } : { rate, rateOn: rateOn ?? null, rateSource };
  return { amountMinor, currency, ...record };
}

async function writeMilestones(tx: Transaction, pilot: PilotRow, orderId: string, milestones: OrderInput["milestones"]) {
  await tx
    .insertInto("orderMilestone")
    .values(milestones.map((milestone, position) => ({ ...wallsOf(pilot), ...milestone, id: newId(), orderId, position })))
    .execute();
}

/**
 * Moves an order along: asked for by those who run the pilot, approved by somebody else, sent once the pilot passed its gate, confirmed by
 * the start-up. Asking and approving are refused where the milestones do not add up or the budget does not suffice, and say by how much.
 */
export async function moveOrder(ctx: Context, orderId: string, { to, reason, version }: OrderMove): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, row } = await orderIn(tx, ctx, orderId);
    allow(mayMoveOrder(ctx, pilot, to));
    if (row.version !== version) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
    if (!nextOrderStates[row.state].includes(to)) throw new DomainError("conflict", "pilots.errors.noSuchMove");
    await demandMove(tx, ctx, pilot, row, { to, reason });
    await changeOrder(tx, orderId, version, { state: to, ...handOf(ctx, to, reason) });
    if (to === "sent") await tx.updateTable("orderMilestone").set({ sentAt: ctx.now() }).where("orderId", "=", orderId).execute();
    await tell(tx, ctx, pilot, orderId, to, reason);
  });
}

/** Whose step it is; whether this very person may take it is for the separated duties. */
export function mayMoveOrder({ actor }: Context, pilot: PilotRow, to: OrderMove["to"]): boolean {
  if (to === "confirmed") return sideOf(actor, pilot) === "startup" && canBindSide(actor, pilot);
  const mayApprove = canApproveMoney(actor, pilot, pilot.sponsorPersonId);
  if (to === "approved") return mayApprove;
  return canRunPilot(actor, pilot) || (to === "drafted" && mayApprove);
}

async function demandMove(
  tx: Transaction,
  ctx: Context,
  pilot: PilotRow,
  row: OrderRow,
  { to, reason }: Pick<OrderMove, "to" | "reason">,
) {
  const goesOn = to !== "drafted" && to !== "cancelled";
  if (goesOn && isOver(pilot.state)) throw new DomainError("conflict", "pilots.errors.isOver");
  if (to === "requested" || to === "approved") await demandSoundOrder(tx, pilot, row);
  if (to === "approved") {
    const hands = { writtenBy: row.createdBy, requestedBy: row.requestedBy, approvedBy: null, secondApprovedBy: null };
    const refusal = refusalOfApproval(ctx.actor.personId!, hands);
    if (refusal) throw new DomainError("forbidden", refusal);
  }
  if (to === "sent" && !pilot.offeredAt) throw new DomainError("conflict", "pilots.errors.notOffered");
  if (to === "sent" && !isFixed(pilot.state)) throw new DomainError("conflict", "pilots.errors.sentBeforeGate");
  // Who asked may take it back without a word; somebody else says why.
  const needsReason = to === "cancelled" || (to === "drafted" && row.requestedBy !== ctx.actor.personId);
  if (needsReason && reason.trim() === "")
    throw new DomainError("invalid", "errors.invalid", { fields: { reason: "errors.required" } });
  if (to === "cancelled") await demandNothingOpen(tx, row.id);
}

/** An order is not cancelled over what waits on it: what was delivered is judged first, and what was invoiced paid or rejected. */
async function demandNothingOpen(tx: Transaction, orderId: string): Promise<void> {
  const invoice = await tx
    .selectFrom("invoice")
    .select("number")
    .where("orderId", "=", orderId)
    .where("state", "in", ["received", "approved"])
    .executeTakeFirst();
  if (invoice) throw new DomainError("conflict", "pilots.errors.cancelOpenInvoice", { values: { number: invoice.number } });
  const milestone = await tx
    .selectFrom("orderMilestone")
    .select("title")
    .where("orderId", "=", orderId)
    .where("state", "=", "delivered")
    .executeTakeFirst();
  if (milestone) throw new DomainError("conflict", "pilots.errors.cancelOpenDelivery", { values: { title: milestone.title } });
}

function handOf(ctx: Context, to: OrderMove["to"], reason: string): Partial<OrderRow> {
  const [at, by] = [ctx.now(), ctx.actor.personId!];
  switch (to) {
    case "requested":
      return { requestedBy: by, requestedAt: at, returnedReason: "" };
    case "drafted":
      return { requestedBy: null, requestedAt: null, returnedReason: reason };
    case "approved":
      return { approvedBy: by, approvedAt: at };
    case "sent":
      return { sentBy: by, sentAt: at };
    case "confirmed":
      return { confirmedBy: by, confirmedAt: at };
    case "cancelled":
      return { cancelledBy: by, cancelledAt: at, cancelledReason: reason };
    default:
      return {};
  }
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
