import { useFormatter, useLocale, useNow, useTimeZone } from "use-intl";
import { dayOf, daysBetween } from "./days.ts";

type Instant = Date | string;

/** A day ("2026-03-02") or an instant, in the reader's notation and the base's time zone. */
export function DateText({ value, withTime, long }: { value: Instant | null | undefined; withTime?: boolean; long?: boolean }) {
  const text = useDateText();
  if (!value) return <>–</>;
  return <time dateTime={isoOf(value)}>{text(value, { withTime, long })}</time>;
}

/** "3 hours ago", "tomorrow", "in 2 weeks"; the exact moment is the tooltip. */
export function RelativeTime({ value }: { value: Instant | null | undefined }) {
  const format = useFormatter();
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useNow({ updateInterval: 60_000 });
  const text = useDateText();
  if (!value) return <>–</>;
  const shown = isDay(value)
    ? daysText(locale, daysBetween(dayOf(now, timeZone), value))
    : format.relativeTime(new Date(value), lookedAt(new Date(value), now));
  return (
    <time dateTime={isoOf(value)} title={text(value, { withTime: !isDay(value), long: true })}>
      {shown}
    </time>
  );
}

/** The clock of a page stands still for a minute: what was done on it meanwhile is done now, and not in some seconds. */
const lookedAt = (value: Date, now: Date): Date => (value > now && value.getTime() - now.getTime() < 120_000 ? value : now);

const isDay = (value: Instant): value is string => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isoOf = (value: Instant): string => (value instanceof Date ? value.toISOString() : value);

/** Formats a day or an instant as plain text, for titles and labels. */
export function useDateText() {
  const format = useFormatter();
  return (value: Instant, { withTime = false, long = false }: { withTime?: boolean; long?: boolean } = {}): string => {
    const dateStyle = long ? "long" : "medium";
    // A day has no zone: noon in UTC, shown in UTC, never slips to its neighbour.
    if (isDay(value)) return format.dateTime(new Date(`${value}T12:00:00Z`), { dateStyle, timeZone: "UTC" });
    return format.dateTime(new Date(value), withTime ? { dateStyle, timeStyle: "short" } : { dateStyle });
  };
}

function daysText(locale: string, days: number): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const distance = Math.abs(days);
  if (distance < 14) return relative.format(days, "day");
  if (distance < 60) return relative.format(Math.round(days / 7), "week");
  if (distance < 700) return relative.format(Math.round(days / 30.4), "month");
  return relative.format(Math.round(days / 365.25), "year");
}
