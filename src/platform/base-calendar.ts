import type { Context } from "./context.ts";
import type { Transaction } from "./db/database.ts";

/** The calendar where the base stands. */
export interface BaseCalendar {
  /** YYYY-MM-DD. */
  today: string;
  dayOf(instant: Date): string;
  /** The day so many working days later. */
  workdaysAfter(date: string, days: number): string;
}

/** Days that are otherwise than the week says: public holidays, and weekends worked in exchange. */
export interface UnusualDays {
  off: readonly string[];
  worked: readonly string[];
}

export async function baseCalendar(tx: Transaction, ctx: Context): Promise<BaseCalendar> {
  const base = await tx.selectFrom("base").select(["timeZone", "settings"]).executeTakeFirst();
  return calendarIn(base?.timeZone ?? "UTC", ctx.now(), unusualDaysOf(base?.settings));
}

/** What the settings of a base say of its calendar; none where they say nothing. */
export function unusualDaysOf(settings: unknown): UnusualDays {
  const { off = [], worked = [] } = (settings as { calendar?: Partial<UnusualDays> } | null)?.calendar ?? {};
  return { off, worked };
}

export function calendarIn(timeZone: string, now: Date, { off, worked }: UnusualDays = { off: [], worked: [] }): BaseCalendar {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone });
  const [free, busy] = [new Set(off), new Set(worked)];
  const isWorkday = (date: string) => busy.has(date) || (!free.has(date) && !isWeekend(date));
  return {
    today: format.format(now),
    dayOf: (instant) => format.format(instant),
    workdaysAfter: (date, days) => {
      let day = date;
      for (let left = days; left > 0; ) {
        day = daysAfter(day, 1);
        if (isWorkday(day)) left--;
      }
      return day;
    },
  };
}

const isWeekend = (date: string): boolean => new Date(date).getUTCDay() % 6 === 0;

/** Today's date where the base stands. */
export const baseToday = async (tx: Transaction, ctx: Context): Promise<string> => (await baseCalendar(tx, ctx)).today;

export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
