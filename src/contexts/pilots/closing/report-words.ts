import { createFormatter } from "use-intl/core";
import { getBase } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { translator } from "#platform/i18n/translate.ts";

/** The reader's words, days of the base's calendar, amounts and values. */
export async function reportWords(ctx: Context) {
  const t = await translator(ctx.locale);
  const timeZone = (await getBase(ctx))?.timeZone ?? "UTC";
  const format = createFormatter({ locale: ctx.locale, timeZone });
  const day = (date: string | null, style: "long" | "medium" = "medium"): string =>
    date === null ? "–" : format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: style, timeZone: "UTC" });
  const number = (value: number) => format.number(value, { maximumFractionDigits: 3 });
  return {
    t,
    day,
    instant: (at: Date | null, style: "long" | "medium" = "medium"): string =>
      at ? format.dateTime(at, { dateStyle: style }) : "–",
    axisDay: (date: string) =>
      format.dateTime(new Date(`${date}T12:00:00Z`), { month: "short", day: "numeric", timeZone: "UTC" }),
    number,
    value: (value: number | null, unit: string): string => (value === null ? "–" : `${number(value)} ${unit}`.trim()),
    money: (minor: number, currency: string): string =>
      format.number(minor / 100, { style: "currency", currency, maximumFractionDigits: minor % 100 === 0 ? 0 : 2 }),
  };
}

export type ReportWords = Awaited<ReturnType<typeof reportWords>>;
