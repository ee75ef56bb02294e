import { createHash } from "node:crypto";
import { Readable, Transform } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { z } from "zod";
import type { Context, Platform } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { DomainError, found } from "../errors.ts";
import { newId } from "../ids.ts";
import { sniffMediaType } from "./sniff-media-type.ts";

/** Bytes that lie in the store and belong to nothing yet. */
export interface StoredFile {
  storageKey: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}

export interface FileSubject {
  subjectType: string;
  subjectId: string;
  ownerOrgId: string;
}

export const fileView = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  uploadedAt: z.date(),
  uploadedBy: z.uuid().nullable(),
  personName: z.string().nullable(),
});
export type FileView = z.output<typeof fileView>;

export const uploadQuery = z.object({ name: z.string().trim().min(1).max(200) });

export const attachmentLimitMb = 50;
const headBytes = 4096;

/**
 * Streams an upload into the store, before and outside any transaction. Refuses empty files and files over 50 MB, or over what is asked
 * for, leaving nothing behind.
 */
export async function storeUpload(
  { platform }: Pick<Context, "platform">,
  { name, content }: { name: string; content: ReadableStream<Uint8Array> | null },
  limitMb: number = attachmentLimitMb,
): Promise<StoredFile> {
  const storageKey = `attachments/${newId()}`;
  const hash = createHash("sha256");
  const head: Buffer[] = [];
  let sizeBytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (sizeBytes < headBytes) head.push(chunk.subarray(0, headBytes - sizeBytes));
      sizeBytes += chunk.length;
      hash.update(chunk);
      const isTooLarge = sizeBytes > limitMb * 1024 * 1024;
      done(isTooLarge ? new DomainError("too_large", "errors.tooLarge", { values: { limit: `${limitMb} MB` } }) : null, chunk);
    },
  });
  const source = content ? Readable.fromWeb(content as NodeReadableStream) : Readable.from([]);
  source.on("error", (error) => measure.destroy(error));
  let refusal: unknown = null;
  measure.on("error", (error) => {
    refusal = error;
  });
  try {
    await platform.files.write(storageKey, source.pipe(measure));
    if (sizeBytes === 0) throw new DomainError("invalid", "errors.invalid", { fields: { file: "errors.required" } });
  } catch (error) {
    await platform.files.remove(storageKey).catch(() => {});
    throw refusal instanceof DomainError ? refusal : error;
  }
  const safe = safeName(name);
  return { storageKey, name: safe, mediaType: sniffMediaType(Buffer.concat(head), safe), sizeBytes, sha256: hash.digest("hex") };
}

/** Ties stored bytes to what they are about; the caller has asked its policy. Returns the file's id. */
export async function attachFile(
  tx: Transaction,
  ctx: Context,
  subject: FileSubject,
  stored: StoredFile,
): Promise<{ id: string }> {
  const id = newId();
  await tx
    .insertInto("file")
    .values({ id, ...subject, ...stored, uploadedBy: ctx.actor.personId, uploadedAt: ctx.now() })
    .execute();
  return { id };
}

/** Files of a subject the reader's organisation owns, the last first. */
export function listFiles(tx: Transaction, { subjectType, subjectId, ownerOrgId }: FileSubject): Promise<FileView[]> {
  return tx
    .selectFrom("file")
    .leftJoin("person", "person.id", "file.uploadedBy")
    .select([
      "file.id",
      "file.name",
      "file.mediaType",
      "file.sizeBytes",
      "file.uploadedAt",
      "file.uploadedBy",
      "person.name as personName",
    ])
    .where("file.subjectType", "=", subjectType)
    .where("file.subjectId", "=", subjectId)
    .where("file.ownerOrgId", "=", ownerOrgId)
    .where("file.deletedAt", "is", null)
    .orderBy("file.uploadedAt", "desc")
    .orderBy("file.id", "desc")
    .execute();
}

/** The file of exactly this subject and owner, or not found. */
export async function findFile(tx: Transaction, { subjectType, subjectId, ownerOrgId }: FileSubject, fileId: string) {
  return found(
    await tx
      .selectFrom("file")
      .selectAll()
      .where("id", "=", fileId)
      .where("subjectType", "=", subjectType)
      .where("subjectId", "=", subjectId)
      .where("ownerOrgId", "=", ownerOrgId)
      .executeTakeFirst(),
  );
}

/** Takes a file away, or brings it back; the bytes stay until it is erased. */
export async function setFileRemoved(tx: Transaction, ctx: Context, fileId: string, isRemoved: boolean): Promise<void> {
  await tx
    .updateTable("file")
    .set({ deletedAt: isRemoved ? ctx.now() : null })
    .where("id", "=", fileId)
    .execute();
}

/** Sends the bytes as a download that no browser runs or renders; call it after the transaction. */
export async function fileResponse(
  { platform }: Pick<Context, "platform">,
  file: { storageKey: string; name: string; mediaType: string; sizeBytes: number },
): Promise<Response> {
  const content = await platform.files.read(file.storageKey);
  return new Response(Readable.toWeb(content) as unknown as ReadableStream, {
    headers: { ...downloadHeaders(file.name, file.mediaType), "content-length": String(file.sizeBytes) },
  });
}

export function downloadHeaders(name: string, mediaType: string): Record<string, string> {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  return {
    "content-type": mediaType,
    "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percentEncoded)}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox",
    "cache-control": "private, no-store",
  };
}

const eraseJob = "platform.erase-file";

/** Erases the bytes behind a storage key, after the transaction commits and as often as it takes; whose job it is, if not both operators'. */
export async function eraseFileLater(
  tx: Transaction,
  { platform }: Pick<Context, "platform">,
  storageKey: string,
  ownerOrgId?: string,
): Promise<void> {
  await platform.jobs.enqueue(tx, eraseJob, ownerOrgId ? { storageKey, ownerOrgId } : { storageKey });
}

export function defineFileJobs(platform: Platform): void {
  platform.jobs.define<{ storageKey: string }>({ name: eraseJob, run: ({ data }) => platform.files.remove(data.storageKey) });
}

function safeName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? "";
  const clean = base.replace(/\p{C}/gu, "").trim();
  return clean.slice(0, 200) || "file";
}

/** encodeURIComponent leaves these four, which RFC 8187 does not allow. */
const percentEncoded = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
