import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { canRunCall } from "../policy.ts";
import { type PhaseRow, phaseRowIn } from "../queries/phase-row.ts";
import { seatedPeople } from "../queries/seated-people.ts";
import type { ExpertiseInput, LoadInput } from "../review-schema.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { excludePerson } from "./find-conflicts.ts";

/** Lets somebody review in a phase, or changes how much they take; ties with what came in already are looked for at once. */
export async function setReviewer(ctx: Context, phaseId: string, personId: string, load: LoadInput): Promise<void> {
  const phase = await runnablePhase(ctx, phaseId);
  const person = (await seatedPeople(ctx, phase.operatorOrgIds)).find(({ id }) => id === personId);
  const unknown = () =>
    new DomainError("invalid", "errors.invalid", { fields: { personId: "applications.errors.reviewerUnknown" } });
  if (!person) throw unknown();
  // Past the walls: the person may be the other operator's, and ties reach beyond what the manager sees.
  const own = beyondWalls(ctx);
  await own.transact(async (tx) => {
    const known = await tx
      .selectFrom("reviewerLoad")
      .select("leftAt")
      .where("phaseId", "=", phaseId)
      .where("personId", "=", personId)
      .executeTakeFirst();
    if (!known && person.organisationId !== ctx.actor.organisationId) throw unknown();
    if (!known && person.isGuest) throw new DomainError("conflict", "applications.errors.guestOfOtherPhase");
    await addReviewerIn(tx, own, phase, { ...load, personId, name: person.name });
    if (!known) await excludePerson(tx, own, personId);
    await audit(tx, own, {
      action: known ? "reviewer.load_changed" : "reviewer.added",
      subjectType: "call",
      subjectId: phase.callId,
      detail: { phaseId, personId },
    });
  });
}

/** The row of a reviewer in a phase; whoever had left is back. */
export async function addReviewerIn(
  tx: Transaction,
  ctx: Context,
  { id: phaseId, operatorOrgIds }: Pick<PhaseRow, "id" | "operatorOrgIds">,
  { personId, name, most, least, tracks }: LoadInput & { personId: string; name: string },
): Promise<void> {
  await tx
    .insertInto("reviewerLoad")
    .values({ phaseId, personId, operatorOrgIds, name, most, least, tracks })
    .onConflict((conflict) => conflict.columns(["phaseId", "personId"]).doUpdateSet({ most, least, tracks, leftAt: null }))
    .execute();
  const known = await tx
    .selectFrom("reviewerExpertise")
    .select("operatorOrgIds")
    .where("personId", "=", personId)
    .executeTakeFirst();
  const readers = [...new Set([...(known?.operatorOrgIds ?? []), ...operatorOrgIds])];
  await tx
    .insertInto("reviewerExpertise")
    .values({ personId, operatorOrgIds: readers, updatedAt: ctx.now() })
    .onConflict((conflict) => conflict.column("personId").doUpdateSet({ operatorOrgIds: readers }))
    .execute();
}

/** What a reviewer of the phase knows, as a manager words it. */
export async function describeReviewer(
  ctx: Context,
  phaseId: string,
  personId: string,
  { text, topics }: ExpertiseInput,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const phase = await phaseRowIn(tx, ctx, phaseId);
    allow(canRunCall(ctx.actor, phase));
    found(
      await tx
        .selectFrom("reviewerLoad")
        .select("personId")
        .where("phaseId", "=", phaseId)
        .where("personId", "=", personId)
        .executeTakeFirst(),
    );
    await tx
      .updateTable("reviewerExpertise")
      .set({ text, topics, updatedAt: ctx.now() })
      .where("personId", "=", personId)
      .execute();
    await audit(tx, ctx, {
      action: "reviewer.described",
      subjectType: "call",
      subjectId: phase.callId,
      detail: { phaseId, personId },
    });
  });
}

/**
 * A reviewer drops out of a phase: what they have not finished goes back to be assigned anew, finished reviews stay. Past the walls, so that
 * a review the manager must not know of is freed too; another manager sees that it waits.
 */
export async function leaveReviewer(ctx: Context, phaseId: string, personId: string): Promise<void> {
  const phase = await runnablePhase(ctx, phaseId);
  const own = beyondWalls(ctx);
  await own.transact(async (tx) => {
    const left = await leaveIn(tx, own, phaseId, personId);
    if (!left) found(undefined);
    await audit(tx, own, {
      action: "reviewer.left",
      subjectType: "call",
      subjectId: phase.callId,
      detail: { phaseId, personId },
    });
  });
}

/** Ends somebody's part in a phase in a transaction past the walls; whether there was one. */
export async function leaveIn(tx: Transaction, ctx: Context, phaseId: string, personId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("reviewerLoad")
    .set({ leftAt: ctx.now() })
    .where("phaseId", "=", phaseId)
    .where("personId", "=", personId)
    .executeTakeFirstOrThrow();
  const unfinished = tx
    .updateTable("applicationReview")
    .set({ state: "returned", returnReason: "left", isLeaving: false })
    .where("phaseId", "=", phaseId)
    .where("reviewerPersonId", "=", personId)
    .where("state", "in", ["assigned", "started"]);
  await unfinished.execute();
  await tx
    .deleteFrom("applicationReview")
    .where("phaseId", "=", phaseId)
    .where("reviewerPersonId", "=", personId)
    .where("state", "=", "proposed")
    .execute();
  return numUpdatedRows > 0n;
}

export async function runnablePhase(ctx: Context, phaseId: string): Promise<PhaseRow> {
  const phase = await ctx.transact((tx) => phaseRowIn(tx, ctx, phaseId));
  allow(canRunCall(ctx.actor, phase));
  return phase;
}
