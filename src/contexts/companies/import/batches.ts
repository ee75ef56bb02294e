import type { Mapping } from "./columns.ts";
import type { CompanyDraft } from "./company-draft.ts";
import type { FileFormat, ImportFile } from "./file-format.ts";
import { limits } from "./limits.ts";
import { firmColumnsOf, nestedRowGatherer } from "./nested-rows.ts";
import { rawCells } from "./raw-cells.ts";
import { readRows } from "./read-rows.ts";
import { rowReader } from "./row-draft.ts";
import type { Reason, SourceRow } from "./source-row.ts";

export interface Rejection {
  rowNumber: number;
  raw: Record<string, unknown>;
  reasons: Reason[];
  isRowKept: boolean;
}

export interface Batch {
  drafts: CompanyDraft[];
  rejections: Rejection[];
  /** Number of the last row of this batch: where the next one begins. */
  lastNumber: number;
  bytesRead: number;
}

export interface ReadingPlan {
  file: ImportFile;
  format: FileFormat;
  mapping: Mapping;
  /** Rows up to this number are already imported. */
  after: number;
  lastYear: number;
}

const batchCharacters = 4_000_000;

/** The rows of a file as batches of drafts and rejections, bounded in rows and in size. */
export async function* readBatches({ file, format, mapping, after, lastYear }: ReadingPlan): AsyncGenerator<Batch> {
  let bytesRead = 0;
  let size = 0;
  const read = rowReader(mapping, lastYear);
  const fresh = (): Batch => ({ drafts: [], rejections: [], lastNumber: after, bytesRead });
  let batch = fresh();
  for await (const row of companyRows(
    readRows(file, format, (bytes) => (bytesRead = bytes)),
    format,
    mapping,
    after,
  )) {
    size += put(batch, row, read);
    if (batch.drafts.length + batch.rejections.length < limits.batchRows && size < batchCharacters) continue;
    yield { ...batch, bytesRead };
    batch = fresh();
    size = 0;
  }
  if (batch.drafts.length + batch.rejections.length > 0) yield { ...batch, bytesRead: file.bytes };
}

/** Adds a row to the batch and returns its size in characters. */
function put(batch: Batch, row: SourceRow, read: ReturnType<typeof rowReader>): number {
  batch.lastNumber = row.lastNumber ?? row.number;
  const { draft, rejected } = read(row);
  if (draft) {
    batch.drafts.push(draft);
    if (draft.reasons.length > 0)
      batch.rejections.push({ rowNumber: row.number, raw: draft.raw, reasons: draft.reasons, isRowKept: true });
    return draft.size;
  }
  batch.rejections.push({ rowNumber: row.number, raw: rawCells(row), reasons: rejected, isRowKept: false });
  return 1000;
}

/** Rows of a nested sheet gathered below their company; rows already imported are passed over. */
async function* companyRows(
  groups: AsyncGenerator<SourceRow[]>,
  format: FileFormat,
  mapping: Mapping,
  after: number,
): AsyncGenerator<SourceRow> {
  const gatherer = format.isNested ? nestedRowGatherer(firmColumnsOf(mapping)) : null;
  for await (const group of groups) {
    for (const row of group) {
      if (row.number <= after) continue;
      const complete = gatherer ? gatherer.push(row) : row;
      if (complete) yield complete;
    }
  }
  const last = gatherer?.end();
  if (last) yield last;
}

/** Reads the next item while the last one is being worked on. */
export async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = take(items);
  try {
    for (;;) {
      const taken = await next;
      if ("error" in taken) throw taken.error;
      if (taken.done) return;
      next = take(items);
      yield taken.value;
    }
  } finally {
    await next;
    await items.return(undefined);
  }
}

/** An error is kept as a value: nobody may be waiting for it yet. */
async function take<Item>(items: AsyncGenerator<Item>): Promise<IteratorResult<Item> | { error: unknown }> {
  try {
    return await items.next();
  } catch (error) {
    return { error };
  }
}
