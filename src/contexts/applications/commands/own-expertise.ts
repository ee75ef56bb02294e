import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allowToSee, found } from "#platform/errors.ts";
import { isId, newId } from "#platform/ids.ts";
import { canSeeApplications } from "../policy.ts";
import type { ExpertiseInput, TieInput } from "../review-schema.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { excludePerson } from "./find-conflicts.ts";

/** What the person knows, in their own words; applications are matched with it. */
export async function stateExpertise(ctx: Context, { text, topics }: ExpertiseInput): Promise<void> {
  allowToSee(canSeeApplications(ctx.actor));
  const personId = ctx.actor.personId!;
  await ctx.transact((tx) =>
    tx
      .insertInto("reviewerExpertise")
      .values({ personId, operatorOrgIds: [ctx.actor.organisationId!], text, topics, updatedAt: ctx.now() })
      .onConflict((conflict) => conflict.column("personId").doUpdateSet({ text, topics, updatedAt: ctx.now() }))
      .execute(),
  );
}

/** Tells of a tie to a firm, once for all: every application of it, from before or to come, does not exist for the person from then on. */
export async function tellTie(ctx: Context, tie: TieInput): Promise<{ id: string }> {
  allowToSee(canSeeApplications(ctx.actor));
  const personId = ctx.actor.personId!;
  // Past the walls: whoever shuts themselves out no longer sees what they have changed.
  const own = beyondWalls(ctx);
  return own.transact(async (tx) => {
    const id = newId();
    await tx
      .insertInto("reviewerTie")
      .values({ ...tie, id, personId, toldAt: ctx.now() })
      .execute();
    await excludePerson(tx, own, personId);
    await audit(tx, own, { action: "reviewer.tie_told", subjectType: "person", subjectId: personId });
    return { id };
  });
}

/** Takes a tie back, told by mistake; conflicts it already made stay until a manager clears them. */
export async function takeTieBack(ctx: Context, tieId: string): Promise<void> {
  allowToSee(canSeeApplications(ctx.actor));
  await ctx.transact(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("reviewerTie")
      .where("id", "=", isId(tieId) ? tieId : null!)
      .where("personId", "=", ctx.actor.personId!)
      .executeTakeFirstOrThrow();
    found(numDeletedRows > 0n || undefined);
    await audit(tx, ctx, { action: "reviewer.tie_taken_back", subjectType: "person", subjectId: ctx.actor.personId! });
  });
}
