import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import type { PilotCalendar } from "../board-views.ts";
import { canSeePilots } from "../policy.ts";
import type { CalendarQuery } from "../schema.ts";
import { calendarEntriesIn } from "./calendar-entries.ts";

/** What falls into a month of the pilots the actor may read: beginnings, ends, decisions, promised steps, milestones, readiness, documents. */
export async function getPilotCalendar(ctx: Context, { month, ...filter }: CalendarQuery): Promise<PilotCalendar> {
  allowToSee(canSeePilots(ctx.actor));
  return ctx.transact(async (tx) => {
    const today = await baseToday(tx, ctx);
    const shown = month ?? today.slice(0, 7);
    const span = { from: `${shown}-01`, to: lastDayOf(shown) };
    return { month: shown, today, entries: await calendarEntriesIn(tx, ctx, filter, span) };
  });
}

function lastDayOf(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
