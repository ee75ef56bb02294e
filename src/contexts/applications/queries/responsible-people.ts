import type { Context } from "#platform/context.ts";
import { allow } from "#platform/errors.ts";
import { seatsIn } from "../commands/name-responsible.ts";
import { canSeeApplications } from "../policy.ts";

/** Who can answer for applications at the reader's organisation, by name. */
export async function responsiblePeople(ctx: Context): Promise<{ id: string; name: string }[]> {
  allow(canSeeApplications(ctx.actor));
  const seats = await ctx.transact((tx) => seatsIn(tx, ctx).execute());
  const names = new Map(seats.map(({ personId, name }) => [personId, name]));
  return [...names].map(([id, name]) => ({ id, name }));
}
