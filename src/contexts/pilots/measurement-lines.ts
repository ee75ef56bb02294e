import { parse } from "csv-parse/sync";
import { mostLines } from "./running-schema.ts";
import { mostMeasured } from "./schema.ts";

export interface MeasurementLine {
  line: number;
  criterionId: string;
  measuredOn: string;
  value: number;
  note: string;
}

const lineFaults = ["criterion", "day", "value", "outside", "measurer", "tooMany", "unreadable"] as const;
export interface LineMistake {
  line: number;
  key: `evaluation.lineErrors.${(typeof lineFaults)[number]}`;
}

/**
 * Reads rows pasted out of a spreadsheet or a file: criterion by number or metric, day, value, note. A first row without a number in
 * the place of the value is a heading.
 */
export function parseMeasurementLines(
  text: string,
  criteria: readonly { id: string; metric: string }[],
): { rows: MeasurementLine[]; mistakes: LineMistake[] } {
  const rows: MeasurementLine[] = [];
  const mistakes: LineMistake[] = [];
  const cells = cellsOf(text);
  if (cells === null) return { rows, mistakes: [{ line: 1, key: "evaluation.lineErrors.unreadable" }] };
  for (const [at, [name = "", day = "", value = "", note = ""]] of cells.entries()) {
    const line = at + 1;
    if (at === 0 && dayOf(day) === null && numberOf(value) === null) continue;
    if (rows.length + mistakes.length >= mostLines) {
      mistakes.push({ line, key: "evaluation.lineErrors.tooMany" });
      break;
    }
    const criterionId = criterionOf(name, criteria);
    const measuredOn = dayOf(day);
    const number = numberOf(value);
    if (!criterionId) mistakes.push({ line, key: "evaluation.lineErrors.criterion" });
    else if (!measuredOn) mistakes.push({ line, key: "evaluation.lineErrors.day" });
    else if (number === null || Math.abs(number) > mostMeasured) mistakes.push({ line, key: "evaluation.lineErrors.value" });
    else rows.push({ line, criterionId, measuredOn, value: number, note: note.slice(0, 1000) });
  }
  return { rows, mistakes };
}

function cellsOf(text: string): string[][] | null {
  const delimiter = ["\t", ";", ","].find((each) => text.includes(each)) ?? ",";
  try {
    return parse(text, { delimiter, trim: true, bom: true, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true });
  } catch {
    return null;
  }
}

function criterionOf(name: string, criteria: readonly { id: string; metric: string }[]): string | null {
  const wanted = name.trim().toLowerCase();
  const byNumber = /^\d+$/.test(wanted) ? criteria[Number(wanted) - 1] : undefined;
  return (byNumber ?? criteria.find(({ metric }) => metric.trim().toLowerCase() === wanted))?.id ?? null;
}

/** 2026-05-04, 2026/5/4 or 4.5.2026. */
function dayOf(text: string): string | null {
  const [, year, month, date] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  const [, german, germanMonth, germanYear] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const parts = year ? [year, month, date] : [germanYear, germanMonth, german];
  if (!parts[0]) return null;
  const day = parts.map((part) => part!.padStart(2, "0")).join("-");
  const instant = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(day) ? null : day;
}

/** 93.5 or 93,5, with or without a sign of per cent; what could be either a thousand or a fraction is no number. */
function numberOf(text: string): number | null {
  const plain = text.replace(/[\s\u00a0%]/g, "");
  if (!/^[-+]?\d+([.,]\d+)?$/.test(plain) || /^[-+]?[1-9]\d{0,2},\d{3}$/.test(plain)) return null;
  return Number(plain.replace(",", "."));
}
