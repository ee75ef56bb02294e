import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import { canSeeApplications } from "../policy.ts";
import { managersIn } from "./managers.ts";

/** Who can answer for applications at the reader's organisation, by name. */
export async function responsiblePeople(ctx: Context): Promise<{ id: string; name: string }[]> {
  allowToSee(canSeeApplications(ctx.actor));
  const managers = await ctx.transact((tx) =>
    managersIn(tx, ctx, { operatorOrgIds: [ctx.actor.organisationId!], excludedPersonIds: [] }),
  );
  return managers.map(({ personId, name }) => ({ id: personId, name }));
}
