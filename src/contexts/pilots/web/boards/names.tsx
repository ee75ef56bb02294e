import { IconAlertTriangle, IconCalendarEvent, IconClockPause, IconHourglass } from "@tabler/icons-react";
import { useLocale, useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import type { PilotRowView } from "../../board-views.ts";
import classes from "./boards.module.css";

/** A unit's name in the reader's language where there is one. */
export function useUnitName() {
  const locale = useLocale();
  return ({ name, names }: { name: string; names: Record<string, string> }): string => names[locale] ?? name;
}

/** Whose turn it is: of a colleague by name, the reader's own, the other side's, both. */
export function TurnText({ pilot: { turn, side, due, can, problemOwner } }: { pilot: PilotRowView }) {
  const t = useTranslations("pipeline.turn");
  if (turn === null) return <span className={classes.quiet}>{due.includes("held") ? t("held") : t("nobody")}</span>;
  const own = side === "host" && !can.decide ? "person" : "ours";
  const whose = turn === side ? own : turn;
  return (
    <span className={classes.turn} data-ours={whose === "ours" || undefined}>
      {t(whose, { name: problemOwner.name })}
    </span>
  );
}

/** The day it goes on or is asked about, with what happens on it. */
export function NextText({ pilot: { next, due } }: { pilot: PilotRowView }) {
  const t = useTranslations("pipeline.next");
  if (!next) return null;
  const isOverdue = due.includes("overdue");
  const Icon = isOverdue ? IconAlertTriangle : next.kind === "hold" ? IconClockPause : IconCalendarEvent;
  return (
    <span className={classes.marked} data-overdue={isOverdue || undefined}>
      <Icon size={14} aria-hidden />
      <span>
        {t(next.kind)} <DateText value={next.on} />
        {isOverdue && <> · {t("overdue")}</>}
      </span>
    </span>
  );
}

/** How long it has been where it is; marked where most others were faster. */
export function StayText({ pilot: { daysInState, due } }: { pilot: PilotRowView }) {
  const t = useTranslations("pipeline");
  const isAgeing = due.includes("ageing");
  return (
    <span className={classes.marked} data-ageing={isAgeing || undefined} title={isAgeing ? t("ageingHint") : undefined}>
      {isAgeing && <IconHourglass size={14} aria-hidden />}
      <span>
        {t("daysInState", { days: daysInState })}
        {isAgeing && <> · {t("ageing")}</>}
      </span>
    </span>
  );
}
