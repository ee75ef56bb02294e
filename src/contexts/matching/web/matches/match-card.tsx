import { useEffect, useRef, useState } from "react";
import { Link, useFetcher } from "react-router";
import { useTranslations } from "use-intl";
import { FitBar } from "#ui/fit-bar.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { sharesOf } from "../../score.ts";
import type { MatchPage, MatchView } from "../../views.ts";
import { useFactTexts } from "../labels.ts";
import type { MatchAnswer } from "../match-action.ts";
import classes from "../matching.module.css";
import { stageTone } from "../stage-tone.ts";
import { MetLessons } from "./learned-part.tsx";
import { MarkedText } from "./marked-text.tsx";
import { MatchActions } from "./match-actions.tsx";
import { Objections } from "./objections.tsx";
import { ProfileTexts } from "./profile-texts.tsx";
import { RequirementTicks } from "./requirement-ticks.tsx";
import { Bridges, Why } from "./why.tsx";

/** One company with the reasons for its place. */
export function MatchCard({ match: ranked, can }: { match: MatchView; can: MatchPage["can"] }) {
  const t = useTranslations("matching");
  const factTexts = useFactTexts();
  const fetcher = useFetcher<MatchAnswer>();
  const match = useDecided(ranked, fetcher.data);
  const { company, entry, parts, fit } = match;
  const name = match.texts.find(({ field }) => field === "name");
  const titleId = `match-${company.id}`;
  return (
    <li>
      <article
        className={classes.card}
        data-match={company.id}
        tabIndex={-1}
        data-passed={match.entry?.stage === "passed" || undefined}
        aria-labelledby={titleId}
        data-busy={fetcher.state !== "idle" || undefined}
      >
        <header className={classes.cardHead}>
          <span className={classes.rank} aria-hidden>
            {match.rank}
          </span>
          <div className={classes.cardTitle}>
            <h2 id={titleId}>
              <Link to={`/companies/${company.id}`} data-key="open" data-row-link>
                {name ? <MarkedText text={name} /> : company.name}
              </Link>
            </h2>
            <p className={classes.facts}>{factTexts(company).join(" · ")}</p>
          </div>
          <div className={classes.cardScore}>
            <FitBar score={fit} parts={sharesOf(parts).map(({ part, value }) => ({ label: t(`why.parts.${part}`), value }))} />
            {entry && <StateBadge tone={stageTone[entry.stage]}>{t(`stages.${entry.stage}`)}</StateBadge>}
          </div>
        </header>
        <ProfileTexts texts={match.texts} />
        <Bridges reasons={match.reasons} />
        <RequirementTicks requirements={match.requirements} />
        <Objections against={match.against} />
        <MetLessons lessons={match.learned.lessons} />
        <footer className={classes.cardFoot}>
          <MatchActions match={match} can={can} fetcher={fetcher} />
          <Why match={match} />
        </footer>
      </article>
    </li>
  );
}

/** The match with what was just decided on it, until a new ranking tells. */
function useDecided(ranked: MatchView, answer: MatchAnswer | undefined): MatchView {
  const [decided, setDecided] = useState<{ ranked: MatchView; match: MatchView } | null>(null);
  const latest = useRef({ ranked, decided });
  latest.current = { ranked, decided };
  useEffect(() => {
    if (answer?.ok !== true) return;
    const { ranked: now, decided: before } = latest.current;
    const base = before?.ranked === now ? before.match : now;
    const feedback = answer.mine === undefined ? base.feedback : { ...base.feedback, mine: answer.mine };
    setDecided({ ranked: now, match: { ...base, entry: answer.entry ?? base.entry, feedback } });
  }, [answer]);
  return decided?.ranked === ranked ? decided.match : ranked;
}
