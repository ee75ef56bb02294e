import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { Money } from "#ui/money.tsx";
import type { PilotRowView } from "../../board-views.ts";
import { PilotStateBadge } from "../labels.tsx";
import { NextText, StayText, TurnText, useUnitName } from "./names.tsx";

/** Pilots as a table, sorted by the address; the start-up's columns are those of its side. */
export function PilotsTable({ pilots, isHost, empty }: { pilots: PilotRowView[]; isHost: boolean; empty: ReactNode }) {
  const t = useTranslations("pilots");
  return (
    <DataTable
      label={t("list.title")}
      rows={pilots}
      rowId={({ id }) => id}
      rowHref={({ id }) => `/pilots/${id}`}
      rowLabel={({ title }) => title}
      defaultSort="next"
      columns={usePilotColumns(isHost)}
      empty={empty}
    />
  );
}

export function usePilotColumns(isHost: boolean): Column<PilotRowView>[] {
  const t = useTranslations("pipeline.column");
  const unitName = useUnitName();
  const hosts: Column<PilotRowView>[] = [
    { id: "unit", label: t("unit"), cell: ({ unit }) => unit && unitName(unit) },
    { id: "need", label: t("need"), hidden: true, cell: ({ need }) => need?.title },
    {
      id: "missing",
      label: t("missing"),
      align: "end",
      cell: ({ missing }) => missing?.length,
    },
    {
      id: "budget",
      label: t("budget"),
      align: "end",
      hidden: true,
      cell: ({ budget }) => budget && <Money fen={budget.minor} currency={budget.currency} compact />,
    },
  ];
  return [
    { id: "title", label: t("title"), cell: ({ title, lang }) => <bdi lang={lang}>{title}</bdi>, width: "26%" },
    { id: "company", label: t("company"), cell: ({ company }) => company.name },
    { id: "state", label: t("state"), cell: ({ state }) => <PilotStateBadge state={state} /> },
    { id: "stay", label: t("stay"), sort: "stateSince", cell: (pilot) => <StayText pilot={pilot} /> },
    { id: "turn", label: t("turn"), cell: (pilot) => <TurnText pilot={pilot} /> },
    { id: "next", label: t("next"), sort: "next", cell: (pilot) => pilot.next && <NextText pilot={pilot} /> },
    {
      id: "decisionOn",
      label: t("decisionOn"),
      sort: "decisionOn",
      cell: ({ decisionOn }) => decisionOn && <DateText value={decisionOn} />,
    },
    ...(isHost ? hosts : []),
    {
      id: "endsOn",
      label: t("endsOn"),
      sort: "endsOn",
      hidden: true,
      cell: ({ endsOn }) => endsOn && <DateText value={endsOn} />,
    },
    { id: "owner", label: t("owner"), hidden: true, cell: ({ problemOwner }) => problemOwner.name },
    { id: "number", label: t("number"), hidden: true, cell: ({ number }) => number },
    {
      id: "changed",
      label: t("changed"),
      sort: "changed",
      sortDescendingFirst: true,
      hidden: true,
      cell: ({ changedAt }) => <RelativeTime value={changedAt} />,
    },
  ];
}
