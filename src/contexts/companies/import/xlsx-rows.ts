import type { Readable } from "node:stream";
import { streamXlsxRows } from "hucre/xlsx";
import { fromBufferPromise } from "yauzl";
import { DomainError } from "#platform/errors.ts";
import { refuseFile } from "./import-error.ts";
import { limits } from "./limits.ts";

/** A row of a sheet; `index` counts from 0, and rows without cells are absent. */
export interface SheetRow {
  index: number;
  values: unknown[];
}

/** Rows of a workbook's first sheet. A formula is never evaluated: the value saved beside it is taken, without one the cell is empty. */
export async function* xlsxRecords(bytes: Readable): AsyncGenerator<SheetRow[]> {
  const workbook = await collect(bytes);
  let group: SheetRow[] = [];
  try {
    await refuseBomb(workbook);
    for await (const { index, values } of streamXlsxRows(workbook)) {
      group.push({ index, values });
      if (group.length < limits.batchRows) continue;
      yield group;
      group = [];
    }
  } catch (cause) {
    throw cause instanceof DomainError ? cause : refuseFile("damaged", {}, cause);
  }
  if (group.length > 0) yield group;
}

async function collect(bytes: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += (chunk as Buffer).length;
    if (size > limits.workbookBytes) throw refuseFile("workbookTooLarge", { megabytes: limits.workbookBytes / 1024 / 1024 });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** First the sizes the archive states, then, because they can be lies, every part is unpacked into nothing and counted. */
async function refuseBomb(workbook: Buffer): Promise<void> {
  let stated = 0;
  for await (const { uncompressedSize } of (await fromBufferPromise(workbook, { lazyEntries: true })).eachEntry()) {
    stated += uncompressedSize;
    refuseGrowth(stated, workbook.length);
  }
  let unpacked = 0;
  const zip = await fromBufferPromise(workbook, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      unpacked += (chunk as Buffer).length;
      refuseGrowth(unpacked, workbook.length);
    }
  }
}

function refuseGrowth(unpacked: number, packed: number): void {
  if (unpacked > limits.harmlessBytes && unpacked > packed * limits.compressionRatio) {
    throw refuseFile("compressionBomb", { ratio: limits.compressionRatio });
  }
  if (unpacked > limits.workbookUncompressedBytes) {
    throw refuseFile("workbookTooLarge", { megabytes: limits.workbookUncompressedBytes / 1024 / 1024 });
  }
}
