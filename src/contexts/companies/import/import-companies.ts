import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { isDiskFull } from "#platform/disk-full.ts";
import { DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { companyChanged, importFinished } from "../events.ts";
import { ahead, type Batch, readBatches } from "./batches.ts";
import { type MappedColumn, type Mapping, mappingOf } from "./columns.ts";
import { countBatch, type SeenRows } from "./count-batch.ts";
import { FileFormat, type ImportFile } from "./file-format.ts";
import { addCounts, fromTheStart, type ImportCounts, type ImportProgress, noCounts } from "./import-counts.ts";
import { refuseFile } from "./import-error.ts";
import { limits } from "./limits.ts";
import { writeBatch } from "./write-batch.ts";

export interface ImportCompanies {
  importId: string;
  /** The bytes, where they do not lie in the file store (command line, seed). */
  file?: ImportFile;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
}

/** Somebody else took over, cancelled, or the server shuts down: the rows committed so far stay and count. */
export class ImportInterrupted extends Error {}

const mostAttempts = 5;

/**
 * Runs a queued or interrupted import from its position to its end. Rows, counts and position of a batch commit together,
 * so a process killed at any moment loses no row and doubles none. A dry run counts and writes no company.
 * A file that cannot be read ends as `failed` with its reason; any other error is thrown and the import can be run again.
 */
export async function importCompanies(
  ctx: Context,
  { importId, file, signal, onProgress }: ImportCompanies,
): Promise<ImportCounts> {
  const run = await startRun(ctx, importId);
  if (run === null) return noCounts;
  const own = contextFor(ctx.platform, { ...system, personId: run.createdBy, organisationId: run.ownerOrgId }, ctx);
  const bytes = file ?? { bytes: run.fileBytes, open: () => ctx.platform.files.read(run.storageKey) };
  try {
    const plan = {
      file: bytes,
      format: run.format,
      mapping: run.mapping,
      after: run.rowsRead,
      lastYear: ctx.now().getUTCFullYear(),
    };
    let counts = run.counts;
    let position = run.rowsRead;
    const seen: SeenRows = new Map();
    for await (const batch of ahead(readBatches(plan))) {
      counts = addCounts(counts, await own.transact((tx) => commitBatch(tx, own, { ...run, position, counts, seen }, batch)));
      position = batch.lastNumber;
      onProgress?.({ ...counts, rowsRead: position, bytesRead: batch.bytesRead, bytesTotal: bytes.bytes });
      if (signal?.aborted) throw new ImportInterrupted("The server shuts down.");
    }
    await own.transact((tx) => finish(tx, own, { ...run, counts, position }));
    return counts;
  } catch (cause) {
    const error = asRefusal(cause);
    if (error instanceof DomainError) await own.transact((tx) => fail(tx, own, run, error));
    throw error;
  }
}

interface Run {
  id: string;
  /** Which decision to run the import this is; another one may have followed since. */
  runId: string | null;
  source: string;
  isDryRun: boolean;
  format: FileFormat;
  mapping: Mapping;
  storageKey: string;
  fileName: string;
  fileBytes: number;
  rowsRead: number;
  counts: ImportCounts;
  createdBy: string | null;
  ownerOrgId: string | null;
}

/** Marks the import as running; null when there is nothing to run (cancelled or done in the meantime). */
async function startRun(ctx: Context, importId: string): Promise<Run | null> {
  const own = contextFor(ctx.platform, system, ctx);
  const row = await own.transact(async (tx) => {
    const current = found(
      await tx.selectFrom("companyImport").selectAll().where("id", "=", importId).forUpdate().executeTakeFirst(),
    );
    if (current.status !== "queued" && current.status !== "running") return null;
    const now = ctx.now();
    if (current.attempts >= mostAttempts) {
      await fail(tx, own, current, new DomainError("unavailable", "companiesImport.errors.givenUp"));
      return null;
    }
    await tx
      .updateTable("companyImport")
      .set({
        status: "running",
        startedAt: current.startedAt ?? now,
        heartbeatAt: now,
        attempts: current.attempts + 1,
        errorKey: null,
      })
      .where("id", "=", importId)
      .execute();
    return current;
  });
  if (row === null) return null;
  return {
    ...row,
    format: FileFormat.parse(row.format),
    mapping: mappingOf(row.mapping as unknown as MappedColumn[]),
    counts: {
      created: row.createdCount,
      updated: row.updatedCount,
      unchanged: row.unchangedCount,
      rejected: row.rejectedCount,
      warned: row.warnedCount,
    },
  };
}

type BatchRun = Run & { position: number; seen: SeenRows };

async function commitBatch(tx: Transaction, ctx: Context, run: BatchRun, batch: Batch): Promise<ImportCounts> {
  const now = ctx.now();
  const mine = await tx
    .selectFrom("companyImport")
    .select("id")
    .where("id", "=", run.id)
    .where("runId", "=", run.runId)
    .where("status", "=", "running")
    .where("rowsRead", "=", run.position)
    .forUpdate()
    .executeTakeFirst();
  if (!mine) throw new ImportInterrupted("The import was cancelled or goes on in another process.");
  const target = { importId: run.id, source: run.source, now };
  const { created, updated, unchanged, rejected, companyIds } = run.isDryRun
    ? await countBatch(tx, target, batch.drafts, run.seen)
    : await writeBatch(tx, target, batch.drafts);
  const repeated = rejected.map(({ draft, reason }) => ({
    rowNumber: draft.rowNumber,
    raw: draft.raw,
    reasons: [reason],
    isRowKept: false,
  }));
  const repeatedRows = new Set(repeated.map(({ rowNumber }) => rowNumber));
  const rejections = [...batch.rejections.filter(({ rowNumber }) => !repeatedRows.has(rowNumber)), ...repeated];
  const warned = rejections.filter(({ isRowKept }) => isRowKept).length;
  const counts: ImportCounts = { created, updated, unchanged, rejected: rejections.length - warned, warned };
  await keepRejections(tx, run, rejections);
  await tx
    .updateTable("companyImport")
    .set((eb) => ({
      rowsRead: batch.lastNumber,
      bytesRead: batch.bytesRead,
      heartbeatAt: now,
      attempts: 0,
      createdCount: eb("createdCount", "+", counts.created),
      updatedCount: eb("updatedCount", "+", counts.updated),
      unchangedCount: eb("unchangedCount", "+", counts.unchanged),
      rejectedCount: eb("rejectedCount", "+", counts.rejected),
      warnedCount: eb("warnedCount", "+", counts.warned),
    }))
    .where("id", "=", run.id)
    .execute();
  if (companyIds.length > 0) await publish(tx, ctx, companyChanged, { companyIds, importId: run.id });
  return counts;
}

async function keepRejections(tx: Transaction, run: Run, rejections: Batch["rejections"]): Promise<void> {
  const kept = run.counts.rejected + run.counts.warned >= limits.keptRejections ? [] : rejections;
  if (kept.length === 0) return;
  const rows = kept.map(({ rowNumber, raw, reasons, isRowKept }) => ({
    import_id: run.id,
    owner_org_id: run.ownerOrgId,
    row_number: rowNumber,
    raw: shortened(raw),
    reasons,
    is_row_kept: isRowKept,
  }));
  await sql`insert into app.company_import_rejection select * from json_populate_recordset(null::app.company_import_rejection, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  );
}

/** A rejected row is for correcting in a spreadsheet program, whose cells hold 32 767 characters. */
function shortened(raw: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [
      key,
      typeof value === "string" && value.length > 32_000 ? `${value.slice(0, 32_000)}…` : value,
    ]),
  );
}

async function finish(tx: Transaction, ctx: Context, run: Run & { position: number }): Promise<void> {
  const finished = run.isDryRun
    ? { ...fromTheStart, status: "uploaded" as const, dryRunResult: json(run.counts) }
    : { status: "done" as const, finishedAt: ctx.now(), bytesRead: run.fileBytes };
  const { numUpdatedRows } = await tx
    .updateTable("companyImport")
    .set({ ...finished, heartbeatAt: null, attempts: 0 })
    .where("id", "=", run.id)
    .where("runId", "=", run.runId)
    .where("status", "=", "running")
    .where("rowsRead", "=", run.position)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ImportInterrupted("The import was cancelled or goes on in another process.");
  if (run.isDryRun) return;
  await publish(tx, ctx, importFinished, { importId: run.id, source: run.source, ...run.counts });
  await audit(tx, ctx, {
    action: "company_import.finished",
    subjectType: "company_import",
    subjectId: run.id,
    detail: { source: run.source, fileName: run.fileName, ...run.counts },
  });
}

async function fail(tx: Transaction, ctx: Context, run: Pick<Run, "id" | "runId">, error: DomainError): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("companyImport")
    .set({
      status: "failed",
      errorKey: error.messageKey,
      errorValues: json(error.values),
      finishedAt: ctx.now(),
      heartbeatAt: null,
    })
    .where("id", "=", run.id)
    .where("runId", "=", run.runId)
    .where("status", "in", ["running", "queued"])
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await audit(tx, ctx, {
    action: "company_import.failed",
    subjectType: "company_import",
    subjectId: run.id,
    detail: { reason: error.messageKey },
  });
}

const asRefusal = (error: unknown): unknown => (isDiskFull(error) ? refuseFile("diskFull", {}, error) : error);
