import { audit } from "#platform/audit/audit.ts";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId, newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { isAccountSuspicious, nextInvoiceStates, refusalOfApproval, refusalOfPayment } from "../money/duties.ts";
import { invoiceFaults } from "../money/invoice.ts";
import type { Currency, Money } from "../money/money.ts";
import type { InvoiceInput, InvoiceMove } from "../money/order-schema.ts";
import { canApproveMoney, canRunPilot, sideOf } from "../policy.ts";
import { type PilotRow, wallsOf } from "../queries/pilot-row.ts";
import { orderIn } from "./orders.ts";

/** Takes in an invoice on an order: sent by the start-up, or entered by the host. Refuses another currency and more than was ordered. */
export async function takeInvoice(ctx: Context, orderId: string, invoice: InvoiceInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const { pilot, row: order } = await orderIn(tx, ctx, orderId);
    allow(sideOf(ctx.actor, pilot) === "startup" || canRunPilot(ctx.actor, pilot));
    if (order.state !== "confirmed" && order.state !== "completed")
      throw new DomainError("conflict", "pilots.errors.orderNotConfirmed");
    const ordered: Money = { minor: order.amountMinor, currency: order.currency as Currency };
    await demandSound(tx, orderId, invoice, ordered);
    const account = await tx
      .selectFrom("startupDocument")
      .select("id")
      .where("companyId", "=", pilot.companyId)
      .where("kind", "=", "bankAccount")
      .where("replacedAt", "is", null)
      .executeTakeFirst();
    const id = newId();
    await tx
      .insertInto("invoice")
      .values({
        ...wallsOf(pilot),
        ...invoice,
        id,
        orderId,
        bankDocumentId: account?.id ?? null,
        receivedBy: ctx.actor.personId!,
        receivedAt: ctx.now(),
      })
      .execute();
    await tell(tx, ctx, pilot, id, "received");
    return { id };
  });
}

async function demandSound(
  tx: Transaction,
  orderId: string,
  { amountMinor, currency, milestoneId }: InvoiceInput,
  ordered: Money,
): Promise<void> {
  const others = await tx
    .selectFrom("invoice")
    .select("amountMinor")
    .where("orderId", "=", orderId)
    .where("state", "!=", "rejected")
    .execute();
  const milestone = milestoneId
    ? found(
        await tx
          .selectFrom("orderMilestone")
          .select(["amountMinor", "state"])
          .where("id", "=", milestoneId)
          .where("orderId", "=", orderId)
          .executeTakeFirst(),
      )
    : null;
  const [fault] = invoiceFaults(
    {
      amount: { minor: amountMinor, currency },
      milestone: milestone && { amountMinor: milestone.amountMinor, isAccepted: milestone.state === "accepted" },
    },
    ordered,
    others.map((other) => other.amountMinor),
  );
  if (!fault) return;
  const { key, ...values } = fault;
  throw new DomainError("invalid", key, { values: { currency, ...values } });
}

/**
 * Approves, pays or rejects an invoice, each by another person. Where the firm's bank account changed within the last thirty days the first
 * approval does not suffice: a second person looks before anything is paid.
 */
export async function moveInvoice(ctx: Context, invoiceId: string, { to, reason, paidOn, version }: InvoiceMove): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, invoice, needsSecond } = await invoiceIn(tx, ctx, invoiceId);
    allow(canApproveMoney(ctx.actor, pilot, pilot.sponsorPersonId));
    const next = to === "secondApproved" ? "approved" : to;
    const isSecond = to === "secondApproved" && invoice.state === "approved" && !invoice.secondApprovedBy;
    if (!isSecond && !nextInvoiceStates[invoice.state].includes(next))
      throw new DomainError("conflict", "pilots.errors.noSuchMove");
    const by = ctx.actor.personId!;
    const hands = {
      requestedBy: invoice.receivedBy,
      approvedBy: invoice.approvedBy,
      secondApprovedBy: invoice.secondApprovedBy,
    };
    const refusal =
      to === "paid" ? refusalOfPayment(by, hands, needsSecond) : to === "rejected" ? null : refusalOfApproval(by, hands);
    if (refusal) throw new DomainError(refusal === "pilots.errors.secondApprovalMissing" ? "conflict" : "forbidden", refusal);
    if (to === "rejected" && reason.trim() === "")
      throw new DomainError("invalid", "errors.invalid", { fields: { reason: "errors.required" } });
    const { today } = await baseCalendar(tx, ctx);
    const { numUpdatedRows } = await tx
      .updateTable("invoice")
      .set({
        state: next,
        version: version + 1,
        ...(to === "approved" ? { approvedBy: by, approvedAt: ctx.now() } : {}),
        ...(isSecond ? { secondApprovedBy: by, secondApprovedAt: ctx.now() } : {}),
        ...(to === "paid" ? { paidBy: by, paidOn: paidOn ?? today } : {}),
        ...(to === "rejected" ? { rejectedReason: reason } : {}),
      })
      .where("id", "=", invoiceId)
      .where("version", "=", version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
    await tell(tx, ctx, pilot, invoiceId, to, reason);
  });
}

async function invoiceIn(tx: Transaction, ctx: Context, invoiceId: string) {
  const invoice = found(
    isId(invoiceId)
      ? await tx.selectFrom("invoice").selectAll().where("id", "=", invoiceId).forUpdate().executeTakeFirst()
      : undefined,
  );
  const { pilot } = await orderIn(tx, ctx, invoice.orderId);
  const accounts = await tx
    .selectFrom("startupDocument")
    .select(["givenAt", "replacedAt"])
    .where("companyId", "=", pilot.companyId)
    .where("kind", "=", "bankAccount")
    .execute();
  const { today, dayOf } = await baseCalendar(tx, ctx);
  const current = accounts.find(({ replacedAt }) => replacedAt === null);
  // The first account a firm ever gave replaced none.
  const changedOn = current && accounts.length > 1 ? dayOf(current.givenAt) : null;
  return { pilot, invoice, needsSecond: isAccountSuspicious(changedOn, today) };
}

async function tell(tx: Transaction, ctx: Context, { id, ownerOrgId }: PilotRow, invoiceId: string, to: string, reason = "") {
  await publish(tx, ctx, pilotEvents.invoiceMoved, { pilotId: id, ownerOrgId, invoiceId, to });
  await audit(tx, ctx, {
    action: pilotEvents.invoiceMoved,
    subjectType: "pilot",
    subjectId: id,
    reason: reason || null,
    detail: { invoiceId, to },
  });
}
