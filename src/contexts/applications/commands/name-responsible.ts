import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { canRunApplication } from "../policy.ts";
import { type ApplicationRow, applicationRowIn } from "../queries/application-row.ts";
import { managersIn } from "../queries/managers.ts";

/** Names who answers for an application at the actor's organisation, or nobody; refuses people who could not read or run it: nobody would remind them. */
export async function nameResponsible(
  ctx: Context,
  applicationId: string,
  { personId }: { personId: string | null },
): Promise<void> {
  await ctx.transact(async (tx) => {
    const application = await applicationRowIn(tx, ctx, applicationId);
    allow(canRunApplication(ctx.actor, application));
    if (personId !== null) await demandManager(tx, ctx, application, personId);
    if (application.responsiblePersonId === personId) return;
    await tx
      .updateTable("application")
      .set({ responsiblePersonId: personId, updatedAt: ctx.now() })
      .where("id", "=", applicationId)
      .execute();
    await audit(tx, ctx, {
      action: "application.responsible_named",
      subjectType: "application",
      subjectId: applicationId,
      detail: { personId },
    });
  });
}

async function demandManager(
  tx: Transaction,
  ctx: Context,
  { excludedPersonIds }: ApplicationRow,
  personId: string,
): Promise<void> {
  const managers = await managersIn(tx, ctx, { operatorOrgIds: [ctx.actor.organisationId!], excludedPersonIds });
  if (managers.some((manager) => manager.personId === personId)) return;
  const isConflicted = excludedPersonIds.includes(personId);
  throw new DomainError(
    "conflict",
    isConflicted ? "applications.errors.reviewerConflicted" : "applications.errors.responsibleUnknown",
  );
}
