import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { FileFormat } from "./file-format.ts";
import { refuseFile } from "./import-error.ts";
import { limits } from "./limits.ts";
import { textLines } from "./text-lines.ts";

/** The cell that takes the place of a line longer than the limit. */
export const tooLongMark = "\u0000too long";

/** Records of a CSV file as lists of cells, in groups; blank lines are empty records, so that counting stays true. */
export async function* csvRecords(bytes: Readable, format: FileFormat): AsyncGenerator<string[][]> {
  const parser = parse({
    bom: true,
    delimiter: format.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    // The marks of a line are characters, a record's size is counted in bytes.
    max_record_size: limits.recordCharacters * 4,
  });
  const source = Readable.from(recordText(bytes, format), { objectMode: true, highWaterMark: 1 });
  source.on("error", (error) => parser.destroy(error));
  parser.on("close", () => source.destroy());
  source.pipe(parser);
  try {
    yield* inGroups(parser);
  } catch (error) {
    if (error instanceof CsvError) throw refuseFile("recordTooLong", { row: Number(error.records ?? 0) + 1 }, error);
    throw error;
  } finally {
    bytes.destroy();
  }
}

async function* recordText(bytes: Readable, format: FileFormat): AsyncGenerator<string> {
  for await (const lines of textLines(bytes, format)) {
    yield `${lines.map((line) => (line === null ? tooLongMark : line)).join("\n")}\n`;
  }
}

async function* inGroups(parser: AsyncIterable<string[]>): AsyncGenerator<string[][]> {
  let group: string[][] = [];
  let characters = 0;
  try {
    for await (const record of parser) {
      group.push(record);
      for (const cell of record) characters += cell.length;
      if (group.length < limits.batchRows && characters < limits.recordCharacters) continue;
      yield group;
      group = [];
      characters = 0;
    }
  } catch (error) {
    // What was read before the fault is worth keeping.
    if (group.length > 0) yield group;
    throw error;
  }
  if (group.length > 0) yield group;
}
