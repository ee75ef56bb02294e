import { createHash } from "node:crypto";
import { Readable, Transform } from "node:stream";
import type { ReadableStream as NodeWebStream } from "node:stream/web";
import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { DomainError, found } from "../errors.ts";
import { newId } from "../ids.ts";

/** What a file hangs on; `ownerOrgId` is the organisation behind whose wall it lies. */
export interface FileSubject {
  type: string;
  id: string;
  ownerOrgId: string;
}

export interface Attachment {
  id: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  uploadedBy: string | null;
  uploadedAt: Date;
}

export interface UploadedFile {
  name: string;
  mediaType: string;
  content: ReadableStream<Uint8Array>;
}

const columns = ["id", "name", "mediaType", "sizeBytes", "uploadedBy", "uploadedAt"] as const;

/**
 * Stores a file and hangs it on the subject. The bytes are written before the transaction and removed when it fails; `record`
 * runs inside it, for the caller's own rows, event and audit entry. The caller has checked that the actor may do this.
 */
export async function attachFile(
  ctx: Context,
  subject: FileSubject,
  file: UploadedFile,
  { limitBytes, record }: { limitBytes: number; record(tx: Transaction, attachment: Attachment): Promise<void> },
): Promise<Attachment> {
  const id = newId();
  const storageKey = `${subject.type}/${subject.id}/${id}`;
  const { sizeBytes, sha256 } = await store(ctx, storageKey, file, limitBytes);
  const attachment: Attachment = {
    id,
    name: safeFileName(file.name),
    mediaType: safeMediaType(file.mediaType),
    sizeBytes,
    uploadedBy: ctx.actor.personId,
    uploadedAt: ctx.now(),
  };
  try {
    await ctx.transact(async (tx) => {
      await tx
        .insertInto("file")
        .values({
          ...attachment,
          storageKey,
          sha256,
          subjectType: subject.type,
          subjectId: subject.id,
          ownerOrgId: subject.ownerOrgId,
        })
        .execute();
      await record(tx, attachment);
    });
  } catch (error) {
    await ctx.platform.files.remove(storageKey);
    throw error;
  }
  return attachment;
}

export function listAttachments(tx: Transaction, { type, id }: Pick<FileSubject, "type" | "id">): Promise<Attachment[]> {
  return tx
    .selectFrom("file")
    .select(columns)
    .where("subjectType", "=", type)
    .where("subjectId", "=", id)
    .where("deletedAt", "is", null)
    .orderBy("uploadedAt")
    .orderBy("id")
    .execute();
}

/** The file's row with its storage key; not found when it hangs on another subject, is removed, or lies behind another wall. */
export async function findAttachment(tx: Transaction, { type, id }: Pick<FileSubject, "type" | "id">, fileId: string) {
  const row = await tx
    .selectFrom("file")
    .select([...columns, "storageKey"])
    .where("id", "=", fileId)
    .where("subjectType", "=", type)
    .where("subjectId", "=", id)
    .where("deletedAt", "is", null)
    .executeTakeFirst();
  return found(row);
}

/** Takes the file off its subject; the bytes stay for the audit until the base's retention removes them. */
export async function removeAttachment(
  tx: Transaction,
  ctx: Context,
  subject: Pick<FileSubject, "type" | "id">,
  fileId: string,
): Promise<Attachment> {
  const { storageKey: _, ...attachment } = await findAttachment(tx, subject, fileId);
  await tx.updateTable("file").set({ deletedAt: ctx.now() }).where("id", "=", fileId).execute();
  return attachment;
}

/** The stored bytes as a download: never rendered in the page's origin, whatever the file claims to be. */
export async function downloadOf(ctx: Context, file: Attachment & { storageKey: string }): Promise<Response> {
  const content = await ctx.platform.files.read(file.storageKey);
  return new Response(Readable.toWeb(content) as unknown as ReadableStream, {
    headers: {
      "content-type": file.mediaType,
      "content-length": String(file.sizeBytes),
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", "%27")}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-store",
    },
  });
}

async function store(ctx: Context, storageKey: string, { content }: UploadedFile, limitBytes: number) {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) return done(tooLarge(limitBytes));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const source = Readable.fromWeb(content as unknown as NodeWebStream);
  source.on("error", (error) => meter.destroy(error));
  try {
    await ctx.platform.files.write(storageKey, source.pipe(meter));
  } catch (error) {
    source.destroy();
    await ctx.platform.files.remove(storageKey).catch(() => {});
    throw sizeBytes > limitBytes ? tooLarge(limitBytes) : error;
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}

function tooLarge(limitBytes: number): DomainError {
  return new DomainError("too_large", "errors.tooLarge", { values: { limit: `${Math.round(limitBytes / 1_048_576)} MB` } });
}

/** The last part of a path, without control characters; never empty. */
function safeFileName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const clean = last.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return clean.slice(-200) || "file";
}

const safeMediaType = (mediaType: string): string =>
  /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : "application/octet-stream";
