import { Readable } from "node:stream";
import { type CellValue, writeXlsxStream } from "hucre/xlsx";
import { downloadHeaders } from "../files/attachments.ts";

export type ExportFormat = "csv" | "xlsx";
export type ExportCell = string | number | boolean | Date | null;

export interface ExportColumn<Row> {
  header: string;
  value(row: Row): ExportCell;
}

const mediaTypes: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * Sends rows as a CSV or XLSX download while they are read, so that memory does not grow with the list.
 * Text is never a formula: CSV cells that a spreadsheet would run get an apostrophe (OWASP CSV injection), XLSX cells are typed as text.
 */
export function exportResponse<Row>(
  format: ExportFormat,
  fileName: string,
  columns: readonly ExportColumn<Row>[],
  rows: AsyncIterable<Row>,
): Response {
  const body =
    format === "csv"
      ? Readable.toWeb(Readable.from(csvLines(columns, rows)))
      : writeXlsxStream(xlsxRows(columns, rows), {
          name: "Jinqiao",
          columns: columns.map(({ header }) => ({ header, width: 24 })),
          freezePane: { rows: 1 },
        });
  return new Response(body as unknown as ReadableStream, {
    headers: downloadHeaders(`${fileName}.${format}`, mediaTypes[format]),
  });
}

/** One line of RFC 4180 CSV; a cell beginning like a formula gets an apostrophe. */
export function csvLine(cells: readonly ExportCell[]): string {
  return `${cells.map((cell) => quoted(neutralised(cell))).join(",")}\r\n`;
}

async function* csvLines<Row>(columns: readonly ExportColumn<Row>[], rows: AsyncIterable<Row>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // Spreadsheets read UTF-8 only when it begins with a byte order mark.
  yield encoder.encode(`\uFEFF${csvLine(columns.map(({ header }) => header))}`);
  for await (const row of rows) yield encoder.encode(csvLine(columns.map(({ value }) => value(row))));
}

async function* xlsxRows<Row>(columns: readonly ExportColumn<Row>[], rows: AsyncIterable<Row>): AsyncGenerator<CellValue[]> {
  for await (const row of rows) {
    yield columns.map(({ value }) => {
      const cell = value(row);
      return typeof cell === "string" ? withoutControls(cell).slice(0, xlsxCellLimit) : cell;
    });
  }
}

const xlsxCellLimit = 32_767;

/** XML 1.0 allows no other control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const withoutControls = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

function neutralised(cell: ExportCell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell !== "string") return String(cell);
  return /^\s*[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
