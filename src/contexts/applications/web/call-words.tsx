import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { CallRow } from "../views.ts";
import classes from "./applications.module.css";

const toneOf: Record<CallRow["openness"], Tone> = {
  open: "good",
  late: "warn",
  upcoming: "info",
  closed: "idle",
  hidden: "idle",
};

/** Whether a call takes applications, in a word. */
export function OpennessBadge({ openness }: Pick<CallRow, "openness">) {
  const t = useTranslations("applications.openness");
  return <StateBadge tone={toneOf[openness]}>{t(openness)}</StateBadge>;
}

/** Until when a call is open, and who runs it. */
export function CallDates({ call }: { call: CallRow }) {
  const t = useTranslations("applications.calls");
  const last = call.hardDeadlineAt ?? call.softDeadlineAt;
  return (
    <p className={classes.dates}>
      {call.mode === "rolling" && <span>{t("rolling")}</span>}
      {call.openness === "upcoming" && call.opensAt && (
        <span>
          {t("opens")} <DateText value={call.opensAt} withTime />
        </span>
      )}
      {call.mode === "window" && call.softDeadlineAt && (
        <span>
          {t("deadline")} <DateText value={call.softDeadlineAt} withTime />
        </span>
      )}
      {last && last !== call.softDeadlineAt && call.softDeadlineAt && (
        <span>
          {t("lateUntil")} <DateText value={last} withTime />
        </span>
      )}
      <span>{call.operators.map(({ name }) => name).join(" · ")}</span>
    </p>
  );
}
