import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { mostMinor } from "../schema.ts";
import { writtenDay } from "../written-day.ts";
import { orderStates } from "./duties.ts";
import { currencies } from "./money.ts";

const amount = z.number().int().min(1, "pilots.errors.amountNegative").max(mostMinor, "pilots.errors.amountTooLarge");
/** Far above any rate between the currencies of a pilot; keeps every converted sum a safe integer. */
const mostRate = 1000;
const rate = z
  .number()
  .positive("pilots.errors.rateFormat")
  .max(mostRate, "pilots.errors.rateFormat")
  .multipleOf(1e-6, "pilots.errors.rateFormat");

const milestoneInput = z.object({
  title: writtenLine(200).min(1, "errors.required"),
  deliverable: writtenText(2000).default(""),
  dueOn: writtenDay.nullish(),
  amountMinor: z.number().int().min(0).max(mostMinor),
});

/** An order in one currency, with the rate of record to the currency of the budget where they differ. */
export const orderInput = z.object({
  amountMinor: amount,
  currency: z.enum(currencies),
  rate: rate.optional(),
  rateOn: writtenDay.optional(),
  rateSource: writtenLine(120).optional(),
  milestones: z.array(milestoneInput).min(1, "pilots.errors.milestoneMissing").max(20),
});
export type OrderInput = z.output<typeof orderInput>;
export const orderRevision = orderInput.extend({ version: z.number().int().min(1) });
export type OrderRevision = z.output<typeof orderRevision>;

export const orderParams = z.object({ orderId: z.uuid() });
export const orderMove = z.object({
  to: z.enum(orderStates),
  reason: writtenText(1000).default(""),
  version: z.number().int().min(1),
});
export type OrderMove = z.output<typeof orderMove>;

export const milestoneParams = z.object({ milestoneId: z.uuid() });
export const milestoneMove = z.object({
  to: z.enum(["delivered", "accepted", "returned"]),
  reason: writtenText(1000).default(""),
  /** Proof of a delivery: a file of the pilot uploaded for it. */
  fileId: z.uuid().nullish(),
});
export type MilestoneMove = z.output<typeof milestoneMove>;

export const invoiceInput = z.object({
  number: writtenLine(60).min(1, "errors.required"),
  milestoneId: z.uuid().nullish(),
  amountMinor: amount,
  currency: z.enum(currencies),
  rate: rate.optional(),
  rateOn: writtenDay.optional(),
  rateSource: writtenLine(120).optional(),
  issuedOn: writtenDay,
  dueOn: writtenDay.nullish(),
  fileId: z.uuid().nullish(),
});
export type InvoiceInput = z.output<typeof invoiceInput>;

export const invoiceParams = z.object({ invoiceId: z.uuid() });
export const invoiceMove = z.object({
  to: z.enum(["approved", "secondApproved", "paid", "rejected"]),
  reason: writtenText(1000).default(""),
  paidOn: writtenDay.optional(),
  paymentReference: writtenLine(120).optional(),
  version: z.number().int().min(1),
});
export type InvoiceMove = z.output<typeof invoiceMove>;
