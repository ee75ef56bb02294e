import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { attachFile, eraseFileLater, type StoredFile, storeUpload } from "#platform/files/attachments.ts";
import { canRunCall } from "../policy.ts";
import { callRowIn, callViewIn } from "../queries/get-call.ts";
import type { CallView } from "../views.ts";
import { beyondWalls } from "./beyond-walls.ts";

const takenTypes = ["image/png", "image/jpeg", "image/webp"];
const mostMb = 5;

/** Gives a call the picture that is shown where its address is shared. Its bytes decide what it is, not its name. */
export async function setCallImage(
  ctx: Context,
  callId: string,
  upload: { name: string; content: ReadableStream<Uint8Array> | null },
): Promise<CallView> {
  await ctx.transact(async (tx) => allow(canRunCall(ctx.actor, await callRowIn(tx, ctx, callId))));
  const stored = await storeUpload(ctx, upload);
  try {
    demandPicture(stored);
    // The file belongs to the call's first operator, whichever of the two brings it.
    await beyondWalls(ctx).transact(async (tx) => {
      const call = await callRowIn(tx, ctx, callId);
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
  await ctx.transact(async (tx) => allow(canRunCall(ctx.actor, await callRowIn(tx, ctx, callId))));
  await beyondWalls(ctx).transact(async (tx) => replaceImage(tx, ctx, await callRowIn(tx, ctx, callId), null));
  return told(ctx, callId, "call.image_removed");
}

function demandPicture({ mediaType, sizeBytes }: StoredFile): void {
  if (!takenTypes.includes(mediaType))
    throw new DomainError("invalid", "applications.errors.imageKind", { fields: { file: "applications.errors.imageKind" } });
  if (sizeBytes > mostMb * 1024 * 1024)
    throw new DomainError("too_large", "errors.tooLarge", { values: { limit: `${mostMb} MB` } });
}

/** The bytes of the picture before go with it; no one may still refer to them. */
async function replaceImage(
  tx: Transaction,
  ctx: Context,
  { id, imageFileId, version, state }: Awaited<ReturnType<typeof callRowIn>>,
  next: string | null,
): Promise<void> {
  const agreement = state === "draft" ? { agreedOrgIds: [] } : {};
  await tx
    .updateTable("call")
    .set({ imageFileId: next, version: version + 1, updatedAt: ctx.now(), ...agreement })
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
