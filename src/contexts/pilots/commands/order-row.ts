import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, found, notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import type { Currency } from "../money/money.ts";
import { boundMinor, inBudget, orderFaults } from "../money/order.ts";
import type { PilotRow } from "../queries/pilot-row.ts";
import { lockedPilotIn } from "./locked-pilot.ts";

/** An order its reader may see, with its pilot; locked until the end of the transaction. */
export async function orderIn(tx: Transaction, ctx: Context, orderId: string) {
  if (!isId(orderId)) throw notFound();
  const { pilotId } = found(await tx.selectFrom("purchaseOrder").select("pilotId").where("id", "=", orderId).executeTakeFirst());
  const pilot = await lockedPilotIn(tx, ctx, pilotId);
  const row = found(await tx.selectFrom("purchaseOrder").selectAll().where("id", "=", orderId).forUpdate().executeTakeFirst());
  return { row, pilot };
}

export type OrderRow = Awaited<ReturnType<typeof orderIn>>["row"];

/** Changes an order if it still has the version the change was made for; otherwise somebody else was faster. */
export async function changeOrder(
  tx: Transaction,
  orderId: string,
  version: number,
  columns: Partial<Omit<OrderRow, "id" | "version">>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("purchaseOrder")
    .set({ ...columns, version: version + 1 })
    .where("id", "=", orderId)
    .where("version", "=", version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
}

const amountOf = ({ amountMinor, currency }: { amountMinor: number; currency: string }) => ({
  minor: amountMinor,
  currency: currency as Currency,
});

/** Refuses an order whose milestones do not add up, that lacks its rate of record, or that the budget does not cover; says by how much. */
export async function demandSoundOrder(tx: Transaction, pilot: PilotRow, row: OrderRow): Promise<void> {
  if (pilot.budgetMinor === null) throw new DomainError("conflict", "pilots.errors.noBudget");
  const currency = pilot.budgetCurrency as Currency;
  const milestones = await tx.selectFrom("orderMilestone").select("amountMinor").where("orderId", "=", row.id).execute();
  const bound = (await boundOrdersIn(tx, pilot.id)).filter(({ id }) => id !== row.id);
  const [fault] = orderFaults(
    { amount: amountOf(row), rate: row.rate, rateOn: row.rateOn, rateSource: row.rateSource, milestones },
    { minor: pilot.budgetMinor, currency },
    bound.map((order) => inBudget(amountOf(order), order.rate, currency)),
  );
  if (!fault) return;
  const { key, ...values } = fault;
  throw new DomainError("invalid", key, {
    values: { ...values, currency: key === "pilots.errors.overBudget" ? currency : row.currency },
  });
}

/** What the orders of a pilot bind. */
async function boundOrdersIn(tx: Transaction, pilotId: string) {
  const orders = await tx
    .selectFrom("purchaseOrder")
    .select(["id", "state", "amountMinor", "currency", "rate"])
    .where("pilotId", "=", pilotId)
    .execute();
  const accepted = new Map(
    (
      await tx
        .selectFrom("orderMilestone")
        .select(["orderId", ({ fn }) => fn.sum<number>("amountMinor").as("minor")])
        .where("pilotId", "=", pilotId)
        .where("state", "=", "accepted")
        .groupBy("orderId")
        .execute()
    ).map(({ orderId, minor }) => [orderId, Number(minor)]),
  );
  return orders
    .map((order) => ({ ...order, amountMinor: boundMinor(order.state, order.amountMinor, accepted.get(order.id) ?? 0) }))
    .filter(({ amountMinor }) => amountMinor > 0);
}

/** What was ordered from a budget holds it: its currency stays, and it does not fall below what is bound. */
export async function demandBudgetCovers(
  tx: Transaction,
  pilot: PilotRow,
  { budgetMinor, budgetCurrency }: { budgetMinor?: number | null; budgetCurrency?: string },
): Promise<void> {
  const wanted = {
    minor: budgetMinor === undefined ? pilot.budgetMinor : budgetMinor,
    currency: budgetCurrency ?? pilot.budgetCurrency,
  };
  if (wanted.minor === pilot.budgetMinor && wanted.currency === pilot.budgetCurrency) return;
  const bound = await boundOrdersIn(tx, pilot.id);
  if (bound.length === 0) return;
  if (wanted.currency !== pilot.budgetCurrency) throw new DomainError("conflict", "pilots.errors.budgetCurrencyBound");
  const currency = pilot.budgetCurrency as Currency;
  const sum = bound.reduce((total, order) => total + inBudget(amountOf(order), order.rate, currency).minor, 0);
  const by = sum - (wanted.minor ?? 0);
  if (by > 0) throw new DomainError("conflict", "pilots.errors.budgetBound", { values: { by, currency } });
}

/** A rate of record was quoted on a day that has come. */
export async function demandRateDay(tx: Transaction, ctx: Context, { rateOn }: { rateOn?: string | undefined }): Promise<void> {
  if (rateOn && rateOn > (await baseToday(tx, ctx)))
    throw new DomainError("invalid", "errors.invalid", { fields: { rateOn: "pilots.errors.rateInFuture" } });
}
