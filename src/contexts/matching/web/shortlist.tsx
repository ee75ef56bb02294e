import { Button } from "@mantine/core";
import { IconColumns3, IconFileTypePdf, IconListSearch, IconPrinter, IconTableExport } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { getShortlist } from "../shortlist/queries.ts";
import { openStages, type ShortlistStage } from "../shortlist-stage.ts";
import type { Route } from "./+types/shortlist";
import classes from "./matching.module.css";
import { EntryCard } from "./shortlist/entry-card.tsx";
import { shortlistAction } from "./shortlist-action.ts";
import { stageTone } from "./stage-tone.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getShortlist(ctx, params.needId), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => shortlistAction(ctx, params.needId, form), form);
}

const stagesFurthestFirst: readonly ShortlistStage[] = [...openStages.toReversed(), "passed"];

/** The companies considered for the need, by stage, with what the unit thinks of them. */
export default function Shortlist({ loaderData: { entries, can }, params }: Route.ComponentProps) {
  const t = useTranslations("matching");
  const path = `/needs/${params.needId}/shortlist`;
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={<IconListSearch size={26} />}
        title={t("shortlist.emptyTitle")}
        text={t("shortlist.emptyText")}
        action={
          <Button component={Link} to={`/needs/${params.needId}/matches`}>
            {t("shortlist.toMatches")}
          </Button>
        }
      />
    );
  }
  const active = entries.filter(({ stage }) => stage !== "passed");
  return (
    <>
      <nav className={classes.toolbar} aria-label={t("shortlist.share")}>
        {active.length >= 2 && (
          <Button component={Link} to={`${path}/comparison`} variant="default" size="sm" leftSection={<IconColumns3 size={16} />}>
            {t("shortlist.compare")}
          </Button>
        )}
        <Button component={Link} to={`${path}/report`} variant="default" size="sm" leftSection={<IconPrinter size={16} />}>
          {t("shortlist.page")}
        </Button>
        <Button
          component="a"
          href={`${path}/report.pdf`}
          download
          variant="default"
          size="sm"
          leftSection={<IconFileTypePdf size={16} />}
        >
          PDF
        </Button>
        <Button
          component="a"
          href={`${path}/export?format=xlsx`}
          download
          variant="default"
          size="sm"
          leftSection={<IconTableExport size={16} />}
        >
          Excel
        </Button>
        <Button component="a" href={`${path}/export?format=csv`} download variant="subtle" size="sm">
          CSV
        </Button>
      </nav>
      {stagesFurthestFirst.map((stage) => {
        const inStage = entries.filter((entry) => entry.stage === stage);
        if (inStage.length === 0) return null;
        return (
          <section key={stage} className={classes.stage} aria-labelledby={`stage-${stage}`}>
            <h2 id={`stage-${stage}`}>
              <StateBadge tone={stageTone[stage]}>{t(`stages.${stage}`)}</StateBadge>
              <span className={classes.count}>{inStage.length}</span>
            </h2>
            <div className={classes.cards}>
              {inStage.map((entry, at) => (
                <EntryCard key={entry.id} entry={entry} can={can} place={at} last={at === inStage.length - 1} />
              ))}
            </div>
          </section>
        );
      })}
    </>
  );
}
