import { z } from "zod";
import { invoiceStates, milestoneStates, orderStates } from "./money/duties.ts";
import { currencies } from "./money/money.ts";
import { stepRefusals } from "./money/steps.ts";
import { pilotStates } from "./pilot.ts";
import { sides } from "./readiness.ts";

const currency = z.enum(currencies);
const minor = z.number().int();

/** Who did a step and when; the name is null where it is somebody of the other side. */
export const handView = z.object({
  step: z.enum([
    "requested",
    "approved",
    "sent",
    "confirmed",
    "completed",
    "cancelled",
    "delivered",
    "accepted",
    "received",
    "secondApproved",
    "paid",
    "rejected",
  ]),
  side: z.enum(sides),
  personName: z.string().nullable(),
  at: z.date(),
});
export type HandView = z.output<typeof handView>;

const stepsTo = <const Values extends readonly string[]>(values: Values) =>
  z.array(z.object({ to: z.enum(values), why: z.enum(stepRefusals).nullable() }));

const fileRef = z.object({ id: z.uuid(), name: z.string() }).nullable();

/** The rate of record to the currency of the budget; null for the start-up and where both are one currency. */
const rateView = z.object({ rate: z.number(), on: z.string().nullable(), source: z.string() }).nullable();

export const invoiceView = z.object({
  id: z.uuid(),
  number: z.string(),
  version: z.number().int(),
  milestoneId: z.uuid().nullable(),
  amountMinor: minor,
  currency,
  rate: rateView,
  issuedOn: z.string(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  file: fileRef,
  state: z.enum(invoiceStates),
  paidOn: z.string().nullable(),
  paymentReference: z.string(),
  rejectedReason: z.string(),
  /** A second person has to look before it is paid. */
  needsSecond: z.boolean(),
  hands: z.array(handView),
  steps: stepsTo(["approved", "secondApproved", "paid", "rejected"]),
});
export type InvoiceView = z.output<typeof invoiceView>;

export const milestoneView = z.object({
  id: z.uuid(),
  position: z.number().int(),
  title: z.string(),
  deliverable: z.string(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  amountMinor: minor,
  /** What of it may still be invoiced. */
  openMinor: minor,
  state: z.enum(milestoneStates),
  file: fileRef,
  returnReason: z.string(),
  hands: z.array(handView),
  steps: stepsTo(["delivered", "accepted", "returned"]),
});
export type MilestoneView = z.output<typeof milestoneView>;

const sums = {
  askedMinor: minor,
  orderedMinor: minor,
  acceptedMinor: minor,
  invoicedMinor: minor,
  approvedMinor: minor,
  paidMinor: minor,
};

export const orderView = z.object({
  id: z.uuid(),
  number: z.string(),
  version: z.number().int(),
  amountMinor: minor,
  currency,
  rate: rateView,
  /** What may still be invoiced on it. */
  openMinor: minor,
  state: z.enum(orderStates),
  returnedReason: z.string(),
  cancelledReason: z.string(),
  createdAt: z.date(),
  milestones: z.array(milestoneView),
  invoices: z.array(invoiceView),
  hands: z.array(handView),
  steps: stepsTo(orderStates),
  can: z.object({ revise: z.boolean(), invoice: z.boolean() }),
});
export type OrderView = z.output<typeof orderView>;

export const ordersView = z.object({
  pilot: z.object({
    id: z.uuid(),
    number: z.string(),
    state: z.enum(pilotStates),
    side: z.enum(sides),
    startup: z.string(),
  }),
  /** The day where the base stands. */
  today: z.string(),
  orders: z.array(orderView),
  sums: z.array(z.object({ currency, ...sums })),
  /** The host's own: everything in the currency of its budget. */
  budget: z.object({ currency, budgetMinor: minor, leftMinor: minor, ...sums }).nullable(),
  /** The start-up's bank account changed within the last thirty days; told to the host. */
  accountChange: z
    .object({ on: z.string(), changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })) })
    .nullable(),
  can: z.object({ draft: z.boolean() }),
});
export type OrdersView = z.output<typeof ordersView>;

export const moneyTaskKinds = [
  "approveOrder",
  "sendOrder",
  "confirmOrder",
  "deliverMilestone",
  "acceptMilestone",
  "approveInvoice",
  "secondApproval",
  "payInvoice",
] as const;

/** One step of money that waits for somebody. */
export const moneyTask = z.object({
  id: z.uuid(),
  kind: z.enum(moneyTaskKinds),
  pilot: z.object({ id: z.uuid(), number: z.string(), title: z.string() }),
  company: z.string(),
  /** Of the order or invoice. */
  number: z.string(),
  title: z.string(),
  amountMinor: minor,
  currency,
  since: z.date(),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  /** The reader may take the step now; otherwise `why` says what keeps them from it, where it is theirs at all. */
  isMine: z.boolean(),
  why: z.enum(stepRefusals).nullable(),
  href: z.string(),
});
export type MoneyTask = z.output<typeof moneyTask>;

/** One record for another system; see docs/guides/export-money.md for what each column means. */
export const moneyRecord = z.object({
  record: z.enum(["order", "milestone", "invoice"]),
  id: z.uuid(),
  changeNumber: z.number().int(),
  pilotNumber: z.string(),
  supplierId: z.uuid(),
  supplierName: z.string(),
  supplierNumber: z.string().nullable(),
  orderId: z.uuid(),
  orderNumber: z.string(),
  position: z.number().int().nullable(),
  number: z.string(),
  title: z.string(),
  amountMinor: minor,
  amount: z.string(),
  currency,
  rate: z.number(),
  rateOn: z.string().nullable(),
  rateSource: z.string(),
  budgetAmountMinor: minor,
  budgetCurrency: currency,
  costLine: z.string(),
  state: z.string(),
  bookedOn: z.string().nullable(),
  issuedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  approvedOn: z.string().nullable(),
  sentOn: z.string().nullable(),
  confirmedOn: z.string().nullable(),
  deliveredOn: z.string().nullable(),
  acceptedOn: z.string().nullable(),
  paidOn: z.string().nullable(),
  paymentReference: z.string(),
  endedOn: z.string().nullable(),
  reason: z.string(),
});
export type MoneyRecord = z.output<typeof moneyRecord>;

/** Records after `since`, in the order they changed; `next` is what to ask with next time. */
export const moneyRecords = z.object({ records: z.array(moneyRecord), next: z.number().int() });
export type MoneyRecords = z.output<typeof moneyRecords>;
