import type { Selectable } from "kysely";
import type { DB } from "#db/types.gen.ts";
import type { BaseCalendar } from "#platform/base-calendar.ts";
import { handsOf } from "../commands/invoice-row.ts";
import type { AccountChange } from "../money/bank-account.ts";
import type { Currency } from "../money/money.ts";
import { boundMinor } from "../money/order.ts";
import { invoiceSteps, type MoneyHands, milestoneSteps, orderSteps } from "../money/steps.ts";
import type { HandView, InvoiceView, MilestoneView, OrderView } from "../money-views.ts";
import { isOver } from "../pilot.ts";
import type { Side } from "../readiness.ts";
import type { PilotRow } from "./pilot-row.ts";

type OrderRow = Selectable<DB["purchaseOrder"]>;
type MilestoneRow = Selectable<DB["orderMilestone"]>;
type InvoiceRow = Selectable<DB["invoice"]>;

export interface MoneyRows {
  orders: OrderRow[];
  milestones: MilestoneRow[];
  invoices: InvoiceRow[];
  /** Names of those the reader may read. */
  people: Map<string, string>;
  files: Map<string, { id: string; name: string }>;
}

export interface Reading {
  pilot: PilotRow;
  who: MoneyHands;
  calendar: BaseCalendar;
  /** The last change of the bank account while it is watched. */
  change: AccountChange | null;
}

/** One order with all below it, as the reader's side reads it. */
export function orderViewOf(order: OrderRow, rows: MoneyRows, reading: Reading): OrderView {
  const { pilot, who } = reading;
  const invoices = rows.invoices.filter(({ orderId }) => orderId === order.id);
  const milestones = rows.milestones.filter(({ orderId }) => orderId === order.id);
  const accepted = sumOf(milestones.filter(({ state }) => state === "accepted"));
  const isBinding = ["confirmed", "completed", "cancelled"].includes(order.state);
  const bound = isBinding ? boundMinor(order.state, order.amountMinor, accepted) : 0;
  const openMinor = Math.max(0, bound - sumOf(invoices.filter(counts)));
  const isRunner = who.side === "startup" || who.mayRun;
  return {
    id: order.id,
    number: order.number,
    version: order.version,
    amountMinor: order.amountMinor,
    currency: order.currency as Currency,
    rate: rateOf(order, reading),
    openMinor,
    state: order.state,
    returnedReason: order.returnedReason,
    cancelledReason: order.cancelledReason ?? "",
    createdAt: order.createdAt,
    milestones: milestones.map((milestone) => milestoneViewOf(milestone, order, invoices, rows, reading)),
    invoices: invoices.map((invoice) => invoiceViewOf(invoice, rows, reading)),
    hands: handsOfOrder(order, rows, who.side),
    steps: orderSteps(order, { state: pilot.state, isOffered: pilot.offeredAt !== null }, who),
    can: {
      revise: who.mayRun && order.state === "drafted" && !isOver(pilot.state),
      invoice: isRunner && openMinor > 0,
    },
  };
}

const counts = ({ state }: InvoiceRow): boolean => state !== "rejected";
const sumOf = (rows: readonly { amountMinor: number }[]): number => rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Which currency the host's budget is in is the host's. */
function rateOf(row: { currency: string; rate: number; rateOn: string | null; rateSource: string }, { pilot, who }: Reading) {
  if (who.side !== "host" || row.currency === pilot.budgetCurrency) return null;
  return { rate: row.rate, on: row.rateOn, source: row.rateSource };
}

function milestoneViewOf(
  row: MilestoneRow,
  order: OrderRow,
  invoices: InvoiceRow[],
  { people, files }: MoneyRows,
  { who, calendar }: Reading,
): MilestoneView {
  const { id, position, title, deliverable, dueOn, amountMinor, state, returnReason } = row;
  const invoiced = sumOf(invoices.filter((invoice) => invoice.milestoneId === id && counts(invoice)));
  const isLive = order.state === "sent" || order.state === "confirmed";
  return {
    id,
    position,
    title,
    deliverable,
    dueOn,
    isOverdue: isLive && dueOn !== null && dueOn < calendar.today && (state === "planned" || state === "returned"),
    amountMinor,
    openMinor: state === "accepted" ? Math.max(0, amountMinor - invoiced) : 0,
    state,
    file: fileOf(files, row.fileId),
    returnReason,
    hands: [
      ...hand(people, "delivered", "startup", row.deliveredBy, row.deliveredAt),
      ...hand(people, "accepted", "host", row.acceptedBy, row.acceptedAt),
    ],
    steps: milestoneSteps(state, order.state, who),
  };
}

function invoiceViewOf(row: InvoiceRow, { people, files }: MoneyRows, reading: Reading): InvoiceView {
  const { who, calendar, change } = reading;
  const { id, number, version, milestoneId, amountMinor, issuedOn, dueOn, state, paidOn, paymentReference, rejectedReason } = row;
  const isOpen = state === "received" || state === "approved";
  const hands = handsOf(row, change);
  const isHost = who.side === "host";
  // Who entered an invoice stands on the side that can read their name, or on the other one.
  const receivedSide: Side = people.has(row.receivedBy) === isHost ? "host" : "startup";
  const needsSecond = isHost && isOpen && change !== null && !hands.secondApprovedBy;
  return {
    id,
    number,
    version,
    milestoneId,
    amountMinor,
    currency: row.currency as Currency,
    rate: rateOf(row, reading),
    issuedOn,
    dueOn,
    isOverdue: isOpen && dueOn !== null && dueOn < calendar.today,
    file: fileOf(files, row.fileId),
    state,
    paidOn,
    paymentReference,
    rejectedReason,
    needsSecond,
    hands: [
      ...hand(people, "received", receivedSide, row.receivedBy, row.receivedAt),
      ...hand(people, "approved", "host", row.approvedBy, row.approvedAt),
      // One from before the account changed again counts no more.
      ...(isHost && !needsSecond ? hand(people, "secondApproved", "host", row.secondApprovedBy, row.secondApprovedAt) : []),
      ...hand(people, "paid", "host", row.paidBy, row.paidAt),
      ...hand(people, "rejected", "host", row.rejectedBy, row.rejectedAt),
    ],
    steps: invoiceSteps(state, hands, change !== null, who),
  };
}

function handsOfOrder(order: OrderRow, { people }: MoneyRows, side: Side | null): HandView[] {
  const sent = [
    ...hand(people, "sent", "host", order.sentBy, order.sentAt),
    ...hand(people, "confirmed", "startup", order.confirmedBy, order.confirmedAt),
    ...hand(people, "completed", "host", null, order.completedAt),
    ...hand(people, "cancelled", "host", order.cancelledBy, order.cancelledAt),
  ];
  if (side === "startup") return sent;
  return [
    ...hand(people, "requested", "host", order.requestedBy, order.requestedAt),
    ...hand(people, "approved", "host", order.approvedBy, order.approvedAt),
    ...sent,
  ];
}

function hand(
  people: MoneyRows["people"],
  step: HandView["step"],
  side: Side,
  personId: string | null,
  at: Date | null,
): HandView[] {
  return at === null ? [] : [{ step, side, personName: (personId && people.get(personId)) || null, at }];
}

const fileOf = (files: MoneyRows["files"], id: string | null) => (id === null ? null : (files.get(id) ?? null));
