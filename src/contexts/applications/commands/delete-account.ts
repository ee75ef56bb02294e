import { eraseApplicant } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, forbidden, unauthenticated } from "#platform/errors.ts";
import { takeAuthorOffIn } from "./authors.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { deleteDraftIn } from "./own-draft.ts";

/**
 * Deletes the account of somebody who applies and holds no seat: drafts only they write go with their files, from what others write too
 * they are taken off, and of what was decided their name and address, as every invitation to it. Refuses while the base reads something
 * they alone have written.
 */
export async function deleteAccount(ctx: Context): Promise<void> {
  const { personId, seatId } = ctx.actor;
  if (personId === null) throw unauthenticated();
  if (seatId !== null) throw forbidden("writing.errors.accountOfSeat");
  // Past the walls: whoever leaves no longer sees what is left behind.
  const own = beyondWalls(ctx);
  await own.transact(async (tx) => {
    const applications = await tx
      .selectFrom("application")
      .selectAll()
      .where((eb) => eb(eb.val(personId), "=", eb.fn.any("authorPersonIds")))
      .orderBy("id")
      .forUpdate()
      .execute();
    for (const application of applications) await leave(tx, own, application, personId);
    const { email } = await tx.selectFrom("person").select("email").where("id", "=", personId).executeTakeFirstOrThrow();
    await tx.deleteFrom("applicationAuthorInvitation").where("email", "=", email).execute();
    await eraseApplicant(tx, own, personId);
  });
}

type Row = Parameters<typeof takeAuthorOffIn>[2];

async function leave(tx: Transaction, own: Context, application: Row, personId: string): Promise<void> {
  const { id, authorPersonIds, state, submittedAt } = application;
  if (authorPersonIds.length > 1) return takeAuthorOffIn(tx, own, application, personId);
  if (submittedAt === null) return deleteDraftIn(tx, own, id);
  if (state !== "decided" && state !== "withdrawn") throw new DomainError("conflict", "writing.errors.applicationsRun");
  for (const table of ["applicationAuthor", "applicationPresence"] as const)
    await tx.deleteFrom(table).where("applicationId", "=", id).where("personId", "=", personId).execute();
}
