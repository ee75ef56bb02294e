import { IconInbox } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { listSavedViews } from "#contexts/companies/index.ts";
import { formObject, parse } from "#platform/parse.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { ColumnChooser } from "#ui/list/column-chooser.tsx";
import { DataTable } from "#ui/list/data-table.tsx";
import { FilterBar } from "#ui/list/filter-bar.tsx";
import { Pagination } from "#ui/list/pagination.tsx";
import { SavedViews } from "#ui/list/saved-views.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { addressQuery } from "#web/address-query.ts";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { leadToDefaultView, takeViewStep } from "#web/saved-view-steps.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { actOnApplications } from "../commands/act-on-applications.ts";
import { applicationQuery, bulkRequest } from "../list-schema.ts";
import { canOpenCall } from "../policy.ts";
import { applicationFacets } from "../queries/application-facets.ts";
import { listApplications } from "../queries/list-applications.ts";
import { responsiblePeople } from "../queries/responsible-people.ts";
import type { Route } from "./+types/application-list";
import { ApplicationBulk, type AskedStep, StepDialog } from "./application-bulk.tsx";
import { useApplicationColumns } from "./application-columns.tsx";
import { ApplicationExports } from "./application-exports.tsx";
import { useApplicationFacets } from "./application-list-facets.ts";

/** Parameters of the page that are not part of what is listed. */
const ofThePage = ["columns", "saved"];
const ofTheOrder = [...ofThePage, "sort", "cursor", "limit"];

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const views = await listSavedViews(ctx, "applications");
      leadToDefaultView(request, "applications", views);
      const query = parse(applicationQuery, addressQuery(new URL(request.url).searchParams, ofThePage));
      const mayRun = canOpenCall(ctx.actor);
      return {
        applications: await listApplications(ctx, query),
        facets: await applicationFacets(ctx, query),
        people: mayRun ? await responsiblePeople(ctx) : [],
        views,
        mayRun,
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
      const taken = await takeViewStep(ctx, "applications", form);
      if (taken) return taken;
      const { intent, isRehearsal, ...step } = formObject(form);
      const until = step.until ?? null;
      const personId = step.personId === "nobody" ? null : step.personId;
      const request = { step: { ...step, step: intent, until, personId }, isRehearsal: isRehearsal === "true" };
      return actOnApplications(ctx, parse(bulkRequest, request));
    },
    form,
  );
}

/** What came in at the calls of the reader's organisation, what is due first on top. */
export default function ApplicationList({ loaderData }: Route.ComponentProps) {
  const { applications, facets, people, views, mayRun } = loaderData;
  const t = useTranslations("applications.list");
  const [params] = useSearchParams();
  const columns = useApplicationColumns();
  const [asked, setAsked] = useState<AskedStep | null>(null);
  const isFiltered = [...params.keys()].some((name) => !ofTheOrder.includes(name));
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <FilterBar facets={useApplicationFacets(facets)} search={{ label: t("search") }} total={applications.total}>
        <SavedViews views={views} />
        <ApplicationExports params={params} />
        <ColumnChooser columns={columns} />
      </FilterBar>
      <DataTable
        label={t("title")}
        rows={applications.items}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/applications/${id}`}
        rowLabel={({ reference }) => reference}
        defaultSort="due"
        columns={columns}
        bulk={(ids, clear) => (
          <ApplicationBulk
            rows={applications.items.filter(({ id }) => ids.includes(id))}
            mayRun={mayRun}
            onStep={(step) => setAsked({ step, rows: applications.items.filter(({ id }) => ids.includes(id)), clear })}
          />
        )}
        empty={
          <EmptyState
            icon={<IconInbox size={26} />}
            title={isFiltered ? t("nothingFits") : t("empty")}
            text={isFiltered ? t("nothingFitsText") : t("emptyText")}
          />
        }
      />
      <StepDialog asked={asked} people={people} close={() => setAsked(null)} />
      <Pagination cursor={applications.cursor} shown={applications.items.length} total={applications.total} />
    </>
  );
}
