import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, found, notFound } from "#platform/errors.ts";
import { eraseFileLater, type StoredFile, storeUpload } from "#platform/files/attachments.ts";
import { nameOfKind, programType } from "#platform/files/sniff-media-type.ts";
import { newId } from "#platform/ids.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import type { AnswerFile } from "../own-views.ts";
import { answerFilesIn } from "../queries/answer-files.ts";
import { formVersionIn } from "../queries/call-forms.ts";
import { lockedOwnRowIn } from "../queries/own-application.ts";
import { noteOfApplication } from "./note-of-application.ts";
import { setAnswerIn } from "./write-answers.ts";

/** What reviewers can open without running it; the bytes decide, not the name. */
const takenTypes = [
  "application/pdf",
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "video/mp4",
  "text/plain",
  "text/csv",
  "application/zip",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
];

export const scanJob = "applications.scan-file";

interface Upload {
  name: string;
  content: ReadableStream<Uint8Array> | null;
  replaces?: string;
}

/**
 * Stores a file as (a further) answer to a question, or in the place of one that is there. Refuses what is larger than the question takes
 * (413), a program under whatever name, a kind nobody opens, and one file too many. Where a scanner is configured, only its writers read
 * the file until it was found clean. Its name ends as its kind does.
 */
export async function uploadAnswerFile(ctx: Context, applicationId: string, key: string, upload: Upload): Promise<AnswerFile> {
  const { field } = await ctx.transact((tx) => fileFieldIn(tx, ctx, applicationId, key));
  const stored = await storeUpload(ctx, upload, field.mostMb);
  try {
    demandKind(key, stored);
    return await keepFile(ctx, applicationId, key, stored, upload.replaces ?? null);
  } catch (error) {
    await ctx.transact((tx) => eraseFileLater(tx, ctx, stored.storageKey, ownedByNobody));
    throw error;
  }
}

/** Takes a file out of an answer. What was handed in with it stays there to be read. */
export async function removeAnswerFile(ctx: Context, applicationId: string, key: string, fileId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const { application } = await fileFieldIn(tx, ctx, applicationId, key);
    const ids = await fileIdsIn(tx, applicationId, key);
    if (!ids.includes(fileId)) throw notFound();
    const left = ids.filter((id) => id !== fileId);
    await setAnswerIn(tx, ctx, application, { key, value: left });
    await letGo(tx, ctx, fileId);
    await noteOfApplication(tx, ctx, applicationId, "application.file_removed", { fileId, key });
  });
}

function demandKind(key: string, { mediaType, name }: StoredFile): void {
  if (takenTypes.includes(mediaType)) return;
  const sentence = mediaType === programType ? "writing.errors.program" : "writing.errors.fileKind";
  throw new DomainError("invalid", sentence, { values: { name }, fields: { [key]: sentence } });
}

async function keepFile(
  ctx: Context,
  applicationId: string,
  key: string,
  stored: StoredFile,
  replaces: string | null,
): Promise<AnswerFile> {
  const isScanned = ctx.platform.config.CLAMD_ADDRESS !== undefined;
  return ctx.transact(async (tx) => {
    const { field, application } = await fileFieldIn(tx, ctx, applicationId, key);
    const ids = await fileIdsIn(tx, applicationId, key);
    if (replaces !== null && !ids.includes(replaces)) throw notFound();
    if (replaces === null && ids.length >= field.most) throw tooMany(key, field.most);
    const id = newId();
    const { authorPersonIds, excludedPersonIds } = application;
    await tx
      .insertInto("applicationFile")
      .values({
        ...stored,
        name: nameOfKind(stored.name, stored.mediaType),
        id,
        applicationId,
        key,
        authorPersonIds,
        excludedPersonIds,
        scanState: isScanned ? "waiting" : "unscanned",
        uploadedBy: ctx.actor.personId!,
        uploadedAt: ctx.now(),
      })
      .execute();
    const value = replaces === null ? [...ids, id] : ids.map((each) => (each === replaces ? id : each));
    await setAnswerIn(tx, ctx, application, { key, value });
    if (replaces !== null) await letGo(tx, ctx, replaces);
    if (isScanned) await ctx.platform.jobs.enqueue(tx, scanJob, { fileId: id, ownerOrgId: ownedByNobody });
    const [file] = await answerFilesIn(tx, applicationId, [id]);
    await noteOfApplication(tx, ctx, applicationId, "application.file_attached", { fileId: id, key, sha256: stored.sha256 });
    return file!;
  });
}

const tooMany = (key: string, maximum: number) =>
  new DomainError("invalid", "writing.errors.tooManyFiles", {
    values: { maximum },
    fields: { [key]: "writing.errors.tooManyFiles" },
  });

/** Two uploads at once follow each other by the lock on their application, so that none loses the other's file. */
async function fileFieldIn(tx: Transaction, ctx: Context, applicationId: string, key: string) {
  const application = await lockedOwnRowIn(tx, ctx, applicationId);
  const { fields } = await formVersionIn(tx, application.formId);
  const field = found(fields.find((each) => each.key === key));
  if (field.kind !== "file") throw new DomainError("invalid", "errors.invalid", { fields: { [key]: "errors.wrongFormat" } });
  return { application, field };
}

async function fileIdsIn(tx: Transaction, applicationId: string, key: string): Promise<string[]> {
  const row = await tx
    .selectFrom("applicationAnswer")
    .select("value")
    .where("applicationId", "=", applicationId)
    .where("key", "=", key)
    .executeTakeFirst();
  return Array.isArray(row?.value) ? (row.value as string[]) : [];
}

async function letGo(tx: Transaction, ctx: Context, fileId: string): Promise<void> {
  const gone = await tx
    .deleteFrom("applicationFile")
    .where("id", "=", fileId)
    .where("handedInAt", "is", null)
    .returning("storageKey")
    .executeTakeFirst();
  if (gone) await eraseFileLater(tx, ctx, gone.storageKey, ownedByNobody);
}
