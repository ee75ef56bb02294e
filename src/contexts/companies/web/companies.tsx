import { Button, Text } from "@mantine/core";
import { IconBuildingPlus, IconBuildings, IconFileImport } from "@tabler/icons-react";
import { Link, redirect, useSearchParams } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { formObject, parse } from "#platform/parse.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { ColumnChooser } from "#ui/list/column-chooser.tsx";
import { FilterBar } from "#ui/list/filter-bar.tsx";
import type { Facet } from "#ui/list/list-params.ts";
import { Pagination } from "#ui/list/pagination.tsx";
import { IndexNotice } from "#ui/live/index-notice.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { noticed, redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { changeTags } from "../commands/edit-company.ts";
import { passOnCompanies } from "../commands/record-pass.ts";
import { foundedBands, sizeBands, statuses } from "../company.ts";
import type { CompanyIndexState } from "../company-index.ts";
import { fields, stages, topics } from "../fields.ts";
import { listCompanies } from "../queries/list-companies.ts";
import { getSavedSearch, listSavedSearches, markSavedSearchSeen, removeSavedSearch, saveSearch } from "../saved-searches.ts";
import { bulkPass, bulkTags, type FacetName, savedSearchInput } from "../schema.ts";
import type { FacetCounts } from "../views.ts";
import type { Route } from "./+types/companies";
import { CompanyTable, useCompanyColumns } from "./company-table.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { filterOf, listQueryOf, searchParamsOf } from "./list-query.ts";
import { SavedSearches } from "./saved-searches.tsx";
import { useCompanyWords } from "./words.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const { searchParams } = new URL(request.url);
  return page(
    ctx,
    async () => {
      const saved = searchParams.get("saved");
      if (saved) await markSavedSearchSeen(ctx, saved);
      if (saved && [...searchParams.keys()].every((name) => name === "saved" || name === "_routes")) {
        const { query } = await getSavedSearch(ctx, saved);
        throw redirect(`/companies?${searchParamsOf({ ...query, saved })}`);
      }
      return { list: await listCompanies(ctx, listQueryOf(searchParams)), searches: await listSavedSearches(ctx) };
    },
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const input = formObject(form);
  return submission(
    ctx,
    async () => {
      switch (form.get("intent")) {
        case "saveSearch": {
          const filter = filterOf(new URLSearchParams(String(form.get("filter") ?? "")));
          const { id } = await saveSearch(ctx, parse(savedSearchInput, { ...input, query: filter }));
          const to = `/companies?${searchParamsOf({ ...filter, saved: id })}`;
          return redirectWithNotice(ctx, to, { messageKey: "companies.notices.searchSaved" });
        }
        case "removeSearch":
          await removeSavedSearch(ctx, String(form.get("id")));
          return redirectWithNotice(ctx, "/companies", { messageKey: "companies.notices.searchRemoved" });
        case "tags": {
          const { batchId, count } = await changeTags(ctx, parse(bulkTags, input));
          const undo = { action: "/companies/undo", fields: { kind: "tags", id: batchId } };
          return noticed(
            ctx,
            { ok: true },
            { messageKey: "companies.notices.tagged", values: { count }, undo: count > 0 ? undo : undefined },
          );
        }
        default: {
          const { batchId, count } = await passOnCompanies(ctx, parse(bulkPass, { companyIds: input.companyIds, pass: input }));
          const undo = { action: "/companies/undo", fields: { kind: "passes", id: batchId } };
          return noticed(ctx, { ok: true }, { messageKey: "companies.notices.passedOnMany", values: { count }, undo });
        }
      }
    },
    form,
  );
}

export default function Companies({ loaderData: { list, searches } }: Route.ComponentProps) {
  const t = useTranslations("companies");
  const columns = useCompanyColumns();
  const [params] = useSearchParams();
  const isFiltered = [...params.keys()].some((name) => !["sort", "columns", "cursor", "saved"].includes(name));
  const current = searches.find(({ id }) => id === params.get("saved"));
  return (
    <>
      <title>{t("list.title")}</title>
      <PageHeader
        title={current?.name ?? t("list.title")}
        lead={current ? undefined : t("list.lead")}
        actions={list.can.create && <NewCompany />}
      />
      <SearchNotice index={list.index} />
      <FilterBar
        facets={useFacets(list.facets)}
        search={{ label: t("list.search"), placeholder: t("list.searchHint") }}
        total={list.total}
      >
        <SavedSearches searches={searches} isFiltered={isFiltered} />
        <ExportMenu params={params} />
        <ColumnChooser columns={columns} />
      </FilterBar>
      {params.has("sort") && params.has("q") && list.sort !== params.get("sort") && (
        <Text size="sm" c="dimmed" role="status" mb="xs">
          {t("list.byRelevance")}
        </Text>
      )}
      <CompanyTable columns={columns} list={list} empty={<Nothing isFiltered={isFiltered} mayCreate={list.can.create} />} />
      <Pagination cursor={list.cursor} shown={list.items.length} total={list.total} />
    </>
  );
}

/** Says why a list comes from the database alone. */
function SearchNotice({ index }: { index: CompanyIndexState | null }) {
  const t = useTranslations("companies.list");
  const format = useFormatter();
  if (!index) return null;
  const [indexed, total] = [format.number(index.indexed), format.number(index.total)];
  return (
    <IndexNotice index={index}>
      {index.state === "failed" ? t("searchFailed") : t("searchBuilding", { indexed, total })}
    </IndexNotice>
  );
}

function NewCompany() {
  const t = useTranslations("companies.list");
  return (
    <>
      <Button component={Link} to="/companies/imports/new" variant="default" leftSection={<IconFileImport size={16} />}>
        {t("import")}
      </Button>
      <Button component={Link} to="/companies/new" leftSection={<IconBuildingPlus size={16} />}>
        {t("new")}
      </Button>
    </>
  );
}

function Nothing({ isFiltered, mayCreate }: { isFiltered: boolean; mayCreate: boolean }) {
  const t = useTranslations("companies.list");
  return (
    <EmptyState
      order={2}
      icon={<IconBuildings size={26} />}
      title={isFiltered ? t("nothingFits") : t("empty")}
      text={isFiltered ? t("nothingFitsText") : t("emptyText")}
      action={!isFiltered && mayCreate && <NewCompany />}
    />
  );
}

const shownFacets: FacetName[] = [
  "field",
  "topic",
  "country",
  "stage",
  "size",
  "founded",
  "city",
  "tag",
  "source",
  "status",
  "passed",
  "contacted",
];

function useFacets(counts: FacetCounts): Facet[] {
  const t = useTranslations("companies.facets");
  const words = useCompanyWords();
  const [params] = useSearchParams();
  return shownFacets
    .map((name) => ({
      name,
      label: t(name),
      single: name === "passed" || name === "contacted",
      options: valuesOf(counts, params, name).map(({ value, count }) => ({ value, count, label: words.facetValue(name, value) })),
    }))
    .filter(({ options }) => options.length > 0);
}

/** Where nothing was counted, what can be chosen is shown without numbers. */
const choices: Partial<Record<FacetName, readonly string[]>> = {
  field: fields,
  topic: topics,
  stage: stages,
  size: sizeBands.map(({ id }) => id),
  founded: foundedBands.map(({ id }) => id),
  status: statuses,
  passed: ["yes", "no", "due"],
  contacted: ["yes", "no"],
};

/** A chosen value stays in sight where the counts leave it out. */
function valuesOf(counts: FacetCounts, params: URLSearchParams, name: FacetName): { value: string; count?: number }[] {
  const counted = counts[name] ?? (choices[name] ?? []).map((value) => ({ value }));
  const missing = params.getAll(name).filter((value) => value !== "" && !counted.some((each) => each.value === value));
  return [...counted, ...missing.map((value) => ({ value }))];
}
