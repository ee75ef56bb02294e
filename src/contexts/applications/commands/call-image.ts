import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { attachFile, eraseFileLater, type StoredFile, storeUpload } from "#platform/files/attachments.ts";
import { callViewIn, type StoredCall } from "../queries/get-call.ts";
import type { CallView } from "../views.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { agreementAfterChange, runnableCallIn } from "./runnable-call.ts";

const takenTypes = ["image/png", "image/jpeg", "image/webp"];
const mostMb = 5;

/** Gives a call the picture that is shown where its address is shared. Its bytes decide what it is, not its name. */
export async function setCallImage(
  ctx: Context,
  callId: string,
  upload: { name: string; content: ReadableStream<Uint8Array> | null },
): Promise<CallView> {
  await ctx.transact((tx) => runnableCallIn(tx, ctx, callId));
  const stored = await storeUpload(ctx, upload, mostMb);
  try {
    demandPicture(stored);
    // The file belongs to the call's first operator, whichever of the two brings it.
    const beyond = beyondWalls(ctx);
    await beyond.transact(async (tx) => {
      const call = await runnableCallIn(tx, beyond, callId);
      const ownerOrgId = call.ownerOrgId;
      const { id } = await attachFile(tx, ctx, { subjectType: "call", subjectId: callId, ownerOrgId }, stored);
      await replaceImage(tx, ctx, call, id);
    });
  } catch (error) {
    await ctx.transact((tx) => eraseFileLater(tx, ctx, stored.storageKey));
    throw error;
  }
  return told(ctx, callId, "call.image_set");
}

/** Takes the picture away. */
export async function removeCallImage(ctx: Context, callId: string): Promise<CallView> {
  await ctx.transact((tx) => runnableCallIn(tx, ctx, callId));
  const beyond = beyondWalls(ctx);
  await beyond.transact(async (tx) => replaceImage(tx, ctx, await runnableCallIn(tx, beyond, callId), null));
  return told(ctx, callId, "call.image_removed");
}

function demandPicture({ mediaType }: StoredFile): void {
  if (!takenTypes.includes(mediaType))
    throw new DomainError("invalid", "applications.errors.imageKind", { fields: { file: "applications.errors.imageKind" } });
}

/** The bytes of the picture before go with it; no one may still refer to them. */
async function replaceImage(tx: Transaction, ctx: Context, call: StoredCall, next: string | null): Promise<void> {
  const { id, imageFileId, version } = call;
  await tx
    .updateTable("call")
    .set({ imageFileId: next, version: version + 1, updatedAt: ctx.now(), ...agreementAfterChange(call) })
    .where("id", "=", id)
    .execute();
  if (imageFileId === null) return;
  const before = await tx.deleteFrom("file").where("id", "=", imageFileId).returning("storageKey").executeTakeFirst();
  if (before) await eraseFileLater(tx, ctx, before.storageKey);
}

function told(ctx: Context, callId: string, action: string): Promise<CallView> {
  return ctx.transact(async (tx) => {
    const view = await callViewIn(tx, ctx, callId);
    await audit(tx, ctx, { action, subjectType: "call", subjectId: callId });
    return view;
  });
}
