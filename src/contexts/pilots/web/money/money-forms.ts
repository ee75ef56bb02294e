import { z } from "zod";
import { parse } from "#platform/parse.ts";
import { type InvoiceInput, invoiceInput, type OrderInput, orderInput } from "../../money/order-schema.ts";
import { minorOf } from "../../money/typed-amount.ts";

type Typed = Record<string, unknown>;

const numberOf = (typed: unknown): unknown => (typeof typed === "string" && typed.trim() !== "" ? Number(typed) : undefined);
const minorOfTyped = (typed: unknown): unknown => (typeof typed === "string" ? minorOf(typed) : undefined);

/** The form names amounts as people write them; a mistake is told beside the field it was typed in. */
function asTyped<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error !== null && typeof error === "object" && "fields" in error) {
      const { fields, fieldValues } = error as Record<"fields" | "fieldValues", Record<string, unknown>>;
      for (const record of [fields, fieldValues])
        for (const name of Object.keys(record))
          if (name.endsWith("amountMinor")) record[name.replace(/amountMinor$/, "amount")] = record[name];
    }
    throw error;
  }
}

/** Rows without a title, an amount and a text are the ones nobody filled. */
function milestonesOf(typed: unknown): Typed[] {
  const rows = typed !== null && typeof typed === "object" ? Object.values(typed as Record<string, Typed>) : [];
  return rows
    .filter((row) => row !== null && typeof row === "object" && (row.title || row.amount || row.deliverable))
    .map(({ amount, ...row }) => ({ ...row, amountMinor: minorOfTyped(amount) }));
}

export function orderOfForm({ amount, rate, milestones, currency, rateOn, rateSource }: Typed): OrderInput {
  const input = {
    ...{ currency, rateOn, rateSource },
    amountMinor: minorOfTyped(amount),
    rate: numberOf(rate),
    milestones: milestonesOf(milestones),
  };
  return asTyped(() => parse(orderInput, input));
}

export function invoiceOfForm({ amount, rate, file: _, ...typed }: Typed): InvoiceInput {
  return asTyped(() => parse(invoiceInput, { ...typed, amountMinor: minorOfTyped(amount), rate: numberOf(rate) }));
}

export const versionOfForm = (typed: Typed): number =>
  parse(z.object({ version: z.coerce.number().int().min(1) }), typed).version;
