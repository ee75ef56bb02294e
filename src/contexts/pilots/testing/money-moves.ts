import { moveInvoice, takeInvoice } from "../commands/invoices.ts";
import { moveMilestone } from "../commands/milestones.ts";
import { draftOrder, moveOrder } from "../commands/orders.ts";
import { nextInvoiceStates, nextMilestoneStates, nextOrderStates, orderStates } from "../money/duties.ts";
import type { OrderMove } from "../money/order-schema.ts";
import {
  acceptedOf,
  approves,
  binds,
  expected,
  type InvoiceModel,
  invoicedOn,
  isFixed,
  isOver,
  type Model,
  needsSecond,
  type OrderModel,
  orderFaultsOf,
  reads,
  runs,
  sideOfWho,
  type Who,
} from "./model.ts";
import type { Chance, Move, MoveMaker } from "./move.ts";

const seesOrder = (m: Model, who: Who, order: OrderModel): boolean =>
  reads(m, who) && (sideOfWho(m, who) === "host" || order.isSent);

const draft: MoveMaker = (chance) =>
  draftAs(chance, {
    amount: chance.dice.of([2_000_000, 10_000_000, 20_000_000, 40_000_000]),
    currency: chance.dice.of(["CNY", "CNY", "EUR"] as const),
    hasRate: chance.dice.of([true, false]),
    off: chance.dice.of([0, 0, 1]),
  });

interface DraftInput {
  amount: number;
  currency: "CNY" | "EUR";
  hasRate: boolean;
  /** By how much the milestones miss the sum. */
  off: number;
}

export function draftAs({ m, real, who }: Chance, { amount, currency, hasRate, off }: DraftInput): Move {
  const amounts = [amount / 2, amount / 2 + off];
  const record = currency === "EUR" && hasRate ? { rate: 8, rateOn: "2026-03-01", rateSource: "PBOC" } : {};
  return {
    kind: `draft in ${currency}`,
    who,
    expected: expected(reads(m, who), runs(m, who), [isOver(m) && "pilots.errors.isOver"]),
    act: async () => {
      const milestones = amounts.map((amountMinor, at) => ({ title: `Part ${at + 1}`, deliverable: "", amountMinor }));
      const { id } = await draftOrder(real.people[who], real.pilotId, { amountMinor: amount, currency, ...record, milestones });
      const rows = await real.platform.database.kysely
        .selectFrom("orderMilestone")
        .select("id")
        .where("orderId", "=", id)
        .orderBy("position")
        .execute();
      return { id, ids: rows.map((row) => row.id) };
    },
    apply: (result) => {
      const { id, ids } = result as { id: string; ids: string[] };
      const milestones = amounts.map((each, at) => ({ id: ids[at]!, amount: each, state: "planned" as const }));
      m.orders.push({
        id,
        state: "drafted",
        amount,
        currency,
        hasRate: hasRate && currency === "EUR",
        isSent: false,
        writtenBy: who,
        requestedBy: null,
        milestones,
      });
    },
  };
}

const order: MoveMaker = (chance) => {
  const { m, dice } = chance;
  if (m.orders.length === 0) return null;
  return orderAs(chance, dice.of(m.orders), dice.of(orderStates), dice.of(["", "Changed our mind"]));
};

type OrderTo = OrderMove["to"];

export async function orderAs({ m, real, who }: Chance, placed: OrderModel, to: OrderTo, reason = ""): Promise<Move> {
  const { version } = await real.platform.database.kysely
    .selectFrom("purchaseOrder")
    .select("version")
    .where("id", "=", placed.id)
    .executeTakeFirstOrThrow();
  return {
    kind: `order ${to}`,
    who,
    expected: expected(seesOrder(m, who, placed), mayMoveOrder(m, who, to), orderFaults(m, who, placed, { to, reason })),
    act: () => moveOrder(real.people[who], placed.id, { to, reason, version }),
    apply: () => {
      placed.state = to;
      if (to === "requested") placed.requestedBy = who;
      if (to === "drafted") placed.requestedBy = null;
      if (to === "sent") placed.isSent = true;
    },
  };
}

function mayMoveOrder(m: Model, who: Who, to: OrderTo): boolean {
  if (to === "confirmed") return sideOfWho(m, who) === "startup" && binds(m, who);
  if (to === "approved") return approves(m, who);
  return runs(m, who) || (to === "drafted" && approves(m, who));
}

function orderFaults(
  m: Model,
  who: Who,
  placed: OrderModel,
  { to, reason }: { to: OrderTo; reason: string },
): (string | false)[] {
  if (!nextOrderStates[placed.state].includes(to)) return ["pilots.errors.noSuchMove"];
  const goesOn = to !== "drafted" && to !== "cancelled";
  const ofIt = (invoice: InvoiceModel) => invoice.order === placed;
  const needsReason = to === "cancelled" || (to === "drafted" && placed.requestedBy !== who);
  return [
    goesOn && isOver(m) && "pilots.errors.isOver",
    ...(to === "requested" || to === "approved" ? orderFaultsOf(m, placed) : []),
    to === "approved" && (placed.requestedBy === who || placed.writtenBy === who) && "pilots.errors.ownRequest",
    to === "sent" && !m.isOffered && "pilots.errors.notOffered",
    to === "sent" && !isFixed(m) && "pilots.errors.sentBeforeGate",
    needsReason && reason === "" && "errors.required",
    to === "cancelled" &&
      m.invoices.some((invoice) => ofIt(invoice) && ["received", "approved"].includes(invoice.state)) &&
      "pilots.errors.cancelOpenInvoice",
    to === "cancelled" && placed.milestones.some(({ state }) => state === "delivered") && "pilots.errors.cancelOpenDelivery",
  ];
}

const milestone: MoveMaker = (chance) => {
  const { m, dice } = chance;
  if (m.orders.length === 0) return null;
  return milestoneAs(
    chance,
    dice.of(m.orders),
    dice.below(2),
    dice.of(["delivered", "accepted", "returned"] as const),
    dice.of(["", "A part is missing"]),
  );
};

type MilestoneTo = "delivered" | "accepted" | "returned";

export function milestoneAs({ m, real, who }: Chance, placed: OrderModel, at: number, to: MilestoneTo, reason = ""): Move {
  const part = placed.milestones[at]!;
  return {
    kind: `milestone ${to}`,
    who,
    expected: expected(seesOrder(m, who, placed), to === "delivered" ? sideOfWho(m, who) === "startup" : runs(m, who), [
      placed.state !== "confirmed" && "pilots.errors.orderNotConfirmed",
      !nextMilestoneStates[part.state].includes(to) && "pilots.errors.noSuchMove",
      to === "returned" && reason === "" && "errors.required",
    ]),
    act: () => moveMilestone(real.people[who], part.id, { to, reason }),
    apply: () => {
      part.state = to;
      if (placed.milestones.every(({ state }) => state === "accepted")) placed.state = "completed";
    },
  };
}

const invoice: MoveMaker = (chance) => {
  const { m, dice } = chance;
  if (m.orders.length === 0) return null;
  const placed = dice.of(m.orders);
  return invoiceAs(chance, placed, {
    part: dice.of([0, 1, null]),
    amount: dice.of([placed.milestones[0]!.amount, placed.milestones[0]!.amount, placed.amount, placed.amount + 1]),
    currency: dice.of([placed.currency, placed.currency, "CNY", "EUR"] as const),
    number: dice.of([`R-${m.turn}`, `R-${m.turn}`, m.invoices[0]?.number ?? "R-0"]),
  });
};

interface InvoiceTry {
  part: number | null;
  amount: number;
  currency: "CNY" | "EUR";
  number: string;
}

export function invoiceAs({ m, real, who }: Chance, placed: OrderModel, { part, amount, currency, number }: InvoiceTry): Move {
  const about = part === null ? null : placed.milestones[part]!;
  const most = placed.state === "cancelled" ? acceptedOf(placed.milestones) : placed.amount;
  const others = invoicedOn(m, (each) => each.order === placed);
  const ofPart = invoicedOn(m, (each) => about !== null && each.milestone === about.id);
  return {
    kind: currency === placed.currency ? "invoice" : "invoice in another currency",
    who,
    expected: expected(seesOrder(m, who, placed), sideOfWho(m, who) === "startup" || runs(m, who), [
      !["confirmed", "completed", "cancelled"].includes(placed.state) && "pilots.errors.orderNotConfirmed",
      currency !== placed.currency && "pilots.errors.invoiceCurrency",
      about !== null && about.state !== "accepted" && "pilots.errors.milestoneNotAccepted",
      about !== null && ofPart + amount > about.amount && "pilots.errors.overMilestone",
      others + amount > most && "pilots.errors.overOrder",
      m.invoices.some((each) => each.number === number && each.state !== "rejected") && "pilots.errors.invoiceNumberTaken",
    ]),
    act: () =>
      takeInvoice(real.people[who], placed.id, {
        number,
        milestoneId: about?.id ?? null,
        amountMinor: amount,
        currency,
        issuedOn: m.today,
      }),
    apply: (result) => {
      const { id } = result as { id: string };
      m.invoices.push({
        id,
        number,
        order: placed,
        milestone: about?.id ?? null,
        amount,
        state: "received",
        receivedBy: who,
        approvedBy: null,
        second: null,
      });
    },
  };
}

const pay: MoveMaker = (chance) => {
  const { m, dice } = chance;
  if (m.invoices.length === 0) return null;
  const to = dice.of(["approved", "secondApproved", "paid", "rejected"] as const);
  return payAs(chance, dice.of(m.invoices), to, dice.of(["", "Wrong sum"]));
};

type InvoiceTo = "approved" | "secondApproved" | "paid" | "rejected";

export async function payAs({ m, real, who }: Chance, of: InvoiceModel, to: InvoiceTo, reason = ""): Promise<Move> {
  const { version } = await real.platform.database.kysely
    .selectFrom("invoice")
    .select("version")
    .where("id", "=", of.id)
    .executeTakeFirstOrThrow();
  return {
    kind: `invoice ${to}`,
    who,
    expected: expected(reads(m, who), approves(m, who), invoiceFaults(m, who, of, { to, reason })),
    act: () => moveInvoice(real.people[who], of.id, { to, reason, version }),
    apply: () => {
      of.state = to === "secondApproved" ? "approved" : to;
      if (to === "approved") of.approvedBy = who;
      if (to === "secondApproved") of.second = { by: who, turn: m.turn };
    },
  };
}

function invoiceFaults(
  m: Model,
  who: Who,
  of: InvoiceModel,
  { to, reason }: { to: InvoiceTo; reason: string },
): (string | false)[] {
  // A second look from before the account changed once more is none.
  const second = of.second && of.second.turn > m.account.changedAt ? of.second.by : null;
  const isPossible =
    to === "secondApproved" ? of.state === "approved" && second === null : nextInvoiceStates[of.state].includes(to);
  const isApproval = to === "approved" || to === "secondApproved";
  return [
    !isPossible && "pilots.errors.noSuchMove",
    isApproval && who === of.receivedBy && "pilots.errors.ownRequest",
    isApproval && who === of.approvedBy && "pilots.errors.sameApprover",
    to === "paid" && needsSecond(m) && second === null && "pilots.errors.secondApprovalMissing",
    to === "paid" && (who === of.approvedBy || who === second) && "pilots.errors.ownApproval",
    to === "rejected" && reason === "" && "errors.required",
  ];
}

export const moneyMoves: Record<string, MoveMaker> = { draft, order, milestone, invoice, pay };
