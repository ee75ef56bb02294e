import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { DomainError, found, notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { partyIn } from "../queries/party.ts";

/** Takes a plain file of the pilot away; only the side that gave it may, and what a measurement rests on stays. */
export async function removePilotFile(ctx: Context, pilotId: string, fileId: string): Promise<void> {
  if (!isId(fileId)) throw notFound();
  await ctx.transact(async (tx) => {
    await partyIn(tx, ctx, pilotId);
    const file = found(
      await tx
        .selectFrom("pilotFile")
        .select(["purpose", "uploadedByOrgId"])
        .where("id", "=", fileId)
        .where("pilotId", "=", pilotId)
        .where("removedAt", "is", null)
        .executeTakeFirst(),
    );
    if (file.uploadedByOrgId !== ctx.actor.organisationId) throw new DomainError("forbidden", "evaluation.errors.notYourFile");
    if (file.purpose !== "file") throw new DomainError("conflict", "evaluation.errors.fileInUse");
    await tx.updateTable("pilotFile").set({ removedAt: ctx.now() }).where("id", "=", fileId).execute();
    await audit(tx, ctx, { action: "pilot.file_removed", subjectType: "pilot", subjectId: pilotId, detail: { fileId } });
  });
}
