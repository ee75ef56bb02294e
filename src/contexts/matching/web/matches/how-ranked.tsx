import { Link, useSearchParams } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { withParam } from "#ui/list/list-params.ts";
import type { MatchPage } from "../../views.ts";
import { useRequirementText } from "../labels.ts";
import classes from "../matching.module.css";
import { LearnedPart } from "./learned-part.tsx";

/** How the list came to be: who was left out and by what, where its marks and keys are explained. */
export function HowRanked({ matches, needId }: { matches: MatchPage; needId: string }) {
  const t = useTranslations("matching.how");
  const format = useFormatter();
  const [search] = useSearchParams();
  const requirementText = useRequirementText();
  const { excluded, passed, index, textCut } = matches;
  return (
    <aside className={classes.how} aria-label={t("title")}>
      <h2>{t("title")}</h2>
      {(index.indexed > 0 || index.state === "ready") && (
        <p className={classes.quiet}>{t("searched", { count: index.indexed, shown: format.number(index.indexed) })}</p>
      )}
      {excluded.total > 0 && (
        <section>
          <h3>{t("excluded", { count: excluded.total })}</h3>
          <ul>
            {excluded.by.map((must) => (
              <li key={must.requirementId}>
                {requirementText(must)} <span className="tabular">({format.number(must.count)})</span>
              </li>
            ))}
          </ul>
          <Link to={withParam(search, "excluded", excluded.areShown ? null : "show")} preventScrollReset>
            {excluded.areShown ? t("hideExcluded") : t("showExcluded")}
          </Link>
        </section>
      )}
      {passed.total > 0 && (
        <section>
          <h3>{t("passed", { count: passed.total })}</h3>
          <Link to={withParam(search, "passed", passed.areShown ? null : "show")} preventScrollReset>
            {passed.areShown ? t("hidePassed") : t("showPassed")}
          </Link>
        </section>
      )}
      <LearnedPart learned={matches.learned} can={matches.can} />
      {textCut && <p className={classes.quiet}>{t("textCut")}</p>}
      <section>
        <h3>{t("marks")}</h3>
        <p className={classes.quiet}>
          <mark>{t("markWord")}</mark> <mark className={classes.markConcept}>{t("markConcept")}</mark>
        </p>
        <p className={classes.quiet}>{t("unknowns")}</p>
      </section>
      <section className={classes.keysHint}>
        <h3>{t("keys")}</h3>
        <dl>
          {(["j", "s", "p", "f", "w", "o"] as const).map((key) => (
            <div key={key}>
              <dt>
                <kbd className={classes.key}>{key === "j" ? "j k" : key}</kbd>
              </dt>
              <dd>{t(`key.${key}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Link to={`/needs/${needId}/shortlist`}>{t("toShortlist")}</Link>
    </aside>
  );
}
