import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, notFound } from "#platform/errors.ts";
import {
  attachFile,
  eraseFileLater,
  type FileSubject,
  type FileView,
  fileResponse,
  findFile,
  listFiles,
  setFileRemoved,
  storeUpload,
} from "#platform/files/attachments.ts";
import { isId } from "#platform/ids.ts";
import { canReviseNeed } from "./policy.ts";
import { needRowIn } from "./queries.ts";

/** Hangs a file of at most 50 MB on the need; for those who may revise it. */
export async function attachNeedFile(
  ctx: Context,
  needId: string,
  upload: { name: string; content: ReadableStream<Uint8Array> | null },
): Promise<{ id: string }> {
  await ctx.transact(async (tx) => allow(canReviseNeed(ctx.actor, await needRowIn(tx, ctx, needId))));
  const stored = await storeUpload(ctx, upload);
  try {
    return await ctx.transact(async (tx) => {
      const need = await needRowIn(tx, ctx, needId);
      allow(canReviseNeed(ctx.actor, need));
      const file = await attachFile(tx, ctx, subjectOf(need), stored);
      const detail = { fileId: file.id, name: stored.name };
      await audit(tx, ctx, { action: "need.file_attached", subjectType: "need", subjectId: needId, detail });
      return file;
    });
  } catch (error) {
    await ctx.transact((tx) => eraseFileLater(tx, ctx, stored.storageKey));
    throw error;
  }
}

/** The files on a need, newest first, for everybody who reads the need. */
export async function listNeedFiles(ctx: Context, needId: string): Promise<FileView[]> {
  return ctx.transact(async (tx) => listFiles(tx, subjectOf(await needRowIn(tx, ctx, needId))));
}

/** One file of a need as a download. */
export async function downloadNeedFile(ctx: Context, needId: string, fileId: string): Promise<Response> {
  return fileResponse(ctx, await ctx.transact((tx) => needFileIn(tx, ctx, needId, fileId)));
}

/** Takes a file off the need; for those who may revise it. */
export async function removeNeedFile(ctx: Context, needId: string, fileId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    allow(canReviseNeed(ctx.actor, await needRowIn(tx, ctx, needId)));
    const { name } = await needFileIn(tx, ctx, needId, fileId);
    await setFileRemoved(tx, ctx, fileId, true);
    await audit(tx, ctx, { action: "need.file_removed", subjectType: "need", subjectId: needId, detail: { fileId, name } });
  });
}

async function needFileIn(tx: Transaction, ctx: Context, needId: string, fileId: string) {
  const need = await needRowIn(tx, ctx, needId);
  if (!isId(fileId)) throw notFound();
  const file = await findFile(tx, subjectOf(need), fileId);
  if (file.deletedAt !== null) throw notFound();
  return file;
}

const subjectOf = ({ id, ownerOrgId }: { id: string; ownerOrgId: string }): FileSubject => ({
  subjectType: "need",
  subjectId: id,
  ownerOrgId,
});
