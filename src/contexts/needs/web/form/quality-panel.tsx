import { useTranslations } from "use-intl";
import type { Quality } from "../../quality.ts";
import classes from "./form.module.css";

/** How good a match the text allows, and what would make it better, heaviest first. */
export function QualityPanel({ quality, isLive = false }: { quality: Quality; isLive?: boolean }) {
  const t = useTranslations("needs.quality");
  const tone = quality.score >= 80 ? "good" : quality.score >= 50 ? "warn" : "bad";
  return (
    <div className={classes.quality} data-tone={tone}>
      <div className={classes.qualityHead} aria-live={isLive ? "polite" : undefined}>
        <meter min={0} max={100} low={50} high={80} optimum={100} value={quality.score} aria-label={t("score")} />
        <strong>{t("outOf", { score: quality.score })}</strong>
        <span>{t(`verdict.${tone}`)}</span>
      </div>
      {quality.findings.length > 0 && (
        <ul>
          {quality.findings.map(({ key, part, weight }) => (
            <li key={key}>
              <span className={classes.weight} role="img" aria-label={t("costs", { weight })}>
                −{weight}
              </span>
              {isLive ? <a href={`#need-${part}`}>{t(`finding.${key}`)}</a> : t(`finding.${key}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
