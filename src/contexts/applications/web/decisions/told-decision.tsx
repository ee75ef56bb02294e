import { Alert } from "@mantine/core";
import { IconCalendarEvent, IconMessage2, IconRefresh, IconRocket, IconSpeakerphone } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import type { ToldDecision } from "../../decision-views.ts";
import classes from "./decisions.module.css";
import letterClasses from "./letters.module.css";
import { OutcomeBadge } from "./outcome-badge.tsx";
import toldClasses from "./told.module.css";

const icons = { call: IconSpeakerphone, expertHour: IconMessage2, event: IconCalendarEvent, reapply: IconRefresh };

/** The decision as the applicant reads it: the letter, the reasons in words, what reviewers wrote, and where to go from here. */
export function ToldDecisionView({ decision }: { decision: ToldDecision }) {
  const t = useTranslations("decisions");
  return (
    <div className={toldClasses.apart}>
      <Section title={t("applicant.title")} actions={<OutcomeBadge outcome={decision.outcome} />}>
        <div className={toldClasses.told}>
          <p className={classes.hint}>
            <DateText value={decision.decidedAt} />
            {decision.place !== null && ` · ${t("applicant.place", { place: decision.place })}`}
          </p>
          {decision.correction && (
            <Alert color="orange" my="sm" title={t("applicant.corrected")}>
              {decision.correction}
            </Alert>
          )}
          <p className={letterClasses.letterText} lang={decision.letterLang} dir="auto">
            {decision.letter}
          </p>
          {decision.reasonCodes.length > 0 && (
            <>
              <h3>{t("applicant.reasons")}</h3>
              <ul>
                {decision.reasonCodes.map((code) => (
                  <li key={code}>{t(`told.${code as "other"}`)}</li>
                ))}
              </ul>
            </>
          )}
          <NextSteps decision={decision} />
          {decision.feedback.length > 0 && (
            <>
              <h3>{t("applicant.feedback")}</h3>
              <p className={classes.hint}>{t("applicant.feedbackHint")}</p>
              {decision.feedback.map((text) => (
                <blockquote key={text} dir="auto">
                  {text}
                </blockquote>
              ))}
            </>
          )}
        </div>
      </Section>
    </div>
  );
}

function NextSteps({ decision: { nextSteps, outcome } }: { decision: ToldDecision }) {
  const t = useTranslations("decisions");
  if (nextSteps.length === 0 && outcome !== "accepted") return null;
  return (
    <>
      <h3>{t("applicant.steps")}</h3>
      <ul className={toldClasses.steps}>
        {outcome === "accepted" && (
          <li>
            <IconRocket size={18} aria-hidden />
            <Link to="/firm">{t("applicant.firm")}</Link>
          </li>
        )}
        {nextSteps.map(({ kind, title, href, on }) => {
          const Icon = icons[kind];
          const values = { title: title ?? "", day: "", hasDay: "no", hasTitle: title ? "yes" : "no" };
          const words = kind === "reapply" ? t("applicant.reapply") : t(`step.${kind}`, values);
          return (
            <li key={`${kind} ${title} ${on}`}>
              <Icon size={18} aria-hidden />
              <span>
                {href?.startsWith("/") ? <Link to={href}>{words}</Link> : href ? <a href={href}>{words}</a> : words}
                {on && (
                  <>
                    {" "}
                    <DateText value={on} />
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
