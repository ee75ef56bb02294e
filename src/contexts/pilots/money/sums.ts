import type { InvoiceState, MilestoneState, OrderState } from "./duties.ts";
import type { Currency } from "./money.ts";
import { boundMinor, inBudget } from "./order.ts";

export interface CountedOrder {
  state: OrderState;
  amountMinor: number;
  currency: Currency;
  rate: number;
  milestones: readonly { state: MilestoneState; amountMinor: number }[];
  invoices: readonly { state: InvoiceState; amountMinor: number; rate: number }[];
}

export interface MoneySums {
  /** Asked for and not approved yet. */
  askedMinor: number;
  orderedMinor: number;
  acceptedMinor: number;
  /** Handed in and not rejected; approved and paid are parts of it. */
  invoicedMinor: number;
  approvedMinor: number;
  paidMinor: number;
}

const nothing: MoneySums = { askedMinor: 0, orderedMinor: 0, acceptedMinor: 0, invoicedMinor: 0, approvedMinor: 0, paidMinor: 0 };

/** What one order comes to, each amount given to `count` first: as it is, or converted by its own rate of record. */
function sumsOfOrder(order: CountedOrder, count: (minor: number, rate: number) => number): MoneySums {
  const sum = (rows: readonly { amountMinor: number; rate?: number }[]): number =>
    rows.reduce((total, { amountMinor, rate }) => total + count(amountMinor, rate ?? order.rate), 0);
  const accepted = order.milestones.filter(({ state }) => state === "accepted");
  const invoicesIn = (...states: InvoiceState[]) => sum(order.invoices.filter(({ state }) => states.includes(state)));
  const acceptedMinor = accepted.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const bound = count(boundMinor(order.state, order.amountMinor, acceptedMinor), order.rate);
  return {
    askedMinor: order.state === "requested" ? bound : 0,
    orderedMinor: order.state === "requested" ? 0 : bound,
    acceptedMinor: sum(accepted),
    invoicedMinor: invoicesIn("received", "approved", "paid"),
    approvedMinor: invoicesIn("approved", "paid"),
    paidMinor: invoicesIn("paid"),
  };
}

const plus = (one: MoneySums, other: MoneySums): MoneySums => ({
  askedMinor: one.askedMinor + other.askedMinor,
  orderedMinor: one.orderedMinor + other.orderedMinor,
  acceptedMinor: one.acceptedMinor + other.acceptedMinor,
  invoicedMinor: one.invoicedMinor + other.invoicedMinor,
  approvedMinor: one.approvedMinor + other.approvedMinor,
  paidMinor: one.paidMinor + other.paidMinor,
});

/** Sums in each currency orders are written in; two currencies are never added up. */
export function sumsByCurrency(orders: readonly CountedOrder[]): Partial<Record<Currency, MoneySums>> {
  const sums: Partial<Record<Currency, MoneySums>> = {};
  for (const order of orders)
    sums[order.currency] = plus(
      sums[order.currency] ?? nothing,
      sumsOfOrder(order, (minor) => minor),
    );
  return sums;
}

/** Everything in the currency of the budget, each amount by its own rate of record, and what is left of it. */
export function sumsInBudget(orders: readonly CountedOrder[], budgetMinor: number, currency: Currency) {
  const sums = orders
    .map((order) => sumsOfOrder(order, (minor, rate) => inBudget({ minor, currency: order.currency }, rate, currency).minor))
    .reduce(plus, nothing);
  return { ...sums, leftMinor: budgetMinor - sums.orderedMinor - sums.askedMinor };
}
