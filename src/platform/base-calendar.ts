import type { Context } from "./context.ts";
import type { Transaction } from "./db/database.ts";

/** The calendar where the base stands. */
export interface BaseCalendar {
  /** YYYY-MM-DD. */
  today: string;
  dayOf(instant: Date): string;
}

export async function baseCalendar(tx: Transaction, ctx: Context): Promise<BaseCalendar> {
  const base = await tx.selectFrom("base").select("timeZone").executeTakeFirst();
  return calendarIn(base?.timeZone ?? "UTC", ctx.now());
}

export function calendarIn(timeZone: string, now: Date): BaseCalendar {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone });
  return { today: format.format(now), dayOf: (instant) => format.format(instant) };
}

/** Today's date where the base stands. */
export const baseToday = async (tx: Transaction, ctx: Context): Promise<string> => (await baseCalendar(tx, ctx)).today;

export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
