import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import classes from "./home.module.css";

export interface NeedUnderWay {
  id: string;
  title: string;
  lang: string;
  state: "confirmed" | "open" | "shortlisted" | "piloting";
  unitName: string;
  decideBy: string | null;
}

const toneOf: Record<NeedUnderWay["state"], Tone> = { confirmed: "accent", open: "info", shortlisted: "info", piloting: "warn" };

/** The needs the base works on, the next decision first. */
export function NeedsUnderWay({ needs }: { needs: NeedUnderWay[] }) {
  const t = useTranslations("shell.home");
  const state = useTranslations("needs.state");
  if (needs.length === 0) return null;
  return (
    <Section title={t("underWay")} actions={<Link to="/needs">{t("allNeeds")}</Link>} flush>
      <ul className={classes.waiting}>
        {needs.map((need) => (
          <li key={need.id}>
            <Link to={`/needs/${need.id}`} className={classes.waitingLine} prefetch="intent">
              <span className={classes.waitingText}>
                <span className={classes.waitingTitle} lang={need.lang}>
                  {need.title}
                </span>
                <span className={classes.waitingDetail}>
                  {need.unitName}
                  {need.decideBy && (
                    <>
                      {" · "}
                      {t("decideBy")} <DateText value={need.decideBy} />
                    </>
                  )}
                </span>
              </span>
              <StateBadge tone={toneOf[need.state]}>{state(need.state)}</StateBadge>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
