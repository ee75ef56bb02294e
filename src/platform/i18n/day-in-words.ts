import type { Locale } from "./locales.ts";

/** A calendar day (2026-12-01) as mails and letters write it in their language; nothing where there is none. */
export const dayInWords = (locale: Locale, day: string | null): string =>
  day ? new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day)) : "";
