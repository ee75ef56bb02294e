import type { Readable } from "node:stream";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { analyseFile } from "./analyse-file.ts";
import { columnsOf, guessMapping, type MappedColumn, mappingOf, requireName } from "./columns.ts";
import type { FileFormat } from "./file-format.ts";
import { mediaTypeOf, sourceOfName } from "./from-file.ts";
import { fromTheStart } from "./import-counts.ts";
import { isReservedSource } from "./merge-draft.ts";
import { canImportCompanies, visibleImports } from "./policy.ts";
import type { ImportChange } from "./schema.ts";
import { storeFile } from "./store-file.ts";

export const importJob = "companies.import";

export interface ReceiveImport {
  fileName: string;
  source?: string;
  content: Readable;
}

/**
 * Streams an upload to the file store and reads its first rows: format by content, columns, guessed mapping. Imports nothing yet.
 * Refuses seats that may not import before a byte is read; refuses, and removes, files beyond the limit or of an unknown kind.
 */
export async function receiveImport(ctx: Context, { fileName, source, content }: ReceiveImport): Promise<{ id: string }> {
  allow(canImportCompanies(ctx.actor));
  const { platform, actor } = ctx;
  const sourceName = source ?? sourceOfName(fileName);
  if (isReservedSource(sourceName)) {
    throw new DomainError("invalid", "companiesImport.errors.sourceReserved", {
      fields: { source: "companiesImport.errors.sourceReserved" },
    });
  }
  const id = newId();
  const stored = await storeFile(platform, `company-imports/${id}`, content);
  try {
    const analysis = await analyseFile({ bytes: stored.bytes, open: () => platform.files.read(stored.storageKey) });
    await ctx.transact(async (tx) => {
      await tx
        .insertInto("companyImport")
        .values({
          id,
          source: sourceName,
          fileName: fileName.slice(0, 255),
          storageKey: stored.storageKey,
          fileSha256: stored.sha256,
          fileBytes: stored.bytes,
          mediaType: mediaTypeOf[analysis.format.kind],
          format: json({ ...analysis.format, columns: analysis.columns, preview: analysis.preview }),
          mapping: json(columnsOf(analysis.mapping)),
          errorValues: json({}),
          dryRunResult: null,
          status: "uploaded",
          ownerOrgId: actor.organisationId,
          createdBy: actor.personId,
          createdAt: ctx.now(),
        })
        .execute();
      await audit(tx, ctx, {
        action: "company_import.uploaded",
        subjectType: "company_import",
        subjectId: id,
        detail: { fileName, sha256: stored.sha256 },
      });
    });
  } catch (error) {
    await platform.files.remove(stored.storageKey).catch(() => {});
    throw error;
  }
  return { id };
}

/** Changes source, reading or mapping of an upload that has not run. Another reading of the file guesses the mapping anew. */
export async function changeImport(
  ctx: Context,
  { importId, source, format, columns }: ImportChange & { importId: string },
): Promise<void> {
  const row = await ctx.transact((tx) => loadImport(tx, ctx, importId));
  requireStatus(row, ["uploaded"]);
  const current = row.format as unknown as FileFormat & { columns: string[]; preview: unknown };
  const isReadAnew =
    format !== undefined &&
    (["encoding", "delimiter", "headerRow"] as const).some((key) => format[key] !== undefined && format[key] !== current[key]);
  const file = { bytes: row.fileBytes, open: () => ctx.platform.files.read(row.storageKey) };
  const analysis = isReadAnew ? await analyseFile(file, format) : null;
  const reading = analysis
    ? { ...analysis.format, columns: analysis.columns, preview: analysis.preview }
    : { ...current, isNested: format?.isNested ?? current.isNested };
  const mapping = mappingFor(
    reading.columns,
    isReadAnew ? undefined : columns,
    row.mapping as unknown as MappedColumn[],
    isReadAnew,
  );
  await ctx.transact(async (tx) => {
    requireStatus(await loadImport(tx, ctx, importId), ["uploaded"]);
    await tx
      .updateTable("companyImport")
      .set({ source: source ?? row.source, format: json(reading), mapping: json(mapping), dryRunResult: null })
      .where("id", "=", importId)
      .execute();
  });
}

function mappingFor(
  columns: readonly string[],
  chosen: MappedColumn[] | undefined,
  before: MappedColumn[],
  isReadAnew: boolean,
): MappedColumn[] {
  if (isReadAnew) return columnsOf(guessMapping(columns));
  const targets = { ...mappingOf(before), ...(chosen ? mappingOf(chosen) : {}) };
  return columns.map((column) => ({ column, target: targets[column] ?? null }));
}

/** Enqueues the import (or its dry run). One that failed or was cancelled goes on behind the last committed row. Refuses a mapping without a name. */
export async function runImport(ctx: Context, { importId, isDryRun }: { importId: string; isDryRun: boolean }): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await loadImport(tx, ctx, importId);
    const isContinued = (row.status === "failed" || row.status === "cancelled") && !row.isDryRun && !isDryRun;
    requireStatus(row, isContinued ? [row.status] : ["uploaded"]);
    requireName(mappingOf(row.mapping as unknown as MappedColumn[]));
    if (!isContinued) await tx.deleteFrom("companyImportRejection").where("importId", "=", importId).execute();
    await tx
      .updateTable("companyImport")
      .set({ status: "queued", isDryRun, runId: newId(), attempts: 0, errorKey: null, finishedAt: null, heartbeatAt: ctx.now() })
      .where("id", "=", importId)
      .execute();
    await ctx.platform.jobs.enqueue(tx, importJob, { importId });
    if (!isDryRun) {
      const detail = { source: row.source, fileName: row.fileName };
      await audit(tx, ctx, { action: "company_import.started", subjectType: "company_import", subjectId: importId, detail });
    }
  });
}

/** Stops an import after its running batch. Companies imported so far stay; a later run goes on behind them. A dry run goes back to the mapping. */
export async function cancelImport(ctx: Context, { importId }: { importId: string }): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await loadImport(tx, ctx, importId);
    requireStatus(row, ["queued", "running"]);
    const stopped = row.isDryRun
      ? { ...fromTheStart, status: "uploaded" as const }
      : { status: "cancelled" as const, finishedAt: ctx.now() };
    await tx
      .updateTable("companyImport")
      .set({ ...stopped, heartbeatAt: null })
      .where("id", "=", importId)
      .execute();
    await audit(tx, ctx, { action: "company_import.cancelled", subjectType: "company_import", subjectId: importId });
  });
}

async function loadImport(tx: Transaction, ctx: Context, importId: string) {
  const row = found(
    await tx
      .selectFrom("companyImport")
      .selectAll()
      .where("id", "=", importId)
      .where(visibleImports(ctx.actor))
      .forUpdate()
      .executeTakeFirst(),
  );
  allow(canImportCompanies(ctx.actor));
  return row;
}

function requireStatus(row: { status: string; origin: string; contentErasedAt: Date | null }, statuses: readonly string[]): void {
  if (row.contentErasedAt) throw new DomainError("conflict", "companiesImport.errors.contentErased");
  const isOurs = row.origin === "upload" || (statuses.includes("running") && row.status === "running");
  if (!isOurs || !statuses.includes(row.status)) throw new DomainError("conflict", "companiesImport.errors.notNow");
}
