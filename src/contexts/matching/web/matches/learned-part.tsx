import { Button } from "@mantine/core";
import { Form, Link, useSearchParams } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { withParam } from "#ui/list/list-params.ts";
import type { Lesson, MatchPage } from "../../views.ts";
import classes from "../matching.module.css";

/** What judgements on other needs of the field taught, from which of them, and how to do without it. */
export function LearnedPart({ learned, can }: Pick<MatchPage, "learned" | "can">) {
  const t = useTranslations("matching.learned");
  const [search] = useSearchParams();
  const { state, judgements, needs, lessons, pauses } = learned;
  if (judgements === 0 && state !== "paused") return null;
  return (
    <section>
      <h3>{t("title")}</h3>
      {state === "paused" ? (
        <p className={classes.quiet}>{pauses.organisation ? t("pausedForAll") : t("pausedForNeed")}</p>
      ) : (
        <p className={classes.quiet}>{t("from", { judgements, needs })}</p>
      )}
      {state === "nothing" && <p className={classes.quiet}>{t("nothing")}</p>}
      {lessons.map((lesson) => (
        <LessonText key={lesson.concept} lesson={lesson} />
      ))}
      <Weights weights={learned.weights} />
      {(state === "used" || state === "ignored") && (
        <p>
          <Link to={withParam(search, "learned", state === "used" ? "ignore" : null)} preventScrollReset>
            {state === "used" ? t("ignore") : t("use")}
          </Link>
        </p>
      )}
      {state === "used" && <p className={classes.quiet}>{t("reach")}</p>}
      {can.pauseLearning && !pauses.organisation && (
        <Switch scope="need" isOn={pauses.need} label={pauses.need ? t("resumeForNeed") : t("pauseForNeed")} />
      )}
      {can.pauseAllLearning && (
        <Switch
          scope="organisation"
          isOn={pauses.organisation}
          label={pauses.organisation ? t("resumeForAll") : t("pauseForAll")}
        />
      )}
    </section>
  );
}

function LessonText({ lesson: { label, factor, wanted, refused, isNamed, evidence } }: { lesson: Lesson }) {
  const t = useTranslations("matching.learned");
  const text = isNamed
    ? t("passed", { concept: label, count: refused })
    : factor < 1
      ? t("refused", { concept: label, wanted, refused })
      : t("wanted", { concept: label, wanted, refused });
  return (
    <details className={classes.lesson}>
      <summary>{text}</summary>
      <ul aria-label={t("evidence")}>
        {[...Map.groupBy(evidence, ({ need }) => need.id).values()].map((ofNeed) => (
          <li key={ofNeed[0]!.need.id}>
            <Link to={`/needs/${ofNeed[0]!.need.id}/matches`} className={classes.quiet} lang={ofNeed[0]!.need.lang}>
              {ofNeed[0]!.need.title}
            </Link>
            {ofNeed.map(({ company }) => (
              <Link key={company.id} to={`/companies/${company.id}`}>
                {company.name}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Weights({ weights }: Pick<MatchPage["learned"], "weights">) {
  const t = useTranslations("matching.learned");
  const format = useFormatter();
  if (weights.length === 0) return null;
  const percent = (factor: number) =>
    format.number(factor - 1, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
  return (
    <>
      <p className={classes.quiet}>{t("weights")}</p>
      <ul>
        {weights.map(({ of, factor }) => (
          <li key={of}>
            {t(`of.${of}`)} <span className="tabular">{percent(factor)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** `isOn`: what the button makes of it. */
function Switch({ scope, isOn, label }: { scope: "need" | "organisation"; isOn: boolean; label: string }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="scope" value={scope} />
      <input type="hidden" name="isOn" value={`${isOn}`} />
      <Button type="submit" name="intent" value="learning" size="compact-xs" variant="subtle" className={classes.learningSwitch}>
        {label}
      </Button>
    </Form>
  );
}

/** The lessons that a company's profile meets. */
export function MetLessons({ lessons }: { lessons: { label: string; isMore: boolean }[] }) {
  const t = useTranslations("matching.learned");
  const format = useFormatter();
  const labels = (isMore: boolean) => lessons.filter((lesson) => lesson.isMore === isMore).map(({ label }) => label);
  const [more, less] = [labels(true), labels(false)];
  if (lessons.length === 0) return null;
  return (
    <p className={classes.metLessons}>
      {less.length > 0 && <span>{t("lessHere", { concepts: format.list(less) })}</span>}
      {more.length > 0 && <span>{t("moreHere", { concepts: format.list(more) })}</span>}
    </p>
  );
}
