import type { CSSProperties } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import type { ItemView, ReadinessView } from "../../readiness-views.ts";
import classes from "./gantt.module.css";
import { type TimeScale, timeScale } from "./time-scale.ts";

interface GanttProps {
  lane: ReadinessView;
  items: ItemView[];
}

/** The plan as bars, drawn on the server: each side's days in its colour, what holds the order marked, today as a line. The table below says the same. */
export function Gantt({ lane, items }: GanttProps) {
  const t = useTranslations("readiness.plan");
  const day = useDateText();
  const scale = timeScale([lane.today, lane.readyOn, ...items.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn])]);
  return (
    <figure className={classes.figure}>
      <Legend />
      <div className={classes.chart} style={{ "--rows": items.length + 1 } as CSSProperties}>
        <Axis scale={scale} today={lane.today} />
        <Links items={items} scale={scale} />
        {items.map((item) => (
          <Row key={item.kind} item={item} scale={scale} />
        ))}
        <div className={classes.row} data-order>
          <div className={classes.name}>
            <strong>{t("order")}</strong>
            <span>{lane.heldBy === null ? t("now") : day(lane.readyOn)}</span>
          </div>
          <div className={classes.track}>
            <span
              className={classes.diamond}
              data-ready={lane.heldBy === null || undefined}
              style={{ left: `${scale.at(lane.readyOn, true)}%` }}
            />
          </div>
        </div>
      </div>
    </figure>
  );
}

function Legend() {
  const t = useTranslations("readiness.plan.legend");
  return (
    <figcaption className={classes.legend}>
      {(["startup", "host", "done", "critical", "slack"] as const).map((mark) => (
        <span key={mark} data-mark={mark}>
          {t(mark)}
        </span>
      ))}
    </figcaption>
  );
}

function Axis({ scale, today }: { scale: TimeScale; today: string }) {
  const t = useTranslations("readiness.plan");
  const format = useFormatter();
  const words = (day: string, isMonth: boolean) =>
    format.dateTime(new Date(`${day}T12:00:00Z`), { timeZone: "UTC", month: "short", ...(isMonth ? {} : { day: "numeric" }) });
  return (
    <div className={classes.axis} aria-hidden>
      <div className={classes.track}>
        {scale.ticks.map(({ day, at, isMonth }, place) => (
          <span key={day} className={classes.tick} data-second={place % 2 === 1 || undefined} style={{ left: `${at}%` }}>
            <span>{words(day, isMonth)}</span>
          </span>
        ))}
        <span className={classes.today} style={{ left: `${scale.at(today)}%` }}>
          <span>{t("today")}</span>
        </span>
      </div>
    </div>
  );
}

function Row({ item, scale }: { item: ItemView; scale: TimeScale }) {
  const t = useTranslations("readiness");
  const day = useDateText();
  const { kind, startsOn, handedOverOn, endsOn, isDone, isCritical, slackDays } = item;
  const [start, handedOver, end] = [scale.at(startsOn), scale.at(handedOverOn, true), scale.at(endsOn, true)];
  const title = t("plan.bar", { item: t(`kind.${kind}`), from: day(startsOn), to: day(endsOn) });
  return (
    <div className={classes.row} data-critical={isCritical || undefined}>
      <div className={classes.name}>
        <a href={`?item=${kind}#${kind}`}>{t(`kind.${kind}`)}</a>
        <span>{isDone ? t(`standing.${item.standing}`) : t("plan.until", { day: day(endsOn) })}</span>
      </div>
      <div className={classes.track} title={title}>
        <span
          className={classes.bar}
          data-side="startup"
          data-done={isDone || undefined}
          style={place(start, Math.max(handedOver, start))}
        />
        <span
          className={classes.bar}
          data-side="host"
          data-done={isDone || undefined}
          style={place(Math.max(handedOver, start), end)}
        />
        {!isDone && slackDays > 0 && (
          <span className={classes.slack} style={{ left: `${end}%` }} data-days={t("plan.slackDays", { days: slackDays })} />
        )}
      </div>
    </div>
  );
}

const place = (from: number, to: number) => ({ left: `${from}%`, width: `${Math.max(0, to - from)}%` });

/** From the end of what comes before to the start of what waits for it. */
function Links({ items, scale }: { items: ItemView[]; scale: TimeScale }) {
  const rows = new Map(items.map(({ kind }, row) => [kind, row]));
  const links = items.flatMap((item) =>
    item.after.flatMap((kind) => {
      const before = items.find((each) => each.kind === kind);
      return before && !item.isDone ? [{ before, item, isCritical: item.isCritical && before.isCritical }] : [];
    }),
  );
  return (
    <div className={classes.links} aria-hidden>
      <svg viewBox={`0 0 100 ${items.length + 1}`} preserveAspectRatio="none" role="presentation">
        {links.map(({ before, item, isCritical }) => (
          <path
            key={`${before.kind} ${item.kind}`}
            data-critical={isCritical || undefined}
            d={`M ${scale.at(before.endsOn, true)} ${rows.get(before.kind)! + 0.5} H ${scale.at(item.startsOn) + 0.6} V ${rows.get(item.kind)! + 0.3}`}
          />
        ))}
        {items
          .filter(({ isCritical, kind }) => isCritical && !links.some(({ before, isCritical: is }) => is && before.kind === kind))
          .map(({ kind, endsOn }) => (
            <path key={kind} data-critical d={`M ${scale.at(endsOn, true)} ${rows.get(kind)! + 0.5} V ${items.length + 0.35}`} />
          ))}
      </svg>
    </div>
  );
}
