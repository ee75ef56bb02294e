import { Button } from "@mantine/core";
import { IconDownload, IconLayoutKanban, IconList, IconPlus, IconTargetArrow } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { fields } from "#contexts/companies/fields.ts";
import { listSavedViews } from "#contexts/companies/index.ts";
import { notFound } from "#platform/errors.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { FilterBar } from "#ui/list/filter-bar.tsx";
import { hrefOf, withParam } from "#ui/list/list-params.ts";
import { Pagination } from "#ui/list/pagination.tsx";
import { SavedViews } from "#ui/list/saved-views.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { leadToDefaultView, takeViewStep } from "#web/saved-view-steps.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { dueChoices, type Facets } from "../facets.ts";
import { listNeeds, needFacets } from "../list-needs.ts";
import { needStates, urgencies } from "../need.ts";
import { canStateNeed } from "../policy.ts";
import type { Route } from "./+types/needs";
import { useTaxonomy, useUnitName } from "./labels.tsx";
import { queryOf } from "./list-query.ts";
import classes from "./needs.module.css";
import { NeedsBoard } from "./needs-board.tsx";
import { NeedsTable } from "./needs-table.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const isBoard = new URL(request.url).searchParams.get("view") === "board";
  return page(
    ctx,
    async () => {
      const views = await listSavedViews(ctx, "needs");
      leadToDefaultView(request, "needs", views);
      const query = queryOf(request, isBoard ? { limit: 200 } : {});
      const needs = await listNeeds(ctx, query);
      return {
        needs,
        isBoard,
        facets: await needFacets(ctx, query),
        views,
        mayState: canStateNeed(ctx.actor, null),
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
      const taken = await takeViewStep(ctx, "needs", form);
      if (!taken) throw notFound();
      return taken;
    },
    form,
  );
}

export default function Needs({ loaderData }: Route.ComponentProps) {
  const { needs, isBoard, facets, views, mayState } = loaderData;
  const t = useTranslations("needs");
  const [params] = useSearchParams();
  const isFiltered = [...params.keys()].some((name) => !["view", "sort", "columns", "cursor", "saved"].includes(name));
  const stateButton = mayState && (
    <Button component={Link} to="/needs/new" leftSection={<IconPlus size={16} />}>
      {t("list.new")}
    </Button>
  );
  const empty = (
    <EmptyState
      icon={<IconTargetArrow size={26} />}
      title={isFiltered ? t("list.nothingFits") : t("list.empty")}
      text={isFiltered ? t("list.nothingFitsText") : t("list.emptyText")}
      action={isFiltered ? undefined : stateButton}
    />
  );
  return (
    <>
      <PageHeader title={t("list.title")} lead={t("list.lead")} actions={stateButton} />
      <FilterBar facets={useFacets(facets)} search={{ label: t("list.search") }} total={needs.total}>
        <ViewSwitch isBoard={isBoard} />
        <SavedViews views={views} />
        <Button component="a" variant="default" href={exportHref(params)} leftSection={<IconDownload size={16} />} download>
          {t("list.export")}
        </Button>
      </FilterBar>
      {isBoard && needs.items.length > 0 ? <NeedsBoard needs={needs.items} /> : <NeedsTable needs={needs.items} empty={empty} />}
      <Pagination cursor={needs.cursor} shown={needs.items.length} total={needs.total} />
    </>
  );
}

function ViewSwitch({ isBoard }: { isBoard: boolean }) {
  const t = useTranslations("needs.list");
  const [params] = useSearchParams();
  return (
    <nav aria-label={t("view")} className={classes.viewSwitch}>
      <Link
        to={withParam(params, "view", null)}
        aria-current={isBoard ? undefined : "true"}
        aria-label={t("asList")}
        title={t("asList")}
      >
        <IconList size={17} aria-hidden />
      </Link>
      <Link
        to={withParam(params, "view", "board")}
        aria-current={isBoard ? "true" : undefined}
        aria-label={t("asBoard")}
        title={t("asBoard")}
      >
        <IconLayoutKanban size={17} aria-hidden />
      </Link>
    </nav>
  );
}

function exportHref(params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  next.set("format", "xlsx");
  return `/needs/export${hrefOf(next)}`;
}

function useFacets(facets: Facets) {
  const t = useTranslations("needs");
  const unitName = useUnitName();
  const taxonomy = useTaxonomy();
  return [
    {
      name: "state",
      label: t("list.state"),
      options: needStates.map((state) => ({ value: state, label: t(`state.${state}`), count: facets.state[state] ?? 0 })),
    },
    {
      name: "unitId",
      label: t("form.unit"),
      options: facets.unit.map((unit) => ({ value: unit.id, label: unitName(unit), count: unit.count })),
    },
    {
      name: "field",
      label: t("form.field"),
      options: fields
        .filter((field) => facets.field[field])
        .map((field) => ({ value: field, label: taxonomy.field(field), count: facets.field[field] })),
    },
    {
      name: "urgency",
      label: t("form.urgency"),
      options: urgencies.map((urgency) => ({
        value: urgency,
        label: t(`urgency.${urgency}`),
        count: facets.urgency[urgency] ?? 0,
      })),
    },
    {
      name: "due",
      label: t("form.decideBy"),
      single: true,
      options: dueChoices.map((due) => ({ value: due, label: t(`due.${due}`), count: facets.due[due] ?? 0 })),
    },
    { name: "mine", label: t("list.whose"), single: true, options: [{ value: "1", label: t("list.mine") }] },
  ];
}
