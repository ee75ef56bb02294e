import { textOf } from "./cell-values.ts";
import { guessMapping, type Mapping } from "./columns.ts";
import { detectFormat, type FileFormat, type ImportFile } from "./file-format.ts";
import { limits } from "./limits.ts";
import { firmColumnsOf, looksNested } from "./nested-rows.ts";
import { readHead } from "./read-rows.ts";

/** What a person corrects of the detected format. */
export interface FormatChoice {
  encoding?: FileFormat["encoding"];
  delimiter?: FileFormat["delimiter"];
  headerRow?: number;
  isNested?: boolean;
}

export interface PreviewRow {
  number: number;
  /** In the order of the columns. */
  cells: string[];
}

export interface FileAnalysis {
  format: FileFormat;
  columns: string[];
  mapping: Mapping;
  preview: PreviewRow[];
}

/** Reads the first rows: format by content, columns, a guessed mapping and a preview. A choice of the person goes before what was detected. */
export async function analyseFile(file: ImportFile, choice: FormatChoice = {}): Promise<FileAnalysis> {
  const detected = await detectFormat(file);
  const chosen = {
    ...detected,
    encoding: choice.encoding ?? detected.encoding,
    delimiter: choice.delimiter ?? detected.delimiter,
  };
  const { headerRow, columns, rows } = await readHead(file, chosen, choice.headerRow);
  const mapping = guessMapping(columns);
  const isNested = choice.isNested ?? (detected.kind !== "jsonl" && looksNested(rows, firmColumnsOf(mapping)));
  return {
    format: { ...chosen, headerRow, isNested },
    columns,
    mapping,
    preview: rows
      .slice(0, limits.previewRows)
      .map(({ number, cells }) => ({ number, cells: columns.map((column) => textOf(cells[column]).slice(0, 160)) })),
  };
}
