import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { eraseFileLater, type StoredFile, storeUpload } from "#platform/files/attachments.ts";
import { nameOfKind, programType } from "#platform/files/sniff-media-type.ts";
import { newId } from "#platform/ids.ts";

/** What both sides can open without running it; the bytes decide, not the name. */
const takenTypes = [
  "application/pdf",
  "image/png",
  "image/jpeg",
  "text/plain",
  "text/csv",
  "application/zip",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
];

export const pilotFileMb = 25;
export const scanPilotFileJob = "pilots.scan-file";

export interface Upload {
  name: string;
  content: ReadableStream<Uint8Array> | null;
}

/**
 * Takes an upload into the store, outside any transaction, and hands it to `keep`. Refuses what is too large, a program under whatever
 * name and a kind nobody opens; nothing stays behind where `keep` refuses.
 */
export async function withStoredFile<Result>(
  ctx: Context,
  upload: Upload,
  keep: (stored: StoredFile) => Promise<Result>,
): Promise<Result> {
  const stored = await storeUpload(ctx, upload, pilotFileMb);
  try {
    demandKind(stored);
    return await keep(stored);
  } catch (error) {
    await ctx.transact((tx) => eraseFileLater(tx, ctx, stored.storageKey, ctx.actor.organisationId ?? undefined));
    throw error;
  }
}

function demandKind({ mediaType, name }: StoredFile): void {
  if (takenTypes.includes(mediaType)) return;
  const sentence = mediaType === programType ? "readiness.errors.program" : "readiness.errors.fileKind";
  throw new DomainError("invalid", sentence, { values: { name }, fields: { file: sentence } });
}

interface Kept {
  pilotId: string | null;
  readerOrgIds: readonly string[];
  purpose: "file" | "document" | "agreement" | "delivery" | "invoice" | "measurement";
}

/** Ties stored bytes to a pilot; the caller has asked its policy. Where a scanner is configured it looks at them next. */
export async function keepPilotFileIn(
  tx: Transaction,
  ctx: Context,
  stored: StoredFile,
  { pilotId, readerOrgIds, purpose }: Kept,
): Promise<{ id: string }> {
  const id = newId();
  const isScanned = ctx.platform.config.CLAMD_ADDRESS !== undefined;
  await tx
    .insertInto("pilotFile")
    .values({
      ...stored,
      name: nameOfKind(stored.name, stored.mediaType),
      id,
      pilotId,
      readerOrgIds: [...readerOrgIds],
      purpose,
      scanState: isScanned ? "waiting" : "unscanned",
      uploadedBy: ctx.actor.personId,
      uploadedByName: ctx.actor.personName ?? "",
      uploadedByOrgId: ctx.actor.organisationId,
      uploadedAt: ctx.now(),
    })
    .execute();
  if (isScanned) await ctx.platform.jobs.enqueue(tx, scanPilotFileJob, { fileId: id });
  return { id };
}
