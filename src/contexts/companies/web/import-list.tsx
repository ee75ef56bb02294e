import { Button } from "@mantine/core";
import { IconFileImport, IconTableImport } from "@tabler/icons-react";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { pageQuery } from "#platform/pages.ts";
import { parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { Pagination } from "#ui/list/pagination.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { listImports } from "../import/queries.ts";
import type { ImportListItem } from "../import/schema.ts";
import type { Route } from "./+types/import-list";
import { toneOfImport } from "./import-state.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return page(ctx, () => listImports(ctx, parse(pageQuery, query)), request);
}

export default function ImportList({ loaderData }: Route.ComponentProps) {
  const t = useTranslations("companiesImport");
  const newButton = loaderData.can.create && (
    <Button component={Link} to="/companies/imports/new" leftSection={<IconFileImport size={16} />}>
      {t("list.new")}
    </Button>
  );
  return (
    <>
      <title>{t("list.title")}</title>
      <PageHeader title={t("list.title")} lead={t("list.lead")} actions={loaderData.items.length > 0 && newButton} />
      <DataTable
        label={t("list.title")}
        rows={loaderData.items}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/companies/imports/${id}`}
        columns={useImportColumns()}
        empty={
          <EmptyState
            icon={<IconTableImport size={26} />}
            title={t("list.empty")}
            text={t("list.emptyText")}
            action={newButton}
          />
        }
      />
      <Pagination cursor={loaderData.cursor} shown={loaderData.items.length} />
    </>
  );
}

function useImportColumns(): Column<ImportListItem>[] {
  const t = useTranslations("companiesImport");
  const format = useFormatter();
  const countColumn = (id: "created" | "updated" | "unchanged" | "rejected"): Column<ImportListItem> => ({
    id,
    label: t(`counts.${id}`),
    align: "end",
    cell: ({ counts }) => <span className="tabular">{format.number(counts[id])}</span>,
  });
  return [
    { id: "file", label: t("list.file"), cell: ({ fileName }) => fileName },
    { id: "source", label: t("source"), cell: ({ source }) => source },
    {
      id: "state",
      label: t("list.state"),
      cell: ({ status }) => <StateBadge tone={toneOfImport[status]}>{t(`status.${status}`)}</StateBadge>,
    },
    countColumn("created"),
    countColumn("updated"),
    countColumn("unchanged"),
    countColumn("rejected"),
    { id: "by", label: t("list.by"), cell: ({ createdByName }) => createdByName },
    { id: "at", label: t("list.at"), cell: ({ createdAt }) => <DateText value={createdAt} withTime /> },
  ];
}
