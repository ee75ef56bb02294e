import { IconTargetArrow } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { FitBar } from "#ui/fit-bar.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { needsForCompany } from "../other-matches.ts";
import { sharesOf } from "../score.ts";
import type { NeedMatchView } from "../views.ts";
import type { Route } from "./+types/company-needs";
import { IndexNotice, NothingYet } from "./index-notice.tsx";
import { RequirementTicks } from "./matches/requirement-ticks.tsx";
import { Bridges, Why } from "./matches/why.tsx";
import classes from "./matching.module.css";
import { stageTone } from "./stage-tone.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => needsForCompany(ctx, params.companyId), request);
}

/** The other direction: which open needs the company could answer. */
export default function CompanyNeeds({ loaderData: { items, index } }: Route.ComponentProps) {
  const t = useTranslations("matching.companyNeeds");
  return (
    <>
      <IndexNotice index={index} meaning="off" />
      {items.length === 0 && index.state !== "ready" ? (
        <NothingYet />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconTargetArrow size={26} />} title={t("emptyTitle")} text={t("emptyText")} />
      ) : (
        <ol className={classes.cards} aria-label={t("title")}>
          {items.map((match) => (
            <li key={match.need.id}>
              <NeedCard match={match} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function NeedCard({ match }: { match: NeedMatchView }) {
  const t = useTranslations("matching");
  const needs = useTranslations("needs");
  const { need, entry, fit, parts } = match;
  return (
    <article className={classes.card} aria-labelledby={`need-${need.id}`}>
      <header className={`${classes.cardHead} ${classes.plainHead}`}>
        <div className={classes.cardTitle}>
          <h2 id={`need-${need.id}`} lang={need.lang}>
            <Link to={`/needs/${need.id}`}>{need.title}</Link>
          </h2>
          <p className={classes.facts}>{needs(`state.${need.state as "open"}`)}</p>
        </div>
        <div className={classes.cardScore}>
          <FitBar score={fit} parts={sharesOf(parts).map(({ part, value }) => ({ label: t(`why.parts.${part}`), value }))} />
          {entry && <StateBadge tone={stageTone[entry.stage]}>{t(`stages.${entry.stage}`)}</StateBadge>}
        </div>
      </header>
      <Bridges reasons={match.reasons} />
      <RequirementTicks requirements={match.requirements} />
      <footer className={classes.cardFoot}>
        <Why match={match} />
      </footer>
    </article>
  );
}
