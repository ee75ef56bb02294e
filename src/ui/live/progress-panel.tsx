import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { StateBadge, type Tone } from "../state-badge.tsx";
import classes from "./live.module.css";
import { usePolling } from "./use-polling.ts";

interface ProgressPanelProps {
  /** What is being done: "Importing mobility-2026.csv". */
  title: string;
  /** The job's state in words. */
  state: { tone: Tone; label: string };
  isRunning: boolean;
  done: number;
  /** null while it is not known: the bar then only says that work goes on. */
  total: number | null;
  /** Seconds the rest will take, when it can be told. */
  secondsLeft?: number | null;
  /** Figures below the bar. */
  figures?: { label: string; value: number; tone?: Tone }[];
  /** Cancel, download what was rejected… */
  actions?: ReactNode;
}

/** Long work with its real progress; asks the loader again every second until it ends. */
export function ProgressPanel({ title, state, isRunning, done, total, secondsLeft, figures = [], actions }: ProgressPanelProps) {
  const t = useTranslations("ui.progress");
  const format = useFormatter();
  usePolling(isRunning);
  const share = total === null ? null : total === 0 ? 1 : Math.min(1, done / total);
  const count =
    total === null ? t("done", { count: done }) : t("doneOf", { done: format.number(done), total: format.number(total) });
  return (
    <section className={classes.progress} aria-label={title}>
      <div className={classes.progressHead}>
        <strong>{title}</strong>
        <StateBadge tone={state.tone}>{state.label}</StateBadge>
        <span className={classes.progressActions}>{actions}</span>
      </div>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.floor(share * 100)}
        aria-valuetext={count}
      >
        <div
          className={classes.fill}
          data-running={isRunning || undefined}
          data-unknown={(share === null && isRunning) || undefined}
          style={{ width: share === null ? undefined : `${share * 100}%` }}
        />
      </div>
      <div className={classes.progressFoot}>
        <span className="tabular">{count}</span>
        {isRunning && typeof secondsLeft === "number" && (
          <span>{t("left", { seconds: Math.ceil(secondsLeft), minutes: Math.ceil(secondsLeft / 60) })}</span>
        )}
        {figures.map((figure) => (
          <span key={figure.label}>
            {figure.label} <b className="tabular">{format.number(figure.value)}</b>
          </span>
        ))}
      </div>
      <output className={classes.unseen} aria-live="polite">
        {isRunning ? "" : `${title}: ${state.label}`}
      </output>
    </section>
  );
}
