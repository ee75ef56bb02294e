import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { eraseFileLater } from "#platform/files/attachments.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { canWriteApplication } from "../policy.ts";
import { isDeletable, ownRowIn } from "../queries/own-application.ts";
import { noteOfApplication } from "./note-of-application.ts";

/** Notes that the writers have seen what changed in the form. */
export async function acknowledgeForm(ctx: Context, applicationId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const application = await ownRowIn(tx, ctx, applicationId);
    allow(canWriteApplication(ctx.actor, application));
    await tx.updateTable("application").set({ seenFormId: application.formId }).where("id", "=", applicationId).execute();
  });
}

/** Deletes a draft with its answers and files for good. Refuses one that others write as well, and what was ever handed in. */
export async function deleteDraft(ctx: Context, applicationId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const application = await ownRowIn(tx, ctx, applicationId);
    if (!isDeletable(application)) throw new DomainError("conflict", "writing.errors.notDeletable");
    await deleteDraftIn(tx, ctx, applicationId);
  });
}

export async function deleteDraftIn(tx: Transaction, ctx: Context, applicationId: string): Promise<void> {
  const files = await tx.selectFrom("applicationFile").select("storageKey").where("applicationId", "=", applicationId).execute();
  for (const { storageKey } of files) await eraseFileLater(tx, ctx, storageKey, ownedByNobody);
  await tx.deleteFrom("application").where("id", "=", applicationId).execute();
  await noteOfApplication(tx, ctx, applicationId, "application.draft_deleted");
}
