import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { attachFile, eraseFileLater, type StoredFile, storeUpload } from "#platform/files/attachments.ts";
import { canWriteApplication } from "../policy.ts";
import { formVersionIn } from "../queries/call-forms.ts";
import { isBeingWritten, ownRowIn } from "../queries/own-application.ts";
import { writeAnswers } from "./write-answers.ts";

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

/** Stores a file as (a further) answer to a field. Refuses what is too large, of a kind nobody opens, or one file too many. */
export async function uploadAnswerFile(
  ctx: Context,
  applicationId: string,
  key: string,
  upload: { name: string; content: ReadableStream<Uint8Array> | null },
): Promise<{ id: string }> {
  await ctx.transact((tx) => fileFieldIn(tx, ctx, applicationId, key));
  const stored = await storeUpload(ctx, upload);
  try {
    if (!takenTypes.includes(stored.mediaType))
      throw new DomainError("invalid", "applications.errors.fileKind", { fields: { [key]: "applications.errors.fileKind" } });
    return await keepFile(ctx, applicationId, key, stored);
  } catch (error) {
    await ctx.transact((tx) => eraseFileLater(tx, ctx, stored.storageKey));
    throw error;
  }
}

async function keepFile(ctx: Context, applicationId: string, key: string, stored: StoredFile): Promise<{ id: string }> {
  const { file, before } = await ctx.transact(async (tx) => {
    const { field, application } = await fileFieldIn(tx, ctx, applicationId, key);
    const row = await tx
      .selectFrom("applicationAnswer")
      .select(["value", "version"])
      .where("applicationId", "=", applicationId)
      .where("key", "=", key)
      .executeTakeFirst();
    const ids = Array.isArray(row?.value) ? (row.value as string[]) : [];
    if (ids.length >= field.most)
      throw new DomainError("invalid", "errors.tooManyItems", {
        values: { maximum: field.most },
        fields: { [key]: "errors.tooManyItems" },
      });
    const subject = { subjectType: "application", subjectId: applicationId, ownerOrgId: application.operatorOrgIds[0]! };
    const attached = await attachFile(tx, ctx, subject, stored);
    await audit(tx, ctx, {
      action: "application.file_attached",
      subjectType: "application",
      subjectId: applicationId,
      detail: { fileId: attached.id, key, sha256: stored.sha256 },
    });
    return { file: attached, before: { ids, version: row?.version ?? 0 } };
  });
  await writeAnswers(ctx, applicationId, [{ key, value: [...before.ids, file.id], version: before.version }]);
  return file;
}

async function fileFieldIn(tx: Transaction, ctx: Context, applicationId: string, key: string) {
  const application = await ownRowIn(tx, ctx, applicationId);
  allow(canWriteApplication(ctx.actor, application));
  if (!isBeingWritten(application)) throw new DomainError("conflict", "applications.errors.handedIn");
  const { fields } = await formVersionIn(tx, application.formId);
  const field = found(fields.find((each) => each.key === key));
  if (field.kind !== "file") throw new DomainError("invalid", "errors.invalid", { fields: { [key]: "errors.wrongFormat" } });
  return { application, field };
}
