import { type BaseCalendar, baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { forbidden } from "#platform/errors.ts";
import { accountChangeIn } from "../commands/invoice-row.ts";
import { isAccountSuspicious } from "../money/duties.ts";
import type { Currency } from "../money/money.ts";
import type { MoneyHands } from "../money/steps.ts";
import { sumsByCurrency, sumsInBudget } from "../money/sums.ts";
import type { OrdersView } from "../money-views.ts";
import { isOver } from "../pilot.ts";
import { canApproveMoney, canBindSide, canRunPilot, sideOf } from "../policy.ts";
import { type MoneyRows, orderViewOf } from "./order-views.ts";
import { type PilotRow, pilotRowIn } from "./pilot-row.ts";

/**
 * The orders of a pilot as the reader's side reads them, with milestones, invoices, sums, who did what and which steps come next. The
 * start-up reads what was sent to it; budget, rates and requests are the host's.
 */
export async function getOrders(ctx: Context, pilotId: string): Promise<OrdersView> {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    const side = sideOf(ctx.actor, pilot);
    if (side === null) throw forbidden();
    const calendar = await baseCalendar(tx, ctx);
    const rows = await rowsIn(tx, pilot);
    const change = side === "host" ? await watchedChangeIn(tx, pilot, calendar) : null;
    const who = moneyHandsOf(ctx, pilot);
    const orders = rows.orders.map((order) => orderViewOf(order, rows, { pilot, who, calendar, change }));
    const counted = rows.orders.map((order) => ({
      ...order,
      currency: order.currency as Currency,
      milestones: rows.milestones.filter(({ orderId }) => orderId === order.id),
      invoices: rows.invoices.filter(({ orderId }) => orderId === order.id),
    }));
    const { name } = await tx.selectFrom("company").select("name").where("id", "=", pilot.companyId).executeTakeFirstOrThrow();
    const currency = pilot.budgetCurrency as Currency;
    const { budgetMinor } = pilot;
    return {
      pilot: { id: pilot.id, number: pilot.number, state: pilot.state, side, startup: name },
      today: calendar.today,
      orders,
      sums: Object.entries(sumsByCurrency(counted)).map(([of, sums]) => ({ currency: of as Currency, ...sums })),
      budget:
        side === "host" && budgetMinor !== null
          ? { currency, budgetMinor, ...sumsInBudget(counted, budgetMinor, currency) }
          : null,
      accountChange: change && { on: calendar.dayOf(change.at), changes: change.changes },
      can: { draft: canRunPilot(ctx.actor, pilot) && !isOver(pilot.state) },
    };
  });
}

/** What a reader is to the money of a pilot. */
export const moneyHandsOf = ({ actor }: Context, pilot: PilotRow): MoneyHands => ({
  personId: actor.personId,
  side: sideOf(actor, pilot),
  mayRun: canRunPilot(actor, pilot),
  mayApprove: canApproveMoney(actor, pilot, pilot.sponsorPersonId),
  mayBind: canBindSide(actor, pilot),
});

/** The last change of the firm's bank account while it is watched. */
async function watchedChangeIn(tx: Transaction, { companyId }: PilotRow, { today, dayOf }: BaseCalendar) {
  const change = await accountChangeIn(tx, companyId);
  return change && isAccountSuspicious(dayOf(change.at), today) ? change : null;
}

async function rowsIn(tx: Transaction, { id: pilotId }: PilotRow): Promise<MoneyRows> {
  const orders = await tx
    .selectFrom("purchaseOrder")
    .selectAll()
    .where("pilotId", "=", pilotId)
    .orderBy("createdAt", "desc")
    .orderBy("number", "desc")
    .execute();
  const milestones = await tx
    .selectFrom("orderMilestone")
    .selectAll()
    .where("pilotId", "=", pilotId)
    .orderBy("position")
    .execute();
  const invoices = await tx
    .selectFrom("invoice")
    .selectAll()
    .where("pilotId", "=", pilotId)
    .orderBy("issuedOn")
    .orderBy("receivedAt")
    .orderBy("id")
    .execute();
  const ids = [
    ...orders.flatMap((order) => [order.requestedBy, order.approvedBy, order.sentBy, order.confirmedBy, order.cancelledBy]),
    ...milestones.flatMap(({ deliveredBy, acceptedBy }) => [deliveredBy, acceptedBy]),
    ...invoices.flatMap((row) => [row.receivedBy, row.approvedBy, row.secondApprovedBy, row.paidBy, row.rejectedBy]),
  ].filter((id) => id !== null);
  const people = await tx
    .selectFrom("person")
    .select(["id", "name"])
    .where("id", "in", [...new Set(ids)])
    .execute();
  const fileIds = [...milestones, ...invoices].flatMap(({ fileId }) => (fileId === null ? [] : [fileId]));
  const files = await tx.selectFrom("pilotFile").select(["id", "name"]).where("id", "in", fileIds).execute();
  return {
    orders,
    milestones,
    invoices,
    people: new Map(people.map(({ id, name }) => [id, name])),
    files: new Map(files.map((file) => [file.id, file])),
  };
}
