import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { type ColumnSetting, shownColumns } from "./columns.ts";
import classes from "./list.module.css";
import { nextSort, type Sorting, sortingOf, withParam } from "./list-params.ts";
import { useRowKeys } from "./row-keys.ts";
import { type Selection, useSelection } from "./selection.ts";

export interface Column<Row> extends ColumnSetting {
  /** Nothing or an empty text where the row has no such value: a dash in the table, no line in the card of a phone. */
  cell: (row: Row) => ReactNode;
  /** Key in `sort=…`; the header becomes a link. */
  sort?: string;
  /** Dates and numbers: the first click sorts downwards. */
  sortDescendingFirst?: boolean;
  align?: "start" | "end";
  width?: string;
  /** Left out of the cards on a phone. */
  minor?: boolean;
}

export interface DataTableProps<Row> {
  /** Says what the table holds; read out, not shown. */
  label: string;
  /** The first column names the row and carries its link. */
  columns: Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  /** Names a row for the checkbox: "Select Lingdong Power". */
  rowLabel?: (row: Row) => string;
  /** What to do with chosen rows; with it the rows can be chosen. */
  bulk?: (ids: string[], clear: () => void) => ReactNode;
  /** Sorting when the address says none. */
  defaultSort?: string;
  dense?: boolean;
  /** Shown instead of rows when there are none: an EmptyState. */
  empty?: ReactNode;
}

/** A list as a table: sorted and arranged by the address, walked by j and k, chosen by x, cards on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowId, bulk, dense, empty, defaultSort } = props;
  const [params] = useSearchParams();
  const table = useRef<HTMLTableElement>(null);
  const selection = useSelection(rows.map(rowId));
  const columns = shownColumns(props.columns, params.get("columns"));
  const sorting = sortingOf(params, defaultSort);
  useRowKeys(table, bulk ? (id) => selection.toggle(id, false) : undefined);
  if (rows.length === 0 && empty) return <div className={classes.tableWrap}>{empty}</div>;
  return (
    <div className={classes.tableWrap}>
      <table ref={table} className={classes.table} data-dense={dense || undefined} aria-label={label}>
        <thead>
          <tr>
            {bulk && <SelectAll selection={selection} count={rows.length} />}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sorting={sorting} params={params} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BodyRow key={rowId(row)} row={row} columns={columns} table={props} selection={bulk ? selection : null} />
          ))}
        </tbody>
      </table>
      {bulk && selection.ids.size > 0 && <BulkBar selection={selection}>{bulk([...selection.ids], selection.clear)}</BulkBar>}
    </div>
  );
}

function HeaderCell<Row>({ column, sorting, params }: { column: Column<Row>; sorting: Sorting | null; params: URLSearchParams }) {
  const isSorted = column.sort !== undefined && sorting?.key === column.sort;
  const ariaSort = isSorted ? (sorting.descending ? "descending" : "ascending") : undefined;
  return (
    <th scope="col" aria-sort={ariaSort} data-align={column.align} style={column.width ? { width: column.width } : undefined}>
      {column.sort ? (
        <Link
          className={classes.sort}
          to={withParam(params, "sort", nextSort(sorting, column.sort, column.sortDescendingFirst))}
          preventScrollReset
          data-sorted={isSorted || undefined}
        >
          {column.label}
          {isSorted && sorting.descending ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />}
        </Link>
      ) : (
        column.label
      )}
    </th>
  );
}

interface BodyRowProps<Row> {
  row: Row;
  columns: Column<Row>[];
  table: DataTableProps<Row>;
  selection: Selection | null;
}

function BodyRow<Row>({ row, columns, table, selection }: BodyRowProps<Row>) {
  const t = useTranslations("ui.list");
  const id = table.rowId(row);
  const href = table.rowHref?.(row);
  const isChosen = selection?.ids.has(id) ?? false;
  const [first, ...others] = columns;
  return (
    <tr data-row={id} data-chosen={isChosen || undefined} tabIndex={href ? undefined : -1}>
      {selection && (
        <td className={classes.choose}>
          <input
            type="checkbox"
            checked={isChosen}
            aria-label={t("selectRow", { row: table.rowLabel?.(row) ?? id })}
            onChange={(event) => selection.toggle(id, (event.nativeEvent as PointerEvent).shiftKey)}
          />
        </td>
      )}
      {first && (
        <th scope="row" data-align={first.align}>
          {href ? (
            <Link to={href} className={classes.rowLink} data-row-link prefetch="intent">
              {first.cell(row)}
            </Link>
          ) : (
            first.cell(row)
          )}
        </th>
      )}
      {others.map((column) => (
        <BodyCell key={column.id} column={column} row={row} />
      ))}
    </tr>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const shown = column.cell(row);
  const isEmpty = shown === null || shown === undefined || shown === "";
  return (
    <td
      data-label={column.label}
      data-align={column.align}
      data-minor={column.minor || undefined}
      data-empty={isEmpty || undefined}
    >
      <div className={classes.cell}>{isEmpty ? "–" : shown}</div>
    </td>
  );
}

function SelectAll({ selection, count }: { selection: Selection; count: number }) {
  const t = useTranslations("ui.list");
  const chosen = selection.ids.size;
  return (
    <th scope="col" className={classes.choose}>
      <input
        type="checkbox"
        aria-label={t("selectAll")}
        checked={chosen > 0 && chosen === count}
        ref={(input) => {
          if (input) input.indeterminate = chosen > 0 && chosen < count;
        }}
        onChange={selection.toggleAll}
      />
    </th>
  );
}

function BulkBar({ selection, children }: { selection: Selection; children: ReactNode }) {
  const t = useTranslations("ui.list");
  return (
    <div className={classes.bulk} role="region" aria-label={t("bulkActions")}>
      <output aria-live="polite">{t("selected", { count: selection.ids.size })}</output>
      <button type="button" className={classes.bulkClear} onClick={selection.clear}>
        {t("clearSelection")}
      </button>
      <span className={classes.bulkActions}>{children}</span>
    </div>
  );
}
