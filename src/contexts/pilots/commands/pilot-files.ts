import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, found, notFound } from "#platform/errors.ts";
import { eraseFileLater } from "#platform/files/attachments.ts";
import { isId } from "#platform/ids.ts";
import { partyIn } from "../queries/party.ts";
import { openPilotFile } from "../queries/pilot-file.ts";
import type { PilotFilePurpose } from "../schema.ts";
import { keepPilotFileIn, type Upload, withStoredFile } from "./keep-file.ts";

/** Keeps a file of a pilot for what is to hang on it; both sides read it from then on. Refused before the pilot was offered. */
export async function keepPilotFile(
  ctx: Context,
  pilotId: string,
  purpose: PilotFilePurpose,
  upload: Upload,
): Promise<{ id: string }> {
  await ctx.transact((tx) => offeredIn(tx, ctx, pilotId));
  return withStoredFile(ctx, upload, (stored) =>
    ctx.transact(async (tx) => {
      const { partyOrgIds: readerOrgIds } = await offeredIn(tx, ctx, pilotId);
      const { id } = await keepPilotFileIn(tx, ctx, stored, { pilotId, readerOrgIds, purpose });
      const detail = { fileId: id, purpose, sha256: stored.sha256 };
      await audit(tx, ctx, { action: "pilot.file_kept", subjectType: "pilot", subjectId: pilotId, detail });
      return { id };
    }),
  );
}

/** Does something with a file that came along with it; where that is refused, nothing of the file stays. */
export async function withPilotFile<Result>(
  ctx: Context,
  pilotId: string,
  purpose: PilotFilePurpose,
  upload: Upload | null,
  run: (fileId: string | null) => Promise<Result>,
): Promise<Result> {
  if (upload === null) return run(null);
  const { id } = await keepPilotFile(ctx, pilotId, purpose, upload);
  try {
    return await run(id);
  } catch (error) {
    await ctx.transact(async (tx) => {
      const gone = await tx.deleteFrom("pilotFile").where("id", "=", id).returning("storageKey").executeTakeFirst();
      if (gone) await eraseFileLater(tx, ctx, gone.storageKey, ctx.actor.organisationId ?? undefined);
    });
    throw error;
  }
}

/** The bytes of a file that hangs on a pilot; for its two sides. */
export async function downloadPilotFile(ctx: Context, pilotId: string, fileId: string): Promise<Response> {
  if (!isId(fileId)) throw notFound();
  const file = await ctx.transact(async (tx) => {
    await partyIn(tx, ctx, pilotId);
    return (
      tx
        .selectFrom("pilotFile")
        .select(["storageKey", "name", "mediaType", "sizeBytes", "scanState", "uploadedBy"])
        .where("id", "=", fileId)
        .where("pilotId", "=", pilotId)
        // Documents of the firm are shown by their own rules.
        .where("purpose", "!=", "document")
        .where("removedAt", "is", null)
        .executeTakeFirst()
    );
  });
  return openPilotFile(ctx, found(file));
}

/** A file named in a command is one of this pilot, uploaded for this. */
export async function demandPilotFile(
  tx: Transaction,
  pilotId: string,
  fileId: string,
  purpose: PilotFilePurpose,
): Promise<void> {
  found(
    await tx
      .selectFrom("pilotFile")
      .select("id")
      .where("id", "=", fileId)
      .where("pilotId", "=", pilotId)
      .where("purpose", "=", purpose)
      .where("removedAt", "is", null)
      .executeTakeFirst(),
  );
}

async function offeredIn(tx: Transaction, ctx: Context, pilotId: string) {
  const { pilot } = await partyIn(tx, ctx, pilotId);
  if (!pilot.offeredAt) throw new DomainError("conflict", "pilots.errors.notOffered");
  return pilot;
}
