import { currentSeat } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { type Manager, managersIn } from "../queries/managers.ts";

/**
 * Gives an application to the manager who answers for it, unless somebody does who may: whoever opened the call, else a manager of the
 * operator that owns it, the one with the least to do. Runs past the walls and never chooses somebody who is shut out.
 */
export async function chooseResponsible(tx: Transaction, ctx: Context, applicationId: string): Promise<void> {
  const application = await tx
    .selectFrom("application")
    .innerJoin("call", "call.id", "application.callId")
    .select(["application.id", "application.responsiblePersonId", "application.operatorOrgIds", "application.excludedPersonIds"])
    .select(["call.createdBy", "call.ownerOrgId"])
    .where("application.id", "=", applicationId)
    .executeTakeFirstOrThrow();
  if (await isStillThere(tx, ctx, application)) return;
  const managers = await managersIn(tx, ctx, application);
  const rank = ({ personId, organisationId }: Manager) =>
    personId === application.createdBy ? 0 : organisationId === application.ownerOrgId ? 1 : 2;
  const [chosen] = managers.toSorted((a, b) => rank(a) - rank(b) || a.openApplications - b.openApplications);
  await tx
    .updateTable("application")
    .set({ responsiblePersonId: chosen?.personId ?? null })
    .where("id", "=", applicationId)
    .execute();
}

/** Whoever was named may have left, or be shut out since. */
async function isStillThere(
  tx: Transaction,
  ctx: Context,
  application: { responsiblePersonId: string | null; operatorOrgIds: string[]; excludedPersonIds: string[] },
): Promise<boolean> {
  const { responsiblePersonId, operatorOrgIds, excludedPersonIds } = application;
  if (responsiblePersonId === null || excludedPersonIds.includes(responsiblePersonId)) return false;
  const seat = await tx
    .selectFrom("seat")
    .innerJoin("person", "person.id", "seat.personId")
    .select("seat.id")
    .where("seat.personId", "=", responsiblePersonId)
    .where("seat.organisationId", "in", operatorOrgIds)
    .where("seat.role", "=", "base_manager")
    .where(currentSeat(ctx.now()))
    .where("person.deactivatedAt", "is", null)
    .executeTakeFirst();
  return seat !== undefined;
}
