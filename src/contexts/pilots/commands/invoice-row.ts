import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { found, notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { type AccountChange, lastAccountChange } from "../money/bank-account.ts";
import { type Hands, isAccountSuspicious } from "../money/duties.ts";
import { orderIn } from "./order-row.ts";

/** An invoice with who did what and whether a second person has to look; locked with its order until the end of the transaction. */
export async function invoiceIn(tx: Transaction, ctx: Context, invoiceId: string) {
  if (!isId(invoiceId)) throw notFound();
  const { orderId } = found(await tx.selectFrom("invoice").select("orderId").where("id", "=", invoiceId).executeTakeFirst());
  const { pilot } = await orderIn(tx, ctx, orderId);
  const invoice = found(await tx.selectFrom("invoice").selectAll().where("id", "=", invoiceId).forUpdate().executeTakeFirst());
  const { today, dayOf } = await baseCalendar(tx, ctx);
  const change = await accountChangeIn(tx, pilot.companyId);
  return {
    pilot,
    invoice,
    today,
    hands: handsOf(invoice, change),
    needsSecond: change !== null && isAccountSuspicious(dayOf(change.at), today),
  };
}

export type CheckedInvoice = Awaited<ReturnType<typeof invoiceIn>>;

interface InvoiceHands {
  receivedBy: string;
  approvedBy: string | null;
  secondApprovedBy: string | null;
  secondApprovedAt: Date | null;
}

/** A second approval from before the account changed once more is none. */
export function handsOf(
  { receivedBy, approvedBy, secondApprovedBy, secondApprovedAt }: InvoiceHands,
  change: AccountChange | null,
): Hands {
  const isStale = change !== null && secondApprovedAt !== null && secondApprovedAt < change.at;
  return { requestedBy: receivedBy, approvedBy, secondApprovedBy: isStale ? null : secondApprovedBy };
}

/** How the bank account of a firm changed the last time. */
export async function accountChangeIn(tx: Transaction, companyId: string): Promise<AccountChange | null> {
  const accounts = await tx
    .selectFrom("startupDocument")
    .select(["details", "givenAt"])
    .where("companyId", "=", companyId)
    .where("kind", "=", "bankAccount")
    .orderBy("givenAt")
    .orderBy("id")
    .execute();
  return lastAccountChange(accounts.map(({ details, givenAt }) => ({ details: details as Record<string, string>, givenAt })));
}
