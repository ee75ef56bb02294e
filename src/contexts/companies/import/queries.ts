import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, found, type MessageValues } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import { decodeCursor, encodeCursor } from "#platform/pages.ts";
import type { PreviewRow } from "./analyse-file.ts";
import { textOf } from "./cell-values.ts";
import { type MappedColumn, mappingOf, nameColumnsOf } from "./columns.ts";
import { FileFormat } from "./file-format.ts";
import type { ImportCounts } from "./import-counts.ts";
import { canImportCompanies, visibleImports } from "./policy.ts";
import type { ImportListItem, ImportPage, ImportView, RejectionView } from "./schema.ts";
import type { Reason } from "./source-row.ts";

/** An import of the reader's organisation with its mapping, preview, counts and progress. Throws not_found for any other. */
export async function getImport(ctx: Context, { importId }: { importId: string }): Promise<ImportView> {
  const { row, previous } = await ctx.transact(async (tx) => {
    const row = found(await importRows(tx, ctx).where("companyImport.id", "=", importId).executeTakeFirst());
    return { row, previous: await sameFileImport(tx, ctx, row) };
  });
  const format = FileFormat.parse(row.format);
  const { columns, preview } = row.format as unknown as { columns: string[]; preview: PreviewRow[] };
  const mapping = mappingOf(row.mapping as unknown as MappedColumn[]);
  const isOpen = row.origin === "upload" && row.contentErasedAt === null;
  const isRunning = row.status === "queued" || row.status === "running";
  return {
    ...listItem(row),
    format,
    columns: columns.map((column) => ({ column, target: mapping[column] ?? null })),
    preview,
    dryRun: (row.dryRunResult as ImportCounts | null) ?? null,
    rowsRead: row.rowsRead,
    startedAt: row.startedAt,
    failure: row.errorKey ? await translateKey(ctx.locale, row.errorKey, row.errorValues as MessageValues) : null,
    sameFileImportedAt: previous,
    contentErasedAt: row.contentErasedAt,
    can: {
      change: isOpen && row.status === "uploaded",
      run: isOpen && (row.status === "uploaded" || ((row.status === "failed" || row.status === "cancelled") && !row.isDryRun)),
      cancel: isRunning,
      download: row.hasRejections,
    },
  };
}

/** Imports of the reader's organisation, the newest first. */
export async function listImports(ctx: Context, { cursor, limit }: { cursor?: string; limit: number }): Promise<ImportPage> {
  allow(canImportCompanies(ctx.actor));
  const before = cursor ? decodeCursor(cursor, z.uuid()) : null;
  const rows = await ctx.transact((tx) =>
    importRows(tx, ctx)
      .$if(before !== null, (query) => query.where("companyImport.id", "<", before!))
      .orderBy("companyImport.id", "desc")
      .limit(limit + 1)
      .execute(),
  );
  const items = rows.slice(0, limit).map(listItem);
  return {
    items,
    cursor: rows.length > limit ? encodeCursor(items.at(-1)!.id) : null,
    total: null,
    can: { create: canImportCompanies(ctx.actor) },
  };
}

/** Rejected rows, and rows that lost a cell, in the file's order; `raw` is the row as JSON text. */
export async function listRejections(
  ctx: Context,
  { importId, after = 0, limit }: { importId: string; after?: number; limit: number },
): Promise<(RejectionView & { raw: string })[]> {
  const { columns, rows } = await ctx.transact(async (tx) => {
    const row = found(await importRows(tx, ctx).where("companyImport.id", "=", importId).executeTakeFirst());
    const named = nameColumnsOf(mappingOf(row.mapping as unknown as MappedColumn[]));
    const rows = await tx
      .selectFrom("companyImportRejection")
      .select(["rowNumber", "isRowKept", "reasons", sql<string>`raw::text`.as("raw")])
      .where("importId", "=", importId)
      .where("rowNumber", ">", after)
      .orderBy("rowNumber")
      .limit(limit)
      .execute();
    return { columns: [...named, ...(row.format as unknown as { columns: string[] }).columns], rows };
  });
  return rows.map(({ rowNumber, isRowKept, reasons, raw }) => ({
    rowNumber,
    isRowKept,
    reasons: reasons as unknown as Reason[],
    name: firstText(raw, columns),
    raw,
  }));
}

/** What tells the row to a person: the name, else its first filled cell. */
function firstText(raw: string, columns: readonly string[]): string {
  const cells = JSON.parse(raw) as Record<string, unknown>;
  const filled = columns.find((column) => textOf(cells[column]) !== "") ?? Object.keys(cells)[0];
  return filled === undefined ? "" : textOf(cells[filled]).slice(0, 120);
}

function importRows(tx: Transaction, ctx: Context) {
  return tx
    .selectFrom("companyImport")
    .leftJoin("person", "person.id", "companyImport.createdBy")
    .selectAll("companyImport")
    .select("person.name as createdByName")
    .select(
      sql<boolean>`exists (select from app.company_import_rejection r where r.import_id = company_import.id)`.as("hasRejections"),
    )
    .where(visibleImports(ctx.actor));
}

type ImportRow = Awaited<ReturnType<ReturnType<typeof importRows>["execute"]>>[number];

function listItem(row: ImportRow): ImportListItem {
  return {
    id: row.id,
    source: row.source,
    fileName: row.fileName,
    fileBytes: row.fileBytes,
    status: row.status,
    isDryRun: row.isDryRun,
    counts: {
      created: row.createdCount,
      updated: row.updatedCount,
      unchanged: row.unchangedCount,
      rejected: row.rejectedCount,
      warned: row.warnedCount,
    },
    bytesRead: row.bytesRead,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    createdByName: row.createdByName,
  };
}

async function sameFileImport(tx: Transaction, ctx: Context, row: ImportRow): Promise<Date | null> {
  if (row.status !== "uploaded") return null;
  const same = await tx
    .selectFrom("companyImport")
    .select("finishedAt")
    .where("fileSha256", "=", row.fileSha256)
    .where("source", "=", row.source)
    .where("status", "=", "done")
    .where("id", "<>", row.id)
    .where(visibleImports(ctx.actor))
    .orderBy("finishedAt", "desc")
    .executeTakeFirst();
  return same?.finishedAt ?? null;
}
