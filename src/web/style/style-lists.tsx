import { Button } from "@mantine/core";
import { RelativeTime } from "#ui/dates.tsx";
import { FitBar } from "#ui/fit-bar.tsx";
import { ColumnChooser } from "#ui/list/column-chooser.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { FilterBar } from "#ui/list/filter-bar.tsx";
import { Pagination } from "#ui/list/pagination.tsx";
import { Money } from "#ui/money.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { type SampleCompany, sampleFacets } from "./sample.ts";
import classes from "./style.module.css";

const columns: Column<SampleCompany>[] = [
  { id: "name", label: "Company", cell: (company) => company.name, sort: "name", width: "24%" },
  { id: "state", label: "State", cell: (company) => <StateBadge tone={company.state.tone}>{company.state.label}</StateBadge> },
  {
    id: "fit",
    label: "Fit",
    cell: (company) => <FitBar score={company.score} parts={partsOf(company.score)} />,
    sort: "score",
    sortDescendingFirst: true,
  },
  { id: "field", label: "Topic", cell: (company) => company.field },
  { id: "city", label: "City", cell: (company) => company.city, sort: "city", minor: true },
  { id: "founded", label: "Founded", cell: (company) => String(company.founded), sort: "founded", align: "end", minor: true },
  { id: "funding", label: "Funding", cell: (company) => <Money fen={company.fundingFen} compact />, align: "end" },
  { id: "stage", label: "Stage", cell: (company) => company.stage, hidden: true },
  { id: "seen", label: "Last seen", cell: (company) => <RelativeTime value={company.seenAt} />, align: "end" },
];

const partsOf = (score: number) => [
  { label: "Words", value: score * 0.45 },
  { label: "Concepts", value: score * 0.35 },
  { label: "Requirements", value: score * 0.2 },
];

export function StyleLists({ companies }: { companies: SampleCompany[] }) {
  return (
    <div className={classes.block}>
      <FilterBar search={{ label: "Search companies" }} facets={sampleFacets} total={4213}>
        <ColumnChooser columns={columns} />
      </FilterBar>
      <DataTable
        label="Companies"
        columns={columns}
        rows={companies}
        rowId={(company) => company.id}
        rowHref={(company) => `/style?row=${company.id}`}
        rowLabel={(company) => company.name}
        defaultSort="-score"
        bulk={(ids, clear) => (
          <>
            <Button size="xs" variant="default" onClick={clear}>
              Tag
            </Button>
            <Button size="xs">Shortlist {ids.length}</Button>
          </>
        )}
      />
      <Pagination cursor="next-page" shown={companies.length} total={4213} />
    </div>
  );
}
