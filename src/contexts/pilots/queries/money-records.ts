import { sql } from "kysely";
import { z } from "zod";
import { type BaseCalendar, baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import type { Currency } from "../money/money.ts";
import { inBudget } from "../money/order.ts";
import { decimalOf } from "../money/typed-amount.ts";
import type { MoneyRecord, MoneyRecords } from "../money-views.ts";
import { canExportMoney, visiblePilots } from "../policy.ts";
import { writtenDay } from "../written-day.ts";

export const moneyRecordQuery = z.object({
  /** The `next` of the last answer; only what changed after it comes. */
  since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  /** Days an order was approved, a milestone accepted, an invoice issued; both included. */
  from: writtenDay.optional(),
  to: writtenDay.optional(),
});
export type MoneyRecordQuery = z.output<typeof moneyRecordQuery>;

/**
 * Approved orders with their milestones, and all invoices, as another system takes them in: each with a stable id and the number of its last
 * change. For base managers and administrators of the host. Whoever asks again with `next` reads only what changed since, never less.
 */
export async function listMoneyRecords(ctx: Context, { since, from, to }: MoneyRecordQuery): Promise<MoneyRecords> {
  allow(canExportMoney(ctx.actor));
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const changed = [
      ...(await orderRecords(tx, ctx, calendar, since)),
      ...(await milestoneRecords(tx, ctx, calendar, since)),
      ...(await invoiceRecords(tx, ctx, calendar, since)),
    ].sort((a, b) => a.changeNumber - b.changeNumber);
    const isAsked = ({ bookedOn }: MoneyRecord) =>
      (from === undefined || (bookedOn !== null && bookedOn >= from)) &&
      (to === undefined || (bookedOn !== null && bookedOn <= to));
    return { records: changed.filter(isAsked), next: changed.at(-1)?.changeNumber ?? since };
  });
}

/** Orders that were ever approved, with what every record says of pilot and supplier. */
function ordersOf(tx: Transaction, ctx: Context) {
  return visiblePilots(tx, ctx.actor)
    .innerJoin("purchaseOrder as order", "order.pilotId", "pilot.id")
    .innerJoin("company", "company.id", "pilot.companyId")
    .leftJoin("pilotInternal as internal", "internal.pilotId", "pilot.id")
    .where("order.approvedAt", "is not", null)
    .select([
      "pilot.number as pilotNumber",
      "company.id as supplierId",
      "company.name as supplierName",
      "order.id as orderId",
      "order.number as orderNumber",
      "order.currency",
      "internal.budgetLine as costLine",
      "internal.budgetCurrency",
      sql<string | null>`(select document.details->>'supplierNumber' from app.startup_document as document
        where document.company_id = pilot.company_id and document.kind = 'supplierNumber' and document.replaced_at is null)`.as(
        "supplierNumber",
      ),
    ]);
}

async function orderRecords(tx: Transaction, ctx: Context, calendar: BaseCalendar, since: number): Promise<MoneyRecord[]> {
  const rows = await ordersOf(tx, ctx)
    .select(["order.id", "order.number", "order.amountMinor", "order.rate", "order.rateOn", "order.rateSource", "order.state"])
    .select(["order.approvedAt", "order.sentAt", "order.confirmedAt", "order.cancelledAt", "order.cancelledReason"])
    .select(["order.completedAt", "order.changeNumber"])
    .where("order.changeNumber", ">", since)
    .execute();
  return rows.map((row) =>
    recordOf(row, "order", {
      title: "",
      bookedOn: dayOrNull(calendar, row.approvedAt),
      approvedOn: dayOrNull(calendar, row.approvedAt),
      sentOn: dayOrNull(calendar, row.sentAt),
      confirmedOn: dayOrNull(calendar, row.confirmedAt),
      endedOn: dayOrNull(calendar, row.cancelledAt ?? row.completedAt),
      reason: row.cancelledReason ?? "",
    }),
  );
}

/** Milestones are written down before their order is approved; they change with it, so that nobody misses them. */
async function milestoneRecords(tx: Transaction, ctx: Context, calendar: BaseCalendar, since: number): Promise<MoneyRecord[]> {
  const rows = await ordersOf(tx, ctx)
    .innerJoin("orderMilestone as milestone", "milestone.orderId", "order.id")
    .select(["milestone.id", "milestone.position", "milestone.title", "milestone.amountMinor", "milestone.state"])
    .select(["milestone.dueOn", "milestone.deliveredAt", "milestone.acceptedAt", "milestone.returnReason"])
    .select(["order.rate", "order.rateOn", "order.rateSource"])
    .select(sql<number>`greatest(milestone.change_number, "order".change_number)`.as("changeNumber"))
    .where((eb) => eb.or([eb("milestone.changeNumber", ">", since), eb("order.changeNumber", ">", since)]))
    .execute();
  return rows.map((row) =>
    recordOf({ ...row, number: `${row.orderNumber}/${row.position + 1}` }, "milestone", {
      position: row.position + 1,
      title: row.title,
      dueOn: row.dueOn,
      bookedOn: dayOrNull(calendar, row.acceptedAt),
      deliveredOn: dayOrNull(calendar, row.deliveredAt),
      acceptedOn: dayOrNull(calendar, row.acceptedAt),
      reason: row.returnReason,
    }),
  );
}

async function invoiceRecords(tx: Transaction, ctx: Context, calendar: BaseCalendar, since: number): Promise<MoneyRecord[]> {
  const rows = await ordersOf(tx, ctx)
    .innerJoin("invoice", "invoice.orderId", "order.id")
    .leftJoin("orderMilestone as milestone", "milestone.id", "invoice.milestoneId")
    .select(["invoice.id", "invoice.number", "invoice.amountMinor", "invoice.rate", "invoice.rateOn", "invoice.rateSource"])
    .select(["invoice.state", "invoice.issuedOn", "invoice.dueOn", "invoice.approvedAt", "invoice.paidOn", "invoice.rejectedAt"])
    .select(["invoice.paymentReference", "invoice.rejectedReason", "invoice.changeNumber", "milestone.position"])
    .where("invoice.changeNumber", ">", since)
    .execute();
  return rows.map((row) =>
    recordOf(row, "invoice", {
      position: row.position === null ? null : row.position + 1,
      title: "",
      bookedOn: row.issuedOn,
      issuedOn: row.issuedOn,
      dueOn: row.dueOn,
      approvedOn: dayOrNull(calendar, row.approvedAt),
      paidOn: row.paidOn,
      paymentReference: row.paymentReference,
      endedOn: dayOrNull(calendar, row.rejectedAt),
      reason: row.rejectedReason,
    }),
  );
}

const dayOrNull = ({ dayOf }: BaseCalendar, at: Date | null): string | null => (at === null ? null : dayOf(at));

interface RecordRow {
  id: string;
  changeNumber: number;
  pilotNumber: string;
  supplierId: string;
  supplierName: string;
  supplierNumber: string | null;
  orderId: string;
  orderNumber: string;
  number: string;
  amountMinor: number;
  currency: string;
  rate: number;
  rateOn: string | null;
  rateSource: string;
  costLine: string | null;
  budgetCurrency: string | null;
  state: string;
}

type Particulars = Partial<MoneyRecord> & Pick<MoneyRecord, "title" | "bookedOn" | "reason">;

function recordOf(row: RecordRow, record: MoneyRecord["record"], particulars: Particulars): MoneyRecord {
  const { id, changeNumber, pilotNumber, supplierId, supplierName, supplierNumber, orderId, orderNumber, number } = row;
  const { amountMinor, rate, rateOn, rateSource, state } = row;
  const currency = row.currency as Currency;
  const budgetCurrency = (row.budgetCurrency ?? row.currency) as Currency;
  return {
    ...{ record, id, changeNumber, pilotNumber, supplierId, supplierName, supplierNumber, orderId, orderNumber },
    position: null,
    number,
    ...{ amountMinor, amount: decimalOf(amountMinor), currency, rate, rateOn, rateSource },
    budgetAmountMinor: inBudget({ minor: amountMinor, currency }, rate, budgetCurrency).minor,
    budgetCurrency,
    costLine: row.costLine ?? "",
    state,
    ...nothingYet,
    ...particulars,
  };
}

const nothingYet = {
  issuedOn: null,
  dueOn: null,
  approvedOn: null,
  sentOn: null,
  confirmedOn: null,
  deliveredOn: null,
  acceptedOn: null,
  paidOn: null,
  paymentReference: "",
  endedOn: null,
};
