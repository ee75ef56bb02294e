import { useFormatter, useTranslations } from "use-intl";
import { daysBetween } from "#ui/days.ts";
import type { RunningView } from "../../running-views.ts";
import classes from "./running.module.css";

/** In one line: how many criteria are met as of now, how much was measured, how much time is left. */
export function Standing({ running: { criteria, startsOn, endsOn, today, state } }: { running: RunningView }) {
  const t = useTranslations("evaluation.standing");
  const format = useFormatter();
  const met = criteria.filter(({ isMetSoFar }) => isMetSoFar).length;
  const measured = criteria.filter(({ last }) => last !== null).length;
  const total = startsOn && endsOn ? daysBetween(startsOn, endsOn) : 0;
  const passed = startsOn ? Math.min(Math.max(daysBetween(startsOn, today), 0), total) : 0;
  return (
    <dl className={classes.standing}>
      <div data-tone={met === criteria.length && met > 0 ? "good" : undefined}>
        <dt>{t("met")}</dt>
        <dd>
          {met} <span>{t("of", { total: criteria.length })}</span>
        </dd>
      </div>
      <div>
        <dt>{t("measured")}</dt>
        <dd>
          {measured} <span>{t("of", { total: criteria.length })}</span>
        </dd>
      </div>
      {total > 0 && (
        <div>
          <dt>{t(state === "running" && today <= endsOn! ? "left" : "time")}</dt>
          <dd>
            {state === "running" && today <= endsOn!
              ? format.number(total - passed, { style: "unit", unit: "day", unitDisplay: "long" })
              : format.number(total, { style: "unit", unit: "day", unitDisplay: "long" })}
            <progress className={classes.time} value={passed} max={total} aria-label={t("passed")} />
          </dd>
        </div>
      )}
    </dl>
  );
}
