import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { Money } from "#ui/money.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { NeedRow } from "../schema.ts";
import { ClockText, NeedStateBadge, NeedTitle, useTaxonomy, useUnitName } from "./labels.tsx";

/** Needs as a table, sorted by the address. */
export function NeedsTable({ needs, empty }: { needs: NeedRow[]; empty: ReactNode }) {
  const t = useTranslations("needs");
  return (
    <DataTable
      label={t("list.title")}
      rows={needs}
      rowId={({ id }) => id}
      rowHref={({ id }) => `/needs/${id}`}
      rowLabel={({ title }) => title}
      defaultSort="-updated"
      columns={useColumns()}
      empty={empty}
    />
  );
}

function useColumns(): Column<NeedRow>[] {
  const t = useTranslations("needs");
  const unitName = useUnitName();
  const taxonomy = useTaxonomy();
  return [
    { id: "title", label: t("form.title"), cell: ({ title, lang }) => <NeedTitle title={title} lang={lang} />, width: "30%" },
    { id: "state", label: t("list.state"), cell: ({ state }) => <NeedStateBadge state={state} /> },
    { id: "unit", label: t("form.unit"), cell: ({ unit }) => unitName(unit) },
    { id: "field", label: t("form.field"), cell: ({ field }) => field && taxonomy.field(field) },
    {
      id: "urgency",
      label: t("form.urgency"),
      sort: "urgency",
      cell: ({ urgency }) =>
        urgency === "high" ? <StateBadge tone="bad">{t("urgency.high")}</StateBadge> : <span>{t(`urgency.${urgency}`)}</span>,
    },
    { id: "clock", label: t("list.turn"), cell: ({ clock }) => <ClockText clock={clock} short /> },
    {
      id: "decideBy",
      label: t("form.decideBy"),
      sort: "decideBy",
      cell: ({ decideBy }) => decideBy && <DateText value={decideBy} />,
    },
    {
      id: "budget",
      label: t("form.budget"),
      align: "end",
      hidden: true,
      cell: ({ budgetMinor, budgetCurrency }) =>
        budgetMinor === null ? null : <Money fen={budgetMinor} currency={budgetCurrency} compact />,
    },
    {
      id: "updated",
      label: t("list.updated"),
      sort: "updated",
      sortDescendingFirst: true,
      cell: ({ updatedAt }) => <RelativeTime value={updatedAt} />,
    },
  ];
}
