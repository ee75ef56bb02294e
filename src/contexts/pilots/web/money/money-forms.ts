import { z } from "zod";
import { DomainError } from "#platform/errors.ts";
import { parse } from "#platform/parse.ts";
import { type InvoiceInput, invoiceInput, type OrderInput, orderInput } from "../../money/order-schema.ts";
import { minorOf } from "../../money/typed-amount.ts";

type Typed = Record<string, unknown>;

const numberOf = (typed: unknown): unknown => (typeof typed === "string" && typed.trim() !== "" ? Number(typed) : undefined);
const minorOfTyped = (typed: unknown): unknown => (typeof typed === "string" ? minorOf(typed) : undefined);

/** A mistake is told beside the field it was typed in: amounts have another name there, and empty rows were left out. */
function asTyped<Result>(read: () => Result, rows: readonly string[] = []): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fieldOf = (path: string) =>
      path
        .replace(/^milestones\.(\d+)/, (_, index) => `milestones.${rows[Number(index)] ?? index}`)
        .replace(/amountMinor$/, "amount");
    const renamed = <Value>(record: Readonly<Record<string, Value>>) =>
      Object.fromEntries(Object.entries(record).map(([path, value]) => [fieldOf(path), value]));
    throw new DomainError(error.code, error.messageKey, {
      values: error.values,
      fields: renamed(error.fields),
      fieldValues: renamed(error.fieldValues),
    });
  }
}

/** The rows somebody wrote into, by their number in the form. */
function filledRows(typed: unknown): [string, Typed][] {
  if (typed === null || typeof typed !== "object") return [];
  return Object.entries(typed as Record<string, Typed>).filter(
    ([, row]) => row !== null && typeof row === "object" && Boolean(row.title || row.amount || row.deliverable),
  );
}

export function orderOfForm({ amount, rate, milestones, currency, rateOn, rateSource }: Typed): OrderInput {
  const rows = filledRows(milestones);
  const input = {
    ...{ currency, rateOn, rateSource },
    amountMinor: minorOfTyped(amount),
    rate: numberOf(rate),
    milestones: rows.map(([, { amount: ofRow, ...row }]) => ({ ...row, amountMinor: minorOfTyped(ofRow) })),
  };
  return asTyped(
    () => parse(orderInput, input),
    rows.map(([name]) => name),
  );
}

export function invoiceOfForm({ amount, rate, file: _, ...typed }: Typed): InvoiceInput {
  return asTyped(() => parse(invoiceInput, { ...typed, amountMinor: minorOfTyped(amount), rate: numberOf(rate) }));
}

export const versionOfForm = (typed: Typed): number =>
  parse(z.object({ version: z.coerce.number().int().min(1) }), typed).version;
