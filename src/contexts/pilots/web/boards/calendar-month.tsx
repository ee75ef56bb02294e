import {
  IconCalendarCheck,
  IconClockPause,
  IconFileCertificate,
  IconFlag,
  IconGavel,
  IconPackage,
  IconPlayerPlay,
  IconShoppingCart,
} from "@tabler/icons-react";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import type { CalendarEntry, CalendarKind } from "../../board-views.ts";
import type { ReadinessKind } from "../../readiness.ts";
import classes from "./calendar.module.css";
import { weeksOf } from "./calendar-grid.ts";

interface MonthProps {
  month: string;
  today: string;
  entries: readonly CalendarEntry[];
}

/** A month as weeks; on a phone the days on which something happens, one below the other. */
export function CalendarMonth({ month, today, entries }: MonthProps) {
  const t = useTranslations("pipeline.calendar");
  const format = useFormatter();
  const byDay = Map.groupBy(entries, ({ on }) => on);
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => new Date(Date.UTC(2026, 5, day)));
  return (
    <>
      <table className={classes.month} aria-labelledby="month-shown">
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day.getUTCDay()} scope="col">
                <abbr title={format.dateTime(day, { weekday: "long", timeZone: "UTC" })}>
                  {format.dateTime(day, { weekday: "short", timeZone: "UTC" })}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week, at) => (
            <tr key={at}>
              {week.map((day, weekday) =>
                day ? (
                  <Day key={day} day={day} today={today} entries={byDay.get(day) ?? []} />
                ) : (
                  <td key={weekday} className={classes.outside} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length === 0 && <p className={classes.nothing}>{t("nothing")}</p>}
    </>
  );
}

const mostShown = 4;

function Day({ day, today, entries }: { day: string; today: string; entries: readonly CalendarEntry[] }) {
  const t = useTranslations("pipeline.calendar");
  const format = useFormatter();
  const date = new Date(`${day}T00:00:00Z`);
  const [shown, more] = [entries.slice(0, mostShown), entries.slice(mostShown)];
  return (
    <td className={classes.day} data-today={day === today || undefined} data-empty={entries.length === 0 || undefined}>
      <time dateTime={day} aria-current={day === today ? "date" : undefined}>
        <span className={classes.number}>{format.number(date.getUTCDate())}</span>
        <span className={classes.long}>
          {format.dateTime(date, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" })}
          {day === today && <> · {t("today")}</>}
        </span>
      </time>
      {entries.length > 0 && (
        <ul>
          {shown.map((entry) => (
            <Entry key={entry.key} entry={entry} today={today} />
          ))}
        </ul>
      )}
      {more.length > 0 && (
        <details>
          <summary>{t("more", { count: more.length })}</summary>
          <ul>
            {more.map((entry) => (
              <Entry key={entry.key} entry={entry} today={today} />
            ))}
          </ul>
        </details>
      )}
    </td>
  );
}

const icons: Record<CalendarKind, typeof IconFlag> = {
  start: IconPlayerPlay,
  end: IconFlag,
  decide: IconGavel,
  hold: IconClockPause,
  consequence: IconShoppingCart,
  milestone: IconPackage,
  readiness: IconCalendarCheck,
  document: IconFileCertificate,
};

function Entry({ entry, today }: { entry: CalendarEntry; today: string }) {
  const { kind, on, isDone, pilot } = entry;
  const what = useEntryText()(entry);
  const t = useTranslations("pipeline.calendar");
  const Icon = icons[kind];
  const isOverdue = !isDone && on < today && kind !== "start";
  return (
    <li>
      <Link
        to={`/pilots/${pilot.id}`}
        className={classes.entry}
        data-kind={kind}
        data-done={isDone || undefined}
        data-overdue={isOverdue || undefined}
        title={`${what} · ${pilot.title} · ${pilot.company}`}
      >
        <Icon size={14} aria-hidden />
        <span>
          <strong>{what}</strong> <bdi lang={pilot.lang}>{pilot.title}</bdi>
          {isOverdue && <span className={classes.overdue}> {t("overdue")}</span>}
        </span>
      </Link>
    </li>
  );
}

/** What happens on the day, in words. */
function useEntryText() {
  const t = useTranslations("pipeline.calendar");
  const item = useTranslations("pipeline.item");
  return ({ kind, detail }: Pick<CalendarEntry, "kind" | "detail">): string => {
    if (kind === "milestone") return t("milestone", { title: detail ?? "" });
    if (kind === "readiness" || kind === "document") return t(kind, { item: item(detail as ReadinessKind) });
    return t(kind);
  };
}
