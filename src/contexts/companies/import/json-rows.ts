import type { Readable } from "node:stream";
import type { FileFormat } from "./file-format.ts";
import type { SourceRow } from "./source-row.ts";
import { type Line, textLines } from "./text-lines.ts";

/** Rows of a JSONL file: one object a line; blank lines are passed over. */
export async function* jsonRows(bytes: Readable, format: FileFormat): AsyncGenerator<SourceRow[]> {
  let number = 0;
  for await (const lines of textLines(bytes, format)) {
    const rows: SourceRow[] = [];
    for (const line of lines) {
      number++;
      if (line !== null && line.trim() === "") continue;
      rows.push(rowOf(line, number));
    }
    yield rows;
  }
}

function rowOf(line: Line, number: number): SourceRow {
  if (line === null) return { number, cells: {}, reason: { column: null, code: "rowTooLong" } };
  try {
    const value: unknown = JSON.parse(line);
    if (value === null || typeof value !== "object" || Array.isArray(value)) {
      return { number, cells: { line: line.slice(0, 1000) }, reason: { column: null, code: "notAnObject" } };
    }
    if (isDeeperThan(value, deepest)) {
      return { number, cells: { line: line.slice(0, 1000) }, reason: { column: null, code: "tooDeep" } };
    }
    return { number, cells: value as Record<string, unknown> };
  } catch {
    return { number, cells: { line: line.slice(0, 1000) }, reason: { column: null, code: "notJson" } };
  }
}

/** Levels of one row; far more would exhaust the stack of whatever writes the row out. */
const deepest = 50;

const isDeeperThan = (value: unknown, levels: number): boolean =>
  value !== null &&
  typeof value === "object" &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)));
