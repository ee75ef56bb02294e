import type { Readable } from "node:stream";
import { csvRecords, tooLongMark } from "./csv-rows.ts";
import { type FileFormat, type ImportFile, openContent } from "./file-format.ts";
import { columnKeys, findHeader } from "./header.ts";
import { refuseFile } from "./import-error.ts";
import { jsonRows } from "./json-rows.ts";
import { limits } from "./limits.ts";
import type { SourceRow } from "./source-row.ts";
import { xlsxRecords } from "./xlsx-rows.ts";

/** Reads a file's rows in groups, in constant memory (a workbook: bounded). `onBytes` tells how far into the stored file we are. */
export async function* readRows(
  file: ImportFile,
  format: FileFormat,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<SourceRow[]> {
  const bytes = await openContent(file, format.isCompressed, onBytes);
  try {
    if (format.kind === "jsonl") yield* jsonRows(bytes, format);
    else yield* tableRows(numbered(bytes, format), format.headerRow);
  } finally {
    bytes.destroy();
  }
}

interface NumberedRecord {
  number: number;
  cells: readonly unknown[];
}

async function* numbered(bytes: Readable, format: FileFormat): AsyncGenerator<NumberedRecord[]> {
  if (format.kind === "xlsx") {
    for await (const group of xlsxRecords(bytes)) yield group.map(({ index, values }) => ({ number: index + 1, cells: values }));
    return;
  }
  let number = 0;
  for await (const group of csvRecords(bytes, format)) {
    yield group.map((cells) => ({ number: ++number, cells }));
  }
}

async function* tableRows(groups: AsyncGenerator<NumberedRecord[]>, headerRow: number): AsyncGenerator<SourceRow[]> {
  let keys: string[] | null = null;
  for await (const group of groups) {
    const rows: SourceRow[] = [];
    for (const { number, cells } of group) {
      if (number < headerRow) continue;
      if (number === headerRow) keys = columnKeys(headerCells(cells));
      else if (keys && !isBlank(cells)) rows.push(rowOf(number, cells, keys));
    }
    yield rows;
  }
  if (!keys) throw refuseFile("noHeader");
}

function headerCells(cells: readonly unknown[]): readonly unknown[] {
  if (cells[0] === tooLongMark) throw refuseFile("headerTooLong");
  return cells;
}

function rowOf(number: number, cells: readonly unknown[], keys: readonly string[]): SourceRow {
  if (cells[0] === tooLongMark) return { number, cells: {}, reason: { column: null, code: "rowTooLong" } };
  const row: SourceRow = { number, cells: {} };
  for (const [index, key] of keys.entries()) row.cells[key] = cells[index] ?? "";
  if (cells.slice(keys.length).some((cell) => !isEmpty(cell))) row.reason = { column: null, code: "tooManyCells" };
  return row;
}

const isEmpty = (cell: unknown): boolean =>
  cell === null || cell === undefined || cell === "" || (typeof cell === "string" && cell.trim() === "");
const isBlank = (cells: readonly unknown[]): boolean => cells.every(isEmpty);

export interface FileHead {
  headerRow: number;
  columns: string[];
  rows: SourceRow[];
}

/** The columns and first rows of a file, for the guess of the mapping and the preview. */
export async function readHead(
  file: ImportFile,
  format: Omit<FileFormat, "headerRow" | "isNested">,
  headerRow?: number,
): Promise<FileHead> {
  const bytes = await openContent(file, format.isCompressed);
  try {
    if (format.kind === "jsonl") return await jsonHead(bytes, format as FileFormat);
    for await (const group of numbered(bytes, format as FileFormat)) return tableHead(group, headerRow);
    throw refuseFile("empty");
  } finally {
    bytes.destroy();
  }
}

async function jsonHead(bytes: Readable, format: FileFormat): Promise<FileHead> {
  const rows: SourceRow[] = [];
  for await (const group of jsonRows(bytes, format)) {
    rows.push(...group);
    if (rows.length >= limits.batchRows) break;
  }
  if (rows.length === 0) throw refuseFile("empty");
  const readable = rows.filter(({ reason }) => !reason);
  if (readable.length === 0) throw refuseFile("unsupported");
  const columns = [...new Set(readable.flatMap(({ cells }) => Object.keys(cells)))].slice(0, limits.columns);
  return { headerRow: 0, columns, rows: rows.slice(0, limits.batchRows) };
}

function tableHead(group: NumberedRecord[], wanted?: number): FileHead {
  const header = wanted ? group.find(({ number }) => number === wanted) : group[findHeader(group.map(({ cells }) => cells))];
  if (!header) throw refuseFile("noHeader");
  const columns = columnKeys(headerCells(header.cells));
  const rows = group.filter(({ number, cells }) => number > header.number && !isBlank(cells));
  return { headerRow: header.number, columns, rows: rows.map(({ number, cells }) => rowOf(number, cells, columns)) };
}
