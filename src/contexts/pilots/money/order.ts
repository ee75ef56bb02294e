import type { OrderState } from "./duties.ts";
import { type Currency, convert, type Money, type Rate } from "./money.ts";

export interface OrderFacts {
  amount: Money;
  /** 1 where order and budget have one currency. */
  rate: number;
  rateOn: string | null;
  rateSource: string;
  milestones: readonly { amountMinor: number }[];
}

export type OrderFault =
  | { key: "pilots.errors.milestoneSum"; difference: number }
  | { key: "pilots.errors.rateMissing" }
  | { key: "pilots.errors.overBudget"; by: number };

/**
 * What keeps an order from being asked for: milestones that do not add up to its amount, another currency than the budget's without a rate
 * of record, or more than what the budget leaves beside the orders before. Differences in minor units: of the order, or of the budget.
 */
export function orderFaults(
  { amount, rate, rateOn, rateSource, milestones }: OrderFacts,
  budget: Money,
  ordered: readonly Money[],
): OrderFault[] {
  const sum = milestones.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const faults: OrderFault[] = [];
  if (sum !== amount.minor) faults.push({ key: "pilots.errors.milestoneSum", difference: sum - amount.minor });
  const hasRate = rate !== 1 && rateOn !== null && rateSource !== "";
  if (amount.currency !== budget.currency && !hasRate) return [...faults, { key: "pilots.errors.rateMissing" }];
  const over =
    ordered.reduce((total, { minor }) => total + minor, 0) + inBudget(amount, rate, budget.currency).minor - budget.minor;
  if (over > 0) faults.push({ key: "pilots.errors.overBudget", by: over });
  return faults;
}

/** What an order binds: all of it, or what was accepted before it was cancelled; nothing before it is asked for. */
export function boundMinor(state: OrderState, amountMinor: number, acceptedMinor: number): number {
  if (state === "drafted") return 0;
  return state === "cancelled" ? acceptedMinor : amountMinor;
}

/** An amount in the currency of the budget by the rate of record. */
export function inBudget(amount: Money, rate: number, currency: Currency): Money {
  const record: Rate = { from: amount.currency, to: currency, rate, on: "", source: "" };
  return convert(amount, record);
}
