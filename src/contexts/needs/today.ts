import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";

/** Today's date (YYYY-MM-DD) where the base stands. */
export async function baseToday(tx: Transaction, ctx: Context): Promise<string> {
  const base = await tx.selectFrom("base").select("timeZone").executeTakeFirst();
  return new Intl.DateTimeFormat("en-CA", { timeZone: base?.timeZone ?? "UTC" }).format(ctx.now());
}

export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
