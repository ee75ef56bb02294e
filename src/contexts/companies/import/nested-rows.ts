import { limits } from "./limits.ts";
import type { SourceRow } from "./source-row.ts";

const isEmpty = (value: unknown): boolean => value === null || value === undefined || String(value).trim() === "";

/** Whether rows without a name follow rows with one, which is how further funding rounds are written below their firm. */
export function looksNested(rows: readonly SourceRow[], nameColumns: readonly string[]): boolean {
  if (nameColumns.length === 0 || rows.length < 3) return false;
  const named = rows.map(({ cells }) => nameColumns.some((column) => !isEmpty(cells[column])));
  const continued = rows.filter(
    ({ cells }, index) => !named[index] && index > 0 && Object.values(cells).filter((value) => !isEmpty(value)).length >= 2,
  );
  return named[0] === true && continued.length * 10 >= rows.length;
}

/** Gathers rows without a name below the company they continue; `end` gives the last company. */
export function nestedRowGatherer(nameColumns: readonly string[]) {
  let open: SourceRow | null = null;
  const push = (row: SourceRow): SourceRow | null => {
    const isNamed = row.reason !== undefined || nameColumns.some((column) => !isEmpty(row.cells[column]));
    if (isNamed) {
      const complete = open;
      open = { ...row, lastNumber: row.number };
      return complete;
    }
    if (open === null) return { ...row, reason: { column: null, code: "nestedWithoutCompany" } };
    open.lastNumber = row.number;
    open.nested ??= [];
    if (open.nested.length < limits.nestedRows) open.nested.push(filledCells(row.cells));
    return null;
  };
  return { push, end: (): SourceRow | null => open };
}

function filledCells(cells: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => !isEmpty(value)));
}
