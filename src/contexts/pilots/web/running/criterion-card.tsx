import { useFormatter, useTranslations } from "use-intl";
import { Chart } from "#ui/chart/chart.tsx";
import { DateText, useDateText } from "#ui/dates.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { measures } from "../../criterion.ts";
import type { DrawnCriterion } from "../../queries/measurement-charts.ts";
import type { MeasurementView, RunningView } from "../../running-views.ts";
import { MeasurementForm } from "./measure-panel.tsx";
import classes from "./running.module.css";

interface CardProps {
  pilotId: string;
  criterion: DrawnCriterion;
  running: Omit<RunningView, "criteria">;
}

/** One criterion: what was agreed on, where it stands, how it came there. */
export function CriterionCard({ pilotId, criterion, running }: CardProps) {
  const t = useTranslations("evaluation");
  const value = useValueText();
  const date = useDateText();
  const { metric, unit, last, picture, measurements, method, number } = criterion;
  const alt = last
    ? t("chart.alt", {
        metric,
        count: measurements.length,
        last: value(last.value, unit),
        on: date(last.measuredOn),
        target: value(criterion.target, unit),
      })
    : "";
  return (
    <Section
      id={`criterion-${number}`}
      title={
        <>
          <span className={classes.number}>{number}</span> {metric}
        </>
      }
      actions={<SoFar isMet={criterion.isMetSoFar} />}
    >
      <dl className={classes.figures}>
        <Figure label={t("figures.last")} strong>
          {last ? value(last.value, unit) : "–"}
        </Figure>
        <Figure label={t("figures.target")}>
          {t(`comparison.${criterion.comparison}`, { value: value(criterion.target, unit) })}
        </Figure>
        <Figure label={t("figures.baseline")}>{criterion.baseline === null ? "–" : value(criterion.baseline, unit)}</Figure>
      </dl>
      {picture ? <Chart picture={picture} alt={alt} /> : <p className={classes.quiet}>{t("nothingMeasured")}</p>}
      <p className={classes.method}>
        {t("measuredBy", { who: t(`measurers.${criterion.measuredBy}`) })}
        {method && ` · ${method}`}
      </p>
      {measurements.length > 0 && (
        <FormDisclosure
          intent={(refused) => measurements.some(({ id }) => refused === `correct.${id}`)}
          className={classes.disclosure}
        >
          <summary>{t("values.show", { count: measurements.length })}</summary>
          <Values pilotId={pilotId} criterion={criterion} running={running} />
        </FormDisclosure>
      )}
    </Section>
  );
}

function Figure({ label, strong, children }: { label: string; strong?: boolean; children: React.ReactNode }) {
  return (
    <div data-strong={strong || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function SoFar({ isMet }: { isMet: boolean | null }) {
  const t = useTranslations("evaluation.soFar");
  if (isMet === null) return <StateBadge tone="idle">{t("unmeasured")}</StateBadge>;
  return <StateBadge tone={isMet ? "good" : "warn"}>{t(isMet ? "met" : "notMet")}</StateBadge>;
}

/** A number with its unit in the reader's notation. */
export function useValueText() {
  const format = useFormatter();
  return (value: number, unit: string): string => {
    const text = format.number(value, { maximumFractionDigits: 3 });
    return unit === "" ? text : unit === "%" ? `${text} %` : `${text} ${unit}`;
  };
}

/** The numbers of the chart, with those that were corrected, which stay and no longer count. */
function Values({ pilotId, criterion, running }: CardProps) {
  const t = useTranslations("evaluation.values");
  return (
    <ul className={classes.values}>
      {criterion.measurements.toReversed().map((measurement) => (
        <li key={measurement.id} data-corrected={measurement.replacedById !== null || undefined}>
          <ValueLine pilotId={pilotId} unit={criterion.unit} measurement={measurement} />
          {running.can.measure &&
            running.side !== null &&
            measures(criterion, running.side) &&
            measurement.replacedById === null && (
              <FormDisclosure intent={`correct.${measurement.id}`} className={classes.inner}>
                <summary>{t("correct")}</summary>
                <p className={classes.quiet}>{t("correctHint")}</p>
                <MeasurementForm criterion={criterion} today={running.today} startsOn={running.startsOn} replaces={measurement} />
              </FormDisclosure>
            )}
        </li>
      ))}
    </ul>
  );
}

function ValueLine({ pilotId, unit, measurement }: { pilotId: string; unit: string; measurement: MeasurementView }) {
  const t = useTranslations("evaluation");
  const value = useValueText();
  const { value: given, replacedById, replacesId, file, note, side, personName } = measurement;
  const shown = value(given, unit);
  return (
    <div>
      <span className={classes.value}>{replacedById ? <del>{shown}</del> : shown}</span>{" "}
      <DateText value={measurement.measuredOn} />
      <span className={classes.quiet}>
        {" "}
        · {personName} ({t(`sides.${side}`)}){replacedById && ` · ${t("values.corrected")}`}
        {replacesId && ` · ${t("values.corrects")}`}
      </span>
      {note && <p className={classes.note}>{note}</p>}
      {file && (
        <p className={classes.note}>
          <a href={`/pilots/${pilotId}/files/${file.id}`} download>
            <bdi>{file.name}</bdi>
          </a>
        </p>
      )}
    </div>
  );
}
