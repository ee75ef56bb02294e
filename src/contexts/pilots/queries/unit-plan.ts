import type { Context } from "#platform/context.ts";
import { allow } from "#platform/errors.ts";
import { canPlanReadiness } from "../policy.ts";
import { hostReadersIn } from "./pilot-people.ts";
import { getReadinessTemplate } from "./readiness-template.ts";

/** The readiness plan of one of the units the actor may plan for, the wanted one where it is among them, and whom items can be given to. */
export async function getUnitPlan(ctx: Context, all: readonly { id: string; name: string }[], wanted: string | null) {
  const units = all.filter(({ id }) => canPlanReadiness(ctx.actor, id)).map(({ id, name }) => ({ id, name }));
  const unit = units.find(({ id }) => id === (wanted ?? ctx.actor.unitId)) ?? units[0];
  allow(unit !== undefined);
  const ownerOrgId = ctx.actor.organisationId!;
  const colleagues = await ctx.transact((tx) => hostReadersIn(tx, ctx, { ownerOrgId, unitId: unit!.id }));
  return { units, plan: await getReadinessTemplate(ctx, unit!.id), colleagues };
}
