import type { CSSProperties } from "react";
import { useFormatter, useTranslations } from "use-intl";
import classes from "./marks.module.css";

export interface FitPart {
  label: string;
  /** Share of the whole score, 0 to 1; the parts add up to the score. */
  value: number;
}

const partColours = ["var(--jq-info)", "var(--jq-accent)", "var(--jq-good)", "#8a6fc0", "var(--jq-idle)"];

/** How well a company fits: 0 to 100, and what the number is made of. */
export function FitBar({ score, parts = [], legend = false }: { score: number; parts?: FitPart[]; legend?: boolean }) {
  const t = useTranslations("ui");
  const format = useFormatter();
  const shown = parts.length > 0 ? parts : [{ label: t("fit"), value: score }];
  const percent = (value: number) => format.number(Math.round(value * 100));
  const spoken = `${t("fitOutOf", { score: percent(score) })}${parts.map((part) => ` · ${part.label} ${percent(part.value)}`).join("")}`;
  return (
    <div>
      <div className={classes.fit} role="img" aria-label={spoken} title={spoken}>
        <span className={classes.fitNumber}>{percent(score)}</span>
        <span className={classes.fitBar}>
          {shown.map((part, index) => (
            <span key={part.label} className={classes.fitPart} style={partStyle(index, `${Math.max(0, part.value) * 100}%`)} />
          ))}
        </span>
      </div>
      {legend && (
        <dl className={classes.fitLegend}>
          {parts.map((part, index) => (
            <div key={part.label} className={classes.fitRow} style={partStyle(index)}>
              <dt>{part.label}</dt>
              <dd>{percent(part.value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

const partStyle = (index: number, width?: string) =>
  ({ "--part": partColours[index % partColours.length], width }) as CSSProperties;
