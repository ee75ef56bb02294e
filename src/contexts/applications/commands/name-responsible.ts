import { audit } from "#platform/audit/audit.ts";
import { type Context, visitor } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { canReadApplication, canRunApplication } from "../policy.ts";
import { type ApplicationRow, applicationRowIn } from "../queries/application-row.ts";

/** Names who answers for an application at the actor's organisation, or nobody; refuses people who could not read it. */
export async function nameResponsible(
  ctx: Context,
  applicationId: string,
  { personId }: { personId: string | null },
): Promise<void> {
  await ctx.transact(async (tx) => {
    const application = await applicationRowIn(tx, ctx, applicationId);
    allow(canRunApplication(ctx.actor, application));
    if (personId !== null) await demandReader(tx, ctx, application, personId);
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

async function demandReader(tx: Transaction, ctx: Context, application: ApplicationRow, personId: string): Promise<void> {
  const seats = await seatsIn(tx, ctx).where("seat.personId", "=", personId).execute();
  const nobody: ReadonlySet<string> = new Set();
  const isReader = seats.some(({ role, organisationId }) =>
    canReadApplication({ ...visitor, kind: "person", personId, role, organisationId }, application, nobody),
  );
  if (isReader) return;
  const isConflicted = application.excludedPersonIds.includes(personId);
  throw new DomainError(
    "conflict",
    isConflicted ? "applications.errors.reviewerConflicted" : "applications.errors.responsibleUnknown",
  );
}

/** Current seats of the actor's organisation that follow whole calls. */
export const seatsIn = (tx: Transaction, ctx: Context) =>
  tx
    .selectFrom("seat")
    .innerJoin("person", "person.id", "seat.personId")
    .select(["seat.role", "seat.organisationId", "seat.personId", "person.name"])
    .where("seat.organisationId", "=", ctx.actor.organisationId!)
    .where("seat.role", "in", ["base_manager", "steering_member", "administrator"])
    .where("seat.endedAt", "is", null)
    .where((eb) => eb.or([eb("seat.endsAt", "is", null), eb("seat.endsAt", ">", ctx.now())]))
    .orderBy("person.name")
    .orderBy("person.id");
