import type { Currency, Money } from "./money.ts";

export interface InvoiceFacts {
  amount: Money;
  /** Of the milestone it is for, where it names one; `invoicedMinor` are the other invoices for it that were not rejected. */
  milestone: { amountMinor: number; isAccepted: boolean; invoicedMinor: number } | null;
}

export type InvoiceFault =
  | { key: "pilots.errors.invoiceCurrency"; ordered: Currency; invoiced: Currency }
  | { key: "pilots.errors.milestoneNotAccepted" }
  | { key: "pilots.errors.overMilestone"; by: number }
  | { key: "pilots.errors.overOrder"; by: number };

/** What keeps an invoice from being taken in; `invoiced` are the order's other invoices that were not rejected. Differences in minor units. */
export function invoiceFaults({ amount, milestone }: InvoiceFacts, ordered: Money, invoiced: readonly number[]): InvoiceFault[] {
  if (amount.currency !== ordered.currency)
    return [{ key: "pilots.errors.invoiceCurrency", ordered: ordered.currency, invoiced: amount.currency }];
  const faults: InvoiceFault[] = [];
  if (milestone && !milestone.isAccepted) faults.push({ key: "pilots.errors.milestoneNotAccepted" });
  const overMilestone = milestone ? amount.minor + milestone.invoicedMinor - milestone.amountMinor : 0;
  if (overMilestone > 0) faults.push({ key: "pilots.errors.overMilestone", by: overMilestone });
  const overOrder = invoiced.reduce((sum, minor) => sum + minor, amount.minor) - ordered.minor;
  if (overOrder > 0) faults.push({ key: "pilots.errors.overOrder", by: overOrder });
  return faults;
}
