import { guessTarget } from "./columns.ts";
import { refuseFile } from "./import-error.ts";
import { limits } from "./limits.ts";

const searchedRows = 20;

/** The place (from 0) of the header among the first records: the first row that names at least two known columns, else the first with two cells. */
export function findHeader(records: readonly (readonly unknown[])[]): number {
  const first = records.slice(0, searchedRows);
  const known = first.findIndex((cells) => new Set(cells.map((cell) => guessTarget(textOf(cell))).filter(Boolean)).size >= 2);
  if (known !== -1) return known;
  const filled = first.findIndex((cells) => cells.filter((cell) => textOf(cell) !== "").length >= 2);
  if (filled !== -1) return filled;
  const any = first.findIndex((cells) => cells.some((cell) => textOf(cell) !== ""));
  if (any === -1) throw refuseFile("noHeader");
  return any;
}

/** One key a column: the heading, made distinct where it occurs again ("Name", "Name (2)") and named by its place where it is empty. */
export function columnKeys(header: readonly unknown[]): string[] {
  const filled = header.slice(0, header.findLastIndex((cell) => textOf(cell) !== "") + 1);
  if (filled.length > limits.columns) throw refuseFile("tooManyColumns", { columns: limits.columns });
  const cells = header.slice(0, limits.columns).map((cell, index) => textOf(cell).slice(0, 200) || `#${index + 1}`);
  const taken = new Set<string>();
  return cells.map((cell) => {
    let key = cell;
    for (let repeat = 2; taken.has(key); repeat++) key = `${cell} (${repeat})`;
    taken.add(key);
    return key;
  });
}

function textOf(cell: unknown): string {
  return cell === null || cell === undefined ? "" : String(cell).replaceAll("\uFEFF", "").trim();
}
