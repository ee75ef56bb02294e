import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import { canSeeApplications } from "../policy.ts";
import type { OwnExpertise } from "../review-views.ts";

/** What the person said of themselves as a reviewer; ties are theirs alone to read. */
export async function getOwnExpertise(ctx: Context): Promise<OwnExpertise> {
  allowToSee(canSeeApplications(ctx.actor));
  const personId = ctx.actor.personId!;
  return ctx.transact(async (tx) => {
    const known = await tx
      .selectFrom("reviewerExpertise")
      .select(["text", "topics"])
      .where("personId", "=", personId)
      .executeTakeFirst();
    const ties = await tx
      .selectFrom("reviewerTie")
      .select(["id", "kind", "firmName", "domain", "toldAt"])
      .where("personId", "=", personId)
      .orderBy("toldAt")
      .orderBy("id")
      .execute();
    return { text: known?.text ?? "", topics: known?.topics ?? [], ties };
  });
}
