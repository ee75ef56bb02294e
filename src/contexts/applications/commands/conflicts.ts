import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { canRunApplication } from "../policy.ts";
import { applicationRowIn, wallsOf } from "../queries/application-row.ts";
import { seatedPeople } from "../queries/seated-people.ts";
import type { ConflictInput } from "../review-schema.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { excludeByConflicts } from "./find-conflicts.ts";

/**
 * Declares a tie to an application. From this moment it does not exist for the person: reviews they were to write go back to be assigned
 * anew. A manager may name somebody else; nobody can take their own declaration back.
 */
export async function declareConflict(
  ctx: Context,
  applicationId: string,
  { kind, note, personId }: ConflictInput,
): Promise<void> {
  const about = personId ?? ctx.actor.personId;
  if (about === null) throw new DomainError("invalid", "errors.invalid", { fields: { personId: "errors.required" } });
  const isOwnWord = about === ctx.actor.personId;
  const operatorOrgIds = await ctx.transact(async (tx) => {
    const application = await applicationRowIn(tx, ctx, applicationId);
    allow(isOwnWord || canRunApplication(ctx.actor, application));
    return application.operatorOrgIds;
  });
  if (!isOwnWord && !(await seatedPeople(ctx, operatorOrgIds)).some(({ id }) => id === about))
    throw new DomainError("invalid", "errors.invalid", { fields: { personId: "applications.errors.reviewerUnknown" } });
  // Past the walls: whoever shuts themselves out no longer sees the row they have changed.
  const own = beyondWalls(ctx);
  await own.transact(async (tx) => {
    const application = await tx
      .selectFrom("application")
      .selectAll()
      .where("id", "=", applicationId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("applicationConflict")
      .values({
        ...wallsOf(application),
        id: newId(),
        personId: about,
        kind,
        source: isOwnWord ? "declared" : "manager",
        evidence: note,
        foundAt: ctx.now(),
      })
      .onConflict((conflict) =>
        conflict.columns(["applicationId", "personId", "kind"]).doUpdateSet({
          ...{ clearedAt: null, clearedBy: null, clearedReason: null, evidence: note, foundAt: ctx.now() },
          ...(isOwnWord ? { source: "declared" as const } : {}),
        }),
      )
      .execute();
    await excludeByConflicts(tx, own, applicationId);
    await audit(tx, own, {
      action: "application.conflict_declared",
      subjectType: "application",
      subjectId: applicationId,
      detail: { kind },
    });
  });
}

/** A manager without a conflict of their own finds that a tie is none, and says why; only the person's own word cannot be overruled. */
export async function clearConflict(
  ctx: Context,
  applicationId: string,
  conflictId: string,
  { reason }: { reason: string },
): Promise<void> {
  if (reason.trim() === "") throw new DomainError("invalid", "errors.invalid", { fields: { reason: "errors.required" } });
  await ctx.transact(async (tx) => {
    const application = await applicationRowIn(tx, ctx, applicationId);
    allow(canRunApplication(ctx.actor, application));
    found(
      await tx
        .selectFrom("applicationConflict")
        .select("id")
        .where("id", "=", conflictId)
        .where("applicationId", "=", applicationId)
        .where("clearedAt", "is", null)
        .executeTakeFirst(),
    );
  });
  // Past the walls: who answers for it then may be the other operator's.
  const own = beyondWalls(ctx);
  await own.transact(async (tx) => {
    const cleared = await tx
      .updateTable("applicationConflict")
      .set({ clearedAt: ctx.now(), clearedBy: ctx.actor.personId, clearedReason: reason })
      .where("id", "=", conflictId)
      .where("clearedAt", "is", null)
      .where("source", "<>", "declared")
      .returning("kind")
      .executeTakeFirst();
    if (!cleared) throw new DomainError("conflict", "applications.errors.ownWordStands");
    await excludeByConflicts(tx, own, applicationId);
    await audit(tx, ctx, {
      action: "application.conflict_cleared",
      subjectType: "application",
      subjectId: applicationId,
      reason,
      detail: { kind: cleared.kind },
    });
  });
}
