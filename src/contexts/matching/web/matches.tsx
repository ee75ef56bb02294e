import { Button } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useRef } from "react";
import { Link, type ShouldRevalidateFunctionArgs, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { FilterBar } from "#ui/list/filter-bar.tsx";
import { withParam } from "#ui/list/list-params.ts";
import { Pagination } from "#ui/list/pagination.tsx";
import { usePolling } from "#ui/live/use-polling.ts";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { matchesForNeed } from "../need-matches.ts";
import type { Route } from "./+types/matches";
import { IndexNotice, NothingYet } from "./index-notice.tsx";
import { matchAction } from "./match-action.ts";
import { matchQueryOf } from "./match-query.ts";
import { HowRanked } from "./matches/how-ranked.tsx";
import { MatchCard } from "./matches/match-card.tsx";
import { useFacets } from "./matches/use-facets.ts";
import { useMatchKeys } from "./matches/use-match-keys.ts";
import classes from "./matching.module.css";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const { searchParams } = new URL(request.url);
  return page(ctx, async () => ({ matches: await matchesForNeed(ctx, params.needId, matchQueryOf(searchParams)) }), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => matchAction(ctx, params.needId, form), form);
}

const keepsOrder = new Set(["shortlist", "pass", "judge"]);

/** What one decides on a card moves the next ranking, not the list one is working through. */
export function shouldRevalidate({
  formData,
  actionStatus = 200,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  return keepsOrder.has(`${formData?.get("intent")}`) && actionStatus < 400 ? false : defaultShouldRevalidate;
}

/** The heart of the product: who could answer the need, and why. */
export default function Matches({ loaderData: { matches }, params }: Route.ComponentProps) {
  const t = useTranslations("matching");
  const [search] = useSearchParams();
  const listRef = useRef<HTMLOListElement>(null);
  const facets = useFacets(matches, search);
  useMatchKeys(listRef);
  const { items, total, cursor, index } = matches;
  usePolling(index.state === "building");
  const isFilling = items.length === 0 && index.state !== "ready";
  return (
    <>
      <IndexNotice index={index} meaning={matches.meaning} />
      <FilterBar facets={facets} total={isFilling ? null : total} />
      <div className={classes.columns}>
        <HowRanked matches={matches} needId={params.needId} />
        <div className={classes.results}>
          {isFilling ? (
            <NothingYet />
          ) : items.length === 0 ? (
            <EmptyState
              icon={<IconSearch size={26} />}
              title={t("matches.emptyTitle")}
              text={
                matches.excluded.total > 0 ? t("matches.emptyByMusts", { count: matches.excluded.total }) : t("matches.emptyText")
              }
              action={
                matches.excluded.total > 0 && (
                  <Button component={Link} to={withParam(search, "excluded", "show")} variant="default">
                    {t("matches.showExcluded")}
                  </Button>
                )
              }
            />
          ) : (
            <ol className={classes.cards} ref={listRef} start={items[0]!.rank} aria-label={t("matches.listLabel")}>
              {items.map((match) => (
                <MatchCard key={match.company.id} match={match} can={matches.can} />
              ))}
            </ol>
          )}
          <Pagination cursor={cursor} shown={items.length} total={total} />
        </div>
      </div>
    </>
  );
}
