import { Button } from "@mantine/core";
import { IconClockHour4, IconDownload, IconFlask } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { listSavedViews } from "#contexts/companies/index.ts";
import { notFound } from "#platform/errors.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { ColumnChooser } from "#ui/list/column-chooser.tsx";
import { FilterBar } from "#ui/list/filter-bar.tsx";
import { hrefOf } from "#ui/list/list-params.ts";
import { Pagination } from "#ui/list/pagination.tsx";
import { SavedViews } from "#ui/list/saved-views.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { leadToDefaultView, takeViewStep } from "#web/saved-view-steps.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { canSeeClocks } from "../policy.ts";
import { listPilots } from "../queries/list-pilots.ts";
import { getPilotBoard } from "../queries/pilot-board.ts";
import { pilotFacets } from "../queries/pilot-facets.ts";
import type { Route } from "./+types/pilots";
import { PilotBoard } from "./boards/board.tsx";
import { filterOf, queryOf } from "./boards/list-query.ts";
import { PilotsTable, usePilotColumns } from "./boards/pilots-table.tsx";
import { usePilotFacets } from "./boards/use-facets.ts";
import { takeVerdict } from "./boards/verdict-step.ts";
import { ViewSwitch } from "./boards/view-switch.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const isBoard = new URL(request.url).searchParams.get("view") === "board";
  return page(
    ctx,
    async () => {
      const views = await listSavedViews(ctx, "pilots");
      leadToDefaultView(request, "pilots", views);
      const filter = filterOf(request);
      return {
        list: isBoard ? null : await listPilots(ctx, queryOf(request)),
        board: isBoard ? await getPilotBoard(ctx, filter) : null,
        facets: await pilotFacets(ctx, filter),
        views,
        isHost: ctx.actor.organisationKind === "host",
        can: { seeClocks: canSeeClocks(ctx.actor) },
      };
    },
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      if (form.get("intent") === "decide") return takeVerdict(ctx, request, form);
      const taken = await takeViewStep(ctx, "pilots", form);
      if (!taken) throw notFound();
      return taken;
    },
    form,
  );
}

export const shouldRevalidate = revalidateOnConflict;

export default function Pilots({ loaderData: { list, board, facets, views, isHost, can } }: Route.ComponentProps) {
  const t = useTranslations("pipeline");
  const title = useTranslations("pilots.list");
  const [params] = useSearchParams();
  const columns = usePilotColumns(isHost);
  const total = list ? list.total : board!.columns.reduce((sum, column) => sum + column.total, 0);
  const clocks = can.seeClocks && (
    <Button component={Link} to="/pilots/clocks" variant="default" leftSection={<IconClockHour4 size={16} />}>
      {t("clocks.title")}
    </Button>
  );
  return (
    <>
      <PageHeader title={title("title")} lead={title("lead")} actions={clocks} />
      <FilterBar facets={usePilotFacets(facets)} search={{ label: t("search") }} total={total}>
        <ViewSwitch shown={board ? "board" : "list"} />
        <SavedViews views={views} />
        {list && <ColumnChooser columns={columns} />}
        <Button component="a" variant="default" href={exportHref(params)} leftSection={<IconDownload size={16} />} download>
          {t("export")}
        </Button>
      </FilterBar>
      {board && total !== 0 && <PilotBoard board={board} />}
      {board && total === 0 && <Nothing isHost={isHost} />}
      {list && (
        <>
          <PilotsTable pilots={list.items} isHost={isHost} empty={<Nothing isHost={isHost} />} />
          <Pagination cursor={list.cursor} shown={list.items.length} total={list.total} />
        </>
      )}
    </>
  );
}

function Nothing({ isHost }: { isHost: boolean }) {
  const t = useTranslations("pipeline.empty");
  const [params] = useSearchParams();
  const isFiltered = [...params.keys()].some((name) => !["view", "sort", "columns", "cursor", "saved"].includes(name));
  return (
    <EmptyState
      icon={<IconFlask size={26} />}
      title={t(isFiltered ? "nothingFits" : "title")}
      text={t(isFiltered ? "nothingFitsText" : isHost ? "hostText" : "startupText")}
      action={
        isHost &&
        !isFiltered && (
          <Button component={Link} to="/needs?state=shortlisted">
            {t("toNeeds")}
          </Button>
        )
      }
    />
  );
}

function exportHref(params: URLSearchParams): string {
  const next = new URLSearchParams([...params].filter(([name]) => !["cursor", "view", "decide", "to"].includes(name)));
  next.set("format", "xlsx");
  return `/pilots/export${hrefOf(next)}`;
}
