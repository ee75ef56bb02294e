import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { analyseFile, type FileAnalysis } from "./analyse-file.ts";
import { columnsOf, requireName } from "./columns.ts";
import type { ImportFile } from "./file-format.ts";
import { importCompanies } from "./import-companies.ts";
import type { ImportProgress } from "./import-counts.ts";
import { sourceName } from "./schema.ts";
import { sha256Of } from "./store-file.ts";

export interface ImportFromFile {
  /** Name of the source; the file's name without its endings unless given. */
  source?: string;
  dryRun?: boolean;
  origin?: "command_line" | "seed";
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
}

export interface ImportReport extends ImportProgress {
  importId: string;
  source: string;
  /** Column of the file → where it went; null: kept with the source's record only. */
  mapping: Record<string, string | null>;
}

/**
 * Imports a file of this machine in this process, with the guessed mapping. An import of the same file and source that was
 * killed goes on where it stood. Throws a DomainError for a file that cannot be imported, or of which no column names a company.
 */
export async function runImportFromFile(platform: Platform, path: string, options: ImportFromFile = {}): Promise<ImportReport> {
  const file: ImportFile = {
    bytes: (await stat(path)).size,
    open: async () => createReadStream(path, { highWaterMark: 256 * 1024 }),
  };
  const { source } = parse(z.object({ source: sourceName }), { source: options.source ?? sourceOfName(path) });
  const analysis = await analyseFile(file);
  requireName(analysis.mapping);
  const ctx = contextFor(platform, system, { origin: options.origin ?? "command line" });
  const importId = await openImport(ctx, { ...options, path, file, source, analysis });
  let progress: ImportProgress = {
    created: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    warned: 0,
    rowsRead: 0,
    bytesRead: 0,
    bytesTotal: file.bytes,
  };
  const counts = await importCompanies(ctx, {
    importId,
    file,
    signal: options.signal,
    onProgress: (next) => {
      progress = next;
      options.onProgress?.(next);
    },
  });
  return { ...progress, ...counts, importId, source, mapping: analysis.mapping };
}

/** "companies.2026.jsonl.gz" → "companies.2026" */
export const sourceOfName = (path: string): string =>
  basename(path)
    .replace(/(\.(csv|tsv|txt|xlsx|jsonl|ndjson|gz))+$/i, "")
    .slice(0, 100) || "file";

interface Opening extends ImportFromFile {
  path: string;
  file: ImportFile;
  source: string;
  analysis: FileAnalysis;
}

async function openImport(
  ctx: Context,
  { path, file, source, analysis, dryRun = false, origin = "command_line" }: Opening,
): Promise<string> {
  const fileSha256 = await sha256Of(await file.open());
  return ctx.transact(async (tx) => {
    const interrupted = await tx
      .selectFrom("companyImport")
      .select("id")
      .where("fileSha256", "=", fileSha256)
      .where("source", "=", source)
      .where("origin", "=", origin)
      .where("isDryRun", "=", dryRun)
      .where("status", "=", "running")
      .executeTakeFirst();
    if (interrupted) {
      await tx.updateTable("companyImport").set({ attempts: 0 }).where("id", "=", interrupted.id).execute();
      return interrupted.id;
    }
    const host = await tx.selectFrom("organisation").select("id").where("kind", "=", "host").executeTakeFirst();
    const id = newId();
    const { format, columns, mapping, preview } = analysis;
    await tx
      .insertInto("companyImport")
      .values({
        id,
        source,
        fileName: basename(path),
        storageKey: "",
        fileSha256,
        fileBytes: file.bytes,
        mediaType: mediaTypeOf[format.kind],
        format: json({ ...format, columns, preview }),
        mapping: json(columnsOf(mapping)),
        errorValues: json({}),
        isDryRun: dryRun,
        runId: newId(),
        dryRunResult: null,
        status: "queued",
        origin,
        ownerOrgId: host?.id ?? null,
        createdAt: ctx.now(),
      })
      .execute();
    return id;
  });
}

export const mediaTypeOf = {
  csv: "text/csv",
  jsonl: "application/x-ndjson",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
