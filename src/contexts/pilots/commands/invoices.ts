import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { nextInvoiceStates, refusalOfApproval, refusalOfPayment } from "../money/duties.ts";
import { invoiceFaults } from "../money/invoice.ts";
import type { Currency } from "../money/money.ts";
import { boundMinor } from "../money/order.ts";
import type { InvoiceInput, InvoiceMove } from "../money/order-schema.ts";
import { canApproveMoney, canRunPilot, sideOf } from "../policy.ts";
import { type PilotRow, wallsOf } from "../queries/pilot-row.ts";
import { type CheckedInvoice, invoiceIn } from "./invoice-row.ts";
import { demandRateDay, type OrderRow, orderIn } from "./order-row.ts";
import { demandPilotFile } from "./pilot-files.ts";

/**
 * Takes in an invoice on an order: sent by the start-up, or entered by the host. Refuses another currency, a number this firm used before
 * and more than was ordered; on a cancelled order more than was accepted before.
 */
export async function takeInvoice(ctx: Context, orderId: string, invoice: InvoiceInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const { pilot, row: order } = await orderIn(tx, ctx, orderId);
    const side = sideOf(ctx.actor, pilot);
    allow(side === "startup" || canRunPilot(ctx.actor, pilot));
    if (!["confirmed", "completed", "cancelled"].includes(order.state))
      throw new DomainError("conflict", "pilots.errors.orderNotConfirmed");
    const today = await baseToday(tx, ctx);
    demandDays(invoice, today);
    await demandRateDay(tx, ctx, invoice);
    await demandNewNumber(tx, pilot, invoice.number);
    await demandSound(tx, order, invoice);
    if (invoice.fileId) await demandPilotFile(tx, pilot.id, invoice.fileId, "invoice");
    const { rate, rateOn, rateSource, ...columns } = invoice;
    const hasOwnRate = side === "host" && rate !== undefined && order.currency !== pilot.budgetCurrency;
    const id = newId();
    await tx
      .insertInto("invoice")
      .values({
        ...wallsOf(pilot),
        ...columns,
        // The rate of record is the host's to write; the order's where it writes none.
        ...(hasOwnRate
          ? { rate, rateOn: rateOn ?? invoice.issuedOn, rateSource: rateSource ?? "" }
          : { rate: order.rate, rateOn: order.rateOn, rateSource: order.rateSource }),
        id,
        orderId,
        receivedBy: ctx.actor.personId!,
        receivedAt: ctx.now(),
      })
      .execute();
    await tell(tx, ctx, pilot, id, "received");
    return { id };
  });
}

function demandDays({ issuedOn, dueOn }: InvoiceInput, today: string): void {
  if (issuedOn > today) throw wrongDay("issuedOn", "pilots.errors.issuedInFuture");
  if (dueOn && dueOn < issuedOn) throw wrongDay("dueOn", "pilots.errors.dueBeforeIssue");
}

const wrongDay = (field: string, key: string) => new DomainError("invalid", "errors.invalid", { fields: { [field]: key } });

async function demandSound(
  tx: Transaction,
  order: OrderRow,
  { amountMinor, currency, milestoneId }: InvoiceInput,
): Promise<void> {
  const others = await tx
    .selectFrom("invoice")
    .select(["amountMinor", "milestoneId"])
    .where("orderId", "=", order.id)
    .where("state", "!=", "rejected")
    .execute();
  const milestones = await tx
    .selectFrom("orderMilestone")
    .select(["id", "amountMinor", "state"])
    .where("orderId", "=", order.id)
    .execute();
  const milestone = milestoneId ? found(milestones.find(({ id }) => id === milestoneId)) : null;
  const accepted = sumOf(milestones.filter(({ state }) => state === "accepted"));
  const [fault] = invoiceFaults(
    {
      amount: { minor: amountMinor, currency },
      milestone: milestone && {
        amountMinor: milestone.amountMinor,
        isAccepted: milestone.state === "accepted",
        invoicedMinor: sumOf(others.filter((other) => other.milestoneId === milestone.id)),
      },
    },
    { minor: boundMinor(order.state, order.amountMinor, accepted), currency: order.currency as Currency },
    others.map((other) => other.amountMinor),
  );
  if (!fault) return;
  const { key, ...values } = fault;
  throw new DomainError("invalid", key, { values: { currency, ...values } });
}

const sumOf = (rows: readonly { amountMinor: number }[]): number => rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** One firm uses a number once, whatever order or pilot it is for: the same invoice is not paid twice. */
async function demandNewNumber(tx: Transaction, { companyId, ownerOrgId }: PilotRow, number: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`invoices ${ownerOrgId} ${companyId}`}, 0))`.execute(tx);
  const known = await tx
    .selectFrom("invoice")
    .innerJoin("pilot", "pilot.id", "invoice.pilotId")
    .select("invoice.id")
    .where("pilot.companyId", "=", companyId)
    .where("pilot.ownerOrgId", "=", ownerOrgId)
    .where("invoice.number", "=", number)
    .where("invoice.state", "!=", "rejected")
    .executeTakeFirst();
  if (known) throw new DomainError("invalid", "errors.invalid", { fields: { number: "pilots.errors.invoiceNumberTaken" } });
}

/**
 * Approves, pays or rejects an invoice, each by another person. Where the firm's bank account changed within the last thirty days the first
 * approval does not suffice: a second person looks after the change and before anything is paid.
 */
export async function moveInvoice(ctx: Context, invoiceId: string, move: InvoiceMove): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, ...checked } = await invoiceIn(tx, ctx, invoiceId);
    allow(canApproveMoney(ctx.actor, pilot, pilot.sponsorPersonId));
    if (checked.invoice.version !== move.version) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
    demandMove(ctx, checked, move);
    const { to, reason, version } = move;
    await tx
      .updateTable("invoice")
      .set({ state: stateAfter(to), version: version + 1, ...handOf(ctx, move, checked.today) })
      .where("id", "=", invoiceId)
      .execute();
    await tell(tx, ctx, pilot, invoiceId, to, reason);
  });
}

const stateAfter = (to: InvoiceMove["to"]) => (to === "secondApproved" ? "approved" : to);

function demandMove(
  ctx: Context,
  { invoice, hands, needsSecond, today }: Omit<CheckedInvoice, "pilot">,
  move: InvoiceMove,
): void {
  const { to, reason, paidOn } = move;
  const isSecond = to === "secondApproved" && invoice.state === "approved" && !hands.secondApprovedBy;
  if (!isSecond && !nextInvoiceStates[invoice.state].includes(to as never))
    throw new DomainError("conflict", "pilots.errors.noSuchMove");
  const by = ctx.actor.personId!;
  const refusal =
    to === "paid" ? refusalOfPayment(by, hands, needsSecond) : to === "rejected" ? null : refusalOfApproval(by, hands);
  if (refusal) throw new DomainError(refusal === "pilots.errors.secondApprovalMissing" ? "conflict" : "forbidden", refusal);
  if (to === "rejected" && reason.trim() === "") throw wrongDay("reason", "errors.required");
  if (to !== "paid") return;
  if (paidOn && paidOn > today) throw wrongDay("paidOn", "pilots.errors.paidInFuture");
  if ((paidOn ?? today) < invoice.issuedOn) throw wrongDay("paidOn", "pilots.errors.paidBeforeIssue");
}

function handOf(ctx: Context, { to, reason, paidOn, paymentReference = "" }: InvoiceMove, today: string) {
  const [at, by] = [ctx.now(), ctx.actor.personId!];
  switch (to) {
    case "approved":
      return { approvedBy: by, approvedAt: at };
    case "secondApproved":
      return { secondApprovedBy: by, secondApprovedAt: at };
    case "paid":
      return { paidBy: by, paidAt: at, paidOn: paidOn ?? today, paymentReference };
    case "rejected":
      return { rejectedBy: by, rejectedAt: at, rejectedReason: reason };
  }
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
