import { type BaseCalendar, baseCalendar, daysAfter } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee } from "#platform/errors.ts";
import { handsOf } from "../commands/invoice-row.ts";
import { type AccountChange, lastAccountChange } from "../money/bank-account.ts";
import { isAccountSuspicious } from "../money/duties.ts";
import type { Currency } from "../money/money.ts";
import { invoiceSteps, milestoneSteps, orderSteps } from "../money/steps.ts";
import type { MoneyTask } from "../money-views.ts";
import { canSeeMoney, sideOf } from "../policy.ts";
import { moneyHandsOf } from "./orders.ts";
import { type PilotRow, pilotRows } from "./pilot-row.ts";

/** Working days each step of money is given before it counts as late. */
const givenDays = { approveOrder: 5, sendOrder: 2, confirmOrder: 5, acceptMilestone: 10, approveInvoice: 5 } as const;
/** Where an invoice names no day. */
const usualTermDays = 30;

/** What of the money waits for the reader, the most urgent first. */
export async function listMoneyWaiting(ctx: Context): Promise<MoneyTask[]> {
  if (!canSeeMoney(ctx.actor)) return [];
  return (await listMoneyTasks(ctx)).filter(({ isMine }) => isMine);
}

/**
 * Every order, delivery and invoice that waits for somebody's step, over all pilots the reader may see: whose turn it is, how long it has
 * waited and until when, and what keeps the reader from it.
 */
export async function listMoneyTasks(ctx: Context): Promise<MoneyTask[]> {
  allowToSee(canSeeMoney(ctx.actor));
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const tasks = [
      ...(await orderTasks(tx, ctx, calendar)),
      ...(await milestoneTasks(tx, ctx, calendar)),
      ...(await invoiceTasks(tx, ctx, calendar)),
    ];
    return tasks.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id < b.id ? -1 : 1));
  });
}

const pilotsWithNames = (tx: Transaction, ctx: Context) =>
  pilotRows(tx, ctx.actor).innerJoin("company", "company.id", "pilot.companyId").select("company.name as companyName");

type Named = PilotRow & { companyName: string };

/** The pilots of the rows that wait. */
async function pilotsOf(tx: Transaction, ctx: Context, rows: readonly { pilotId: string }[]): Promise<Map<string, Named>> {
  const ids = [...new Set(rows.map(({ pilotId }) => pilotId))];
  const pilots = await pilotsWithNames(tx, ctx).where("pilot.id", "in", ids).execute();
  return new Map(pilots.map((pilot) => [pilot.id, pilot]));
}

async function orderTasks(tx: Transaction, ctx: Context, calendar: BaseCalendar): Promise<MoneyTask[]> {
  const rows = await tx
    .selectFrom("purchaseOrder")
    .selectAll()
    .where("state", "in", ["requested", "approved", "sent"])
    .limit(mostRows)
    .execute();
  const pilots = await pilotsOf(tx, ctx, rows);
  return rows.flatMap((row) => {
    const pilot = pilots.get(row.pilotId);
    if (!pilot) return [];
    const [kind, to, at] = (
      {
        requested: ["approveOrder", "approved", row.requestedAt],
        approved: ["sendOrder", "sent", row.approvedAt],
        sent: ["confirmOrder", "confirmed", row.sentAt],
      } as const
    )[row.state as "requested" | "approved" | "sent"];
    const since = at ?? row.createdAt;
    const dueOn = calendar.workdaysAfter(calendar.dayOf(since), givenDays[kind]);
    const steps = orderSteps(row, { state: pilot.state, isOffered: pilot.offeredAt !== null }, moneyHandsOf(ctx, pilot));
    const step = steps.find((each) => each.to === to);
    return [taskOf(pilot, { ...row, kind, title: row.number, since, dueOn }, step, calendar)];
  });
}

async function milestoneTasks(tx: Transaction, ctx: Context, calendar: BaseCalendar): Promise<MoneyTask[]> {
  const rows = await tx
    .selectFrom("orderMilestone as milestone")
    .innerJoin("purchaseOrder as order", "order.id", "milestone.orderId")
    .selectAll("milestone")
    .select(["order.number", "order.currency", "order.state as orderState", "order.confirmedAt"])
    .where("order.state", "=", "confirmed")
    .where((eb) =>
      eb.or([
        eb("milestone.state", "in", ["delivered", "returned"]),
        eb.and([eb("milestone.state", "=", "planned"), eb("milestone.dueOn", "<=", daysAfter(calendar.today, 7))]),
      ]),
    )
    .limit(mostRows)
    .execute();
  const pilots = await pilotsOf(tx, ctx, rows);
  return rows.flatMap((row) => {
    const pilot = pilots.get(row.pilotId);
    const isDelivered = row.state === "delivered";
    // Nobody waits for what a stopped pilot did not deliver.
    if (!pilot || (pilot.state === "stopped" && !isDelivered)) return [];
    const since = (isDelivered ? row.deliveredAt : row.confirmedAt) ?? ctx.now();
    const dueOn = isDelivered
      ? calendar.workdaysAfter(calendar.dayOf(since), givenDays.acceptMilestone)
      : (row.dueOn ?? calendar.today);
    const steps = milestoneSteps(row.state, row.orderState, moneyHandsOf(ctx, pilot));
    const step = steps.find(({ to }) => to === (isDelivered ? "accepted" : "delivered"));
    const kind = isDelivered ? "acceptMilestone" : "deliverMilestone";
    return [taskOf(pilot, { ...row, kind, since, dueOn }, step, calendar)];
  });
}

async function invoiceTasks(tx: Transaction, ctx: Context, calendar: BaseCalendar): Promise<MoneyTask[]> {
  const rows = await tx
    .selectFrom("invoice")
    .selectAll()
    .where("state", "in", ["received", "approved"])
    .limit(mostRows)
    .execute();
  const pilots = await pilotsOf(tx, ctx, rows);
  const changes = await watchedChanges(tx, [...pilots.values()], calendar);
  return rows.flatMap((row) => {
    const pilot = pilots.get(row.pilotId);
    if (!pilot) return [];
    const isHost = sideOf(ctx.actor, pilot) === "host";
    const change = (isHost && changes.get(pilot.companyId)) || null;
    const hands = handsOf(row, change);
    const needsSecond = change !== null && !hands.secondApprovedBy;
    const termEnds = row.dueOn ?? daysAfter(row.issuedOn, usualTermDays);
    const steps = invoiceSteps(row.state, hands, change !== null, moneyHandsOf(ctx, pilot));
    const [kind, to] =
      row.state === "received"
        ? (["approveInvoice", "approved"] as const)
        : needsSecond
          ? (["secondApproval", "secondApproved"] as const)
          : (["payInvoice", "paid"] as const);
    const approvedAt = (isHost && row.secondApprovedAt) || row.approvedAt;
    const since = row.state === "received" ? row.receivedAt : (approvedAt ?? row.receivedAt);
    const answerBy = calendar.workdaysAfter(calendar.dayOf(since), givenDays.approveInvoice);
    const dueOn = kind === "payInvoice" || termEnds < answerBy ? termEnds : answerBy;
    const step = steps.find((each) => each.to === to);
    return [taskOf(pilot, { ...row, kind, title: row.number, since, dueOn }, step, calendar)];
  });
}

/** The bank accounts that changed lately, by firm; the start-up is not told that its own is watched. */
async function watchedChanges(tx: Transaction, pilots: readonly Named[], { today, dayOf }: BaseCalendar) {
  const accounts = await tx
    .selectFrom("startupDocument")
    .select(["companyId", "details", "givenAt"])
    .where("kind", "=", "bankAccount")
    .where("companyId", "in", [...new Set(pilots.map(({ companyId }) => companyId))])
    .execute();
  const changes = new Map<string, AccountChange>();
  for (const { companyId } of accounts) {
    const own = accounts.filter((account) => account.companyId === companyId);
    const change = lastAccountChange(
      own.map(({ details, givenAt }) => ({ details: details as Record<string, string>, givenAt })),
    );
    if (change && isAccountSuspicious(dayOf(change.at), today)) changes.set(companyId, change);
  }
  return changes;
}

/** More than ever waits at once. */
const mostRows = 2000;

interface TaskRow {
  id: string;
  kind: MoneyTask["kind"];
  orderId?: string;
  number: string;
  title: string;
  amountMinor: number;
  currency: string;
  since: Date;
  dueOn: string;
}

function taskOf(
  pilot: Named,
  { id, kind, orderId = id, number, title, amountMinor, currency, since, dueOn }: TaskRow,
  step: { why: MoneyTask["why"] } | undefined,
  { today }: BaseCalendar,
): MoneyTask {
  return {
    id,
    kind,
    pilot: { id: pilot.id, number: pilot.number, title: pilot.title },
    company: pilot.companyName,
    number,
    title,
    amountMinor,
    currency: currency as Currency,
    since,
    dueOn,
    isOverdue: dueOn < today,
    isMine: step !== undefined && step.why === null,
    why: step?.why ?? null,
    href: `/pilots/${pilot.id}/orders#order-${orderId}`,
  };
}
