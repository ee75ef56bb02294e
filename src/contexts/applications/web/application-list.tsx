import { IconInbox } from "@tabler/icons-react";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { FilterBar } from "#ui/list/filter-bar.tsx";
import { Pagination } from "#ui/list/pagination.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { addressQuery } from "#web/address-query.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { applicationStates, outcomes } from "../application.ts";
import { listApplications } from "../queries/list-applications.ts";
import { listCalls } from "../queries/list-calls.ts";
import { turns } from "../response-clock.ts";
import { applicationQuery } from "../schema.ts";
import type { ApplicationRowView } from "../views.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/application-list";
import { StandingText } from "./standing.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const query = parse(applicationQuery, addressQuery(new URL(request.url).searchParams, ["columns"]));
      const [applications, calls] = [await listApplications(ctx, query), await listCalls(ctx, { limit: 100 })];
      return { applications, calls: calls.items };
    },
    request,
  );
}

/** What came in at the calls of the reader's organisation, what is overdue first. */
export default function ApplicationList({ loaderData: { applications, calls } }: Route.ComponentProps) {
  const t = useTranslations("applications.list");
  const words = useTranslations("applications.writing");
  const locale = useLocale() as Locale;
  const option = (value: string, label: string) => ({ value, label, count: null });
  const facets = [
    { name: "callId", label: t("call"), options: calls.map((call) => option(call.id, readWording(call.title, locale).text)) },
    {
      name: "state",
      label: t("state"),
      options: applicationStates.filter((state) => state !== "draft").map((state) => option(state, words(`state.${state}`))),
    },
    { name: "outcome", label: t("outcome"), options: outcomes.map((outcome) => option(outcome, words(`state.${outcome}`))) },
    { name: "turn", label: t("turn"), options: turns.map((turn) => option(turn, t(`turns.${turn}`))) },
  ];
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <FilterBar facets={facets as never} search={{ label: t("search") }} total={applications.total} />
      <DataTable
        label={t("title")}
        rows={applications.items}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/applications/${id}`}
        rowLabel={({ reference }) => reference}
        defaultSort="due"
        columns={useColumns()}
        empty={<EmptyState icon={<IconInbox size={26} />} title={t("empty")} text={t("emptyText")} />}
      />
      <Pagination cursor={applications.cursor} shown={applications.items.length} />
    </>
  );
}

function useColumns(): Column<ApplicationRowView>[] {
  const t = useTranslations("applications.list");
  const words = useTranslations("applications.writing");
  const format = useFormatter();
  const locale = useLocale() as Locale;
  return [
    {
      id: "firm",
      label: t("firm"),
      sort: "firm",
      width: "28%",
      cell: ({ firmName, reference }) => firmName ?? t("blind", { reference }),
    },
    { id: "call", label: t("call"), cell: ({ call }) => readWording(call.title, locale).text },
    {
      id: "state",
      label: t("state"),
      cell: ({ state, outcome, isLate }) => (
        <>
          <StateBadge tone={state === "decided" ? "idle" : state === "in_review" ? "info" : "accent"}>
            {words(`state.${outcome ?? state}`)}
          </StateBadge>
          {isLate && ` ${t("late")}`}
        </>
      ),
    },
    {
      id: "reviews",
      label: t("reviews"),
      align: "end",
      cell: ({ reviews }) =>
        reviews.asked === 0 ? null : `${format.number(reviews.handedIn)} / ${format.number(reviews.asked)}`,
    },
    {
      id: "standing",
      label: t("standing"),
      align: "end",
      cell: ({ standing }) => standing && <StandingText standing={standing} />,
    },
    {
      id: "due",
      label: t("due"),
      sort: "due",
      cell: ({ clock }) =>
        clock.until && (
          <StateBadge tone={clock.isOverdue ? "bad" : "idle"} quiet>
            {t(`turns.${clock.turn}`)} · <DateText value={clock.until} />
          </StateBadge>
        ),
    },
    {
      id: "submitted",
      label: t("submitted"),
      sort: "submitted",
      sortDescendingFirst: true,
      cell: ({ submittedAt }) => <DateText value={submittedAt} />,
    },
  ];
}
