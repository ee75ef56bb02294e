import { type Mapping, nameColumnsOf } from "./columns.ts";
import { limits } from "./limits.ts";
import type { SourceRow } from "./source-row.ts";

const isEmpty = (value: unknown): boolean => value === null || value === undefined || String(value).trim() === "";

/** The columns that say which firm a row is about: its names, and the facts only the firm's own row bears. */
export interface FirmColumns {
  names: readonly string[];
  facts: readonly string[];
}

const factTargets = new Set<string>(["oneLiner", "description", "country", "city", "location", "foundedYear", "website"]);

export const firmColumnsOf = (mapping: Mapping): FirmColumns => ({
  names: nameColumnsOf(mapping),
  facts: Object.keys(mapping).filter((column) => factTargets.has(mapping[column]?.split(".")[0] ?? "")),
});

const isNamed = ({ cells }: SourceRow, { names }: FirmColumns): boolean => names.some((column) => !isEmpty(cells[column]));

/** A row without a name that states facts of a firm is a firm whose name is missing, not a further row of the one above. */
const isContinuation = (row: SourceRow, columns: FirmColumns): boolean =>
  row.reason === undefined && !isNamed(row, columns) && columns.facts.every((column) => isEmpty(row.cells[column]));

/** Whether rows without a name and facts follow rows with them, which is how further funding rounds are written below their firm. */
export function looksNested(rows: readonly SourceRow[], columns: FirmColumns): boolean {
  const [first, ...others] = rows;
  if (first === undefined || columns.names.length === 0 || rows.length < 3 || !isNamed(first, columns)) return false;
  const continued = others.filter(
    (row) => isContinuation(row, columns) && Object.values(row.cells).filter((value) => !isEmpty(value)).length >= 2,
  );
  return continued.length >= 2 && continued.length * 10 >= rows.length;
}

/** Gathers rows without a name below the company they continue; `end` gives the last company. */
export function nestedRowGatherer(columns: FirmColumns) {
  let open: SourceRow | null = null;
  const push = (row: SourceRow): SourceRow | null => {
    if (!isContinuation(row, columns)) {
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
