import { useFormatter, useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { Judgement } from "../../criterion.ts";
import type { PilotView } from "../../views.ts";
import classes from "./overview.module.css";

export const judgementTone: Record<Judgement, Tone> = { met: "good", partly: "warn", missed: "bad" };

/** What success means, from today's value to the target, and what was judged. */
export function CriteriaTable({ pilot: { criteria, lang, result } }: { pilot: PilotView }) {
  const t = useTranslations("pilots");
  const format = useFormatter();
  const number = (value: number) => format.number(value, { maximumFractionDigits: 6 });
  if (criteria.length === 0)
    return (
      <Section title={t("form.criteria")}>
        <p className={classes.quiet}>{t("criteria.none")}</p>
      </Section>
    );
  return (
    <Section
      title={t("form.criteria")}
      actions={result && <StateBadge tone={judgementTone[result]}>{t(`judgement.${result}`)}</StateBadge>}
      flush
    >
      <ol className={classes.criteria}>
        {criteria.map((criterion) => (
          <li key={criterion.id}>
            <div>
              <h3 lang={lang}>{criterion.metric}</h3>
              <p className={classes.quiet}>
                <span lang={lang}>{criterion.method}</span> · {t(`measuredBy.${criterion.measuredBy}`)}
              </p>
              {criterion.judgementReason && <p className={classes.quiet}>“{criterion.judgementReason}”</p>}
            </div>
            <dl>
              <div>
                <dt>{t("form.baseline")}</dt>
                <dd>{criterion.baseline === null ? t("criteria.notMeasured") : number(criterion.baseline)}</dd>
              </div>
              <div>
                <dt>{t("form.target")}</dt>
                <dd>
                  {t(`comparison.${criterion.comparison}`)} <strong>{number(criterion.target)}</strong> {criterion.unit}
                </dd>
              </div>
              {!criterion.judgement && criterion.lastValue !== null && (
                <div>
                  <dt>{t("criteria.lastValue")}</dt>
                  <dd>
                    <strong>{number(criterion.lastValue)}</strong> {criterion.unit}
                  </dd>
                </div>
              )}
              {criterion.judgement && (
                <div>
                  <dt>{t("criteria.reached")}</dt>
                  <dd>
                    {criterion.judgedValue !== null && <>{number(criterion.judgedValue)} </>}
                    <StateBadge tone={judgementTone[criterion.judgement]} quiet>
                      {t(`judgement.${criterion.judgement}`)}
                    </StateBadge>
                  </dd>
                </div>
              )}
            </dl>
          </li>
        ))}
      </ol>
    </Section>
  );
}
