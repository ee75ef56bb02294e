import { IconClockExclamation } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { Highlight } from "#ui/highlight.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { Money } from "#ui/money.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { CompanyListItem, CompanyPage } from "../views.ts";
import { BulkActions } from "./bulk-actions.tsx";
import classes from "./companies.module.css";
import { CompanyName } from "./company-name.tsx";
import { typedSpans } from "./typed-spans.ts";
import { useCompanyWords } from "./words.ts";

interface CompanyTableProps {
  columns: Column<CompanyListItem>[];
  list: CompanyPage;
  empty: ReactNode;
}

export function CompanyTable({ columns, list, empty }: CompanyTableProps) {
  const t = useTranslations("companies.list");
  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={list.items}
      rowId={({ id }) => id}
      rowHref={({ id }) => `/companies/${id}`}
      rowLabel={({ name }) => name}
      bulk={(ids, clear) => <BulkActions ids={ids} clear={clear} can={list.can} />}
      empty={empty}
      dense
    />
  );
}

export function useCompanyColumns(): Column<CompanyListItem>[] {
  const t = useTranslations("companies.columns");
  const words = useCompanyWords();
  const format = useFormatter();
  return [
    { id: "name", label: t("name"), sort: "name", width: "34%", cell: (company) => <NameCell company={company} /> },
    { id: "field", label: t("field"), cell: ({ field }) => field && words.field(field) },
    { id: "country", label: t("country"), cell: (company) => placeText(company, words) },
    { id: "stage", label: t("stage"), cell: ({ stage }) => stage && words.stage(stage) },
    {
      id: "foundedYear",
      label: t("foundedYear"),
      sort: "founded",
      sortDescendingFirst: true,
      align: "end",
      cell: ({ foundedYear }) => foundedYear,
    },
    {
      id: "teamSize",
      label: t("teamSize"),
      sort: "size",
      sortDescendingFirst: true,
      align: "end",
      cell: ({ teamSize }) => (teamSize === null ? null : format.number(teamSize)),
    },
    { id: "pass", label: t("pass"), cell: ({ pass }) => pass && <PassCell pass={pass} /> },
    {
      id: "lastContactOn",
      label: t("lastContactOn"),
      cell: ({ lastContactOn }) => lastContactOn && <DateText value={lastContactOn} />,
    },
    {
      id: "fundingTotalFen",
      label: t("fundingTotalFen"),
      sort: "funding",
      sortDescendingFirst: true,
      align: "end",
      hidden: true,
      cell: ({ fundingTotalFen }) => (fundingTotalFen === null ? null : <Money fen={fundingTotalFen} compact />),
    },
    { id: "topics", label: t("topics"), hidden: true, cell: ({ topics }) => topics.map(words.topic).join(", ") },
    { id: "tags", label: t("tags"), hidden: true, cell: ({ tags }) => tags.slice(0, 6).join(", ") },
    { id: "sources", label: t("sources"), hidden: true, cell: ({ sources }) => sources.map(words.source).join(", ") },
    { id: "status", label: t("status"), hidden: true, cell: ({ status }) => words.status(status) },
    {
      id: "updatedAt",
      label: t("updatedAt"),
      sort: "updated",
      sortDescendingFirst: true,
      hidden: true,
      cell: ({ updatedAt }) => <DateText value={updatedAt} />,
    },
  ];
}

function NameCell({ company }: { company: CompanyListItem }) {
  const { oneLiner, shownLang } = company;
  const [params] = useSearchParams();
  const typed = params.get("q") ?? "";
  return (
    <span className={classes.nameCell}>
      <CompanyName company={company} typed={typed} />
      {oneLiner && (
        <span className={classes.oneLiner} lang={shownLang}>
          <Highlight text={oneLiner} spans={typedSpans(oneLiner, typed)} />
        </span>
      )}
    </span>
  );
}

const placeText = ({ country, city }: CompanyListItem, words: ReturnType<typeof useCompanyWords>): string =>
  [city && words.city(city), country && words.country(country)].filter(Boolean).join(", ");

function PassCell({ pass }: { pass: NonNullable<CompanyListItem["pass"]> }) {
  const t = useTranslations("companies");
  const words = useCompanyWords();
  return (
    <StateBadge tone={pass.isDue ? "accent" : "idle"} quiet>
      {words.reason(pass.reasonCode)}
      {pass.isDue && <IconClockExclamation size={14} aria-label={t("passes.due")} />}
    </StateBadge>
  );
}
