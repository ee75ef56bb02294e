import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { TriedView } from "../../views.ts";
import { PilotStateBadge } from "../labels.tsx";
import { judgementTone } from "./criteria-table.tsx";
import classes from "./overview.module.css";

/** Pilots with what became of them and what was learned, for whoever is about to try something like it. */
export function TriedList({ pilots }: { pilots: TriedView[] }) {
  const t = useTranslations("pilots");
  return (
    <ul className={classes.tried}>
      {pilots.map(({ id, number, title, lang, state, result, company, stopReason, stateChangedAt, lessons }) => (
        <li key={id}>
          <div className={classes.triedHead}>
            <Link to={`/pilots/${id}`} lang={lang}>
              {title}
            </Link>
            <PilotStateBadge state={state} />
            {result && (
              <StateBadge tone={judgementTone[result]} quiet>
                {t(`judgement.${result}`)}
              </StateBadge>
            )}
          </div>
          <p className={classes.quiet}>
            {number} · {company.name} · <DateText value={stateChangedAt} />
            {stopReason && ` · ${t(`reason.${stopReason}`)}`}
          </p>
          {lessons.length > 0 && (
            <ul className={classes.lessons}>
              {lessons.map((lesson) => (
                <li key={lesson.id}>
                  <strong>{t(`lesson.${lesson.kind}`)}</strong> <span dir="auto">{lesson.text}</span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
