import { lineOf, listOf } from "./cell-values.ts";
import { limits } from "./limits.ts";
import type { ReasonCode } from "./source-row.ts";
import type { Target } from "./targets.ts";

export interface TargetCell {
  column: string;
  value: unknown;
}
/** Notes why a cell was dropped or shortened. */
export type Note = (cell: TargetCell, code: ReasonCode) => void;
export type TargetCells = Map<Target, TargetCell[]>;

/** The filled cells of a row below what they say; several columns may say the same. */
export function cellsByTarget(cells: Record<string, unknown>, targetOf: (column: string) => Target | null): TargetCells {
  const result: TargetCells = new Map();
  for (const column of Object.keys(cells)) {
    const target = targetOf(column);
    const value = cells[column];
    if (!target || value === null || value === undefined || value === "") continue;
    const list = result.get(target);
    if (list) list.push({ column, value });
    else result.set(target, [{ column, value }]);
  }
  return result;
}

export const firstLine = (cells: TargetCells, target: Target): string =>
  cells
    .get(target)
    ?.map(({ value }) => lineOf(value))
    .find(Boolean) ?? "";

/** The items of all columns of a target, each once. */
export function readList(cells: TargetCells, target: Target, note: Note): string[] {
  const items: string[] = [];
  for (const cell of cells.get(target) ?? []) {
    const parts = listOf(cell.value);
    const fitting = parts.filter(({ length }) => length <= 200).slice(0, limits.listItems);
    if (fitting.length < parts.length) note(cell, "listTooLong");
    items.push(...fitting);
  }
  return [...new Set(items)].slice(0, limits.listItems);
}
