import { createHmac } from "node:crypto";
import { authSecret, peopleWithSeats, publicUrl } from "#contexts/identity/index.ts";
import { baseToday, daysAfter } from "#platform/base-calendar.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee, found, notFound } from "#platform/errors.ts";
import { translator } from "#platform/i18n/translate.ts";
import { isId } from "#platform/ids.ts";
import { isSameText } from "#platform/same-text.ts";
import type { CalendarEntry } from "../board-views.ts";
import { calendarFile } from "../calendar-file.ts";
import { canSeePilots } from "../policy.ts";
import type { ReadinessKind } from "../readiness.ts";
import { calendarEntriesIn } from "./calendar-entries.ts";
import { pilotRowIn } from "./pilot-row.ts";

/** The dates of one pilot as a file for any calendar. */
export async function getPilotCalendarFile(ctx: Context, pilotId: string): Promise<Response> {
  const pilot = await ctx.transact((tx) => pilotRowIn(tx, ctx, pilotId));
  const text = await fileOf(ctx, `${pilot.number} ${pilot.title}`, pilotId);
  return new Response(text, { headers: { ...icsHeaders, "content-disposition": `attachment; filename="${pilot.number}.ics"` } });
}

/** The address the actor's calendar may read all their pilots by, or null before they ask for one. Whoever has it reads them: it is a secret. */
export async function findCalendarAddress(ctx: Context): Promise<string | null> {
  allowToSee(canSeePilots(ctx.actor));
  const { seatId } = ctx.actor;
  if (!seatId) return null;
  return ctx.transact(async (tx) => {
    const row = await addressRowIn(tx, seatId);
    return row ? `${publicUrl(ctx.platform)}/pilot-calendar/${keyOf(ctx, seatId, row.renewal)}` : null;
  });
}

/** What a calendar reads by such an address: as the seat reads it today. Unknown, renewed or of a seat that ended, there is nothing. */
export async function readCalendarFeed(ctx: Context, key: string): Promise<Response> {
  const own = await ownerOfKey(ctx, key);
  allowToSee(canSeePilots(own.actor));
  const t = await translator(own.locale);
  return new Response(await fileOf(own, t("pipeline.calendar.feedName")), { headers: icsHeaders });
}

const icsHeaders = { "content-type": "text/calendar; charset=utf-8", "cache-control": "private, no-store" };

async function ownerOfKey(ctx: Context, key: string): Promise<Context> {
  const [seatId = ""] = key.split(".");
  if (!isId(seatId)) throw notFound();
  const beyond = contextFor(ctx.platform, system, ctx);
  return beyond.transact(async (tx) => {
    const row = found(await addressRowIn(tx, seatId));
    if (!isSameText(key, keyOf(ctx, seatId, row.renewal))) throw notFound();
    const [person] = await peopleWithSeats(tx, ctx.now(), { personIds: [row.personId] });
    const actor = found(person?.seats.find((seat) => seat.seatId === seatId));
    return contextFor(ctx.platform, actor, { ...ctx, locale: person!.locale });
  });
}

const addressRowIn = (tx: Transaction, seatId: string) =>
  tx.selectFrom("pilotCalendarAddress").select(["personId", "renewal"]).where("seatId", "=", seatId).executeTakeFirst();

const keyOf = ({ platform }: Context, seatId: string, renewal: number): string => {
  const mac = createHmac("sha256", authSecret(platform.config)).update(`pilot-calendar|${seatId}|${renewal}`).digest("base64url");
  return `${seatId}.${mac}.ics`;
};

/** Dates further away than this are not of today's calendars. */
const daysBack = 365;
const daysAhead = 1100;

async function fileOf(ctx: Context, name: string, id?: string): Promise<string> {
  const entries = await ctx.transact(async (tx) => {
    const today = await baseToday(tx, ctx);
    return calendarEntriesIn(tx, ctx, { id }, { from: daysAfter(today, -daysBack), to: daysAfter(today, daysAhead) });
  });
  const t = await translator(ctx.locale);
  const what = ({ kind, detail }: CalendarEntry): string => {
    if (kind === "milestone") return t("pipeline.calendar.milestone", { title: detail ?? "" });
    if (kind === "readiness" || kind === "document")
      return t(`pipeline.calendar.${kind}`, { item: t(`pipeline.item.${detail as ReadinessKind}`) });
    return t(`pipeline.calendar.${kind}`);
  };
  return calendarFile(entries, {
    name,
    summaryOf: (entry) => `${what(entry)}: ${entry.pilot.title}`,
    hrefOf: ({ pilot }) => `${publicUrl(ctx.platform)}/pilots/${pilot.id}`,
  });
}
