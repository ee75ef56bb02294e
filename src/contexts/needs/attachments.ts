import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, found } from "#platform/errors.ts";
import {
  type Attachment,
  attachFile,
  downloadOf,
  findAttachment,
  listAttachments,
  removeAttachment,
  type UploadedFile,
} from "#platform/files/attachments.ts";
import { isId } from "#platform/ids.ts";
import { canReviseNeed } from "./policy.ts";
import { needRowIn } from "./queries.ts";

const limitBytes = 50 * 1024 * 1024;

/** Hangs a file of at most 50 MB on the need; for those who may revise it. */
export async function attachNeedFile(ctx: Context, needId: string, file: UploadedFile): Promise<Attachment> {
  const need = await ctx.transact((tx) => needRowIn(tx, ctx, needId));
  allow(canReviseNeed(ctx.actor, need));
  return attachFile(ctx, { type: "need", id: needId, ownerOrgId: need.ownerOrgId }, file, {
    limitBytes,
    record: (tx, { id, name }) =>
      audit(tx, ctx, { action: "need.file_attached", subjectType: "need", subjectId: needId, detail: { fileId: id, name } }),
  });
}

/** The files on a need, oldest first, for everybody who reads the need. */
export async function listNeedFiles(ctx: Context, needId: string): Promise<Attachment[]> {
  return ctx.transact(async (tx) => {
    await needRowIn(tx, ctx, needId);
    return listAttachments(tx, { type: "need", id: needId });
  });
}

/** One file of a need as a download. */
export async function downloadNeedFile(ctx: Context, needId: string, fileId: string): Promise<Response> {
  const file = await ctx.transact(async (tx) => {
    await needRowIn(tx, ctx, needId);
    return findAttachment(tx, { type: "need", id: needId }, found(isId(fileId) ? fileId : null));
  });
  return downloadOf(ctx, file);
}

/** Takes a file off the need; for those who may revise it. */
export async function removeNeedFile(ctx: Context, needId: string, fileId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    allow(canReviseNeed(ctx.actor, await needRowIn(tx, ctx, needId)));
    const { name } = await removeAttachment(tx, ctx, { type: "need", id: needId }, found(isId(fileId) ? fileId : null));
    await audit(tx, ctx, { action: "need.file_removed", subjectType: "need", subjectId: needId, detail: { fileId, name } });
  });
}
