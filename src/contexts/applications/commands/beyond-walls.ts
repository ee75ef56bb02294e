import { type Context, contextFor, system } from "#platform/context.ts";

/** The system's context in the name of a person, for what lies past the person's own walls; whoever uses it has asked the policy. */
export const beyondWalls = (ctx: Context): Context =>
  contextFor(ctx.platform, { ...system, personId: ctx.actor.personId, personName: ctx.actor.personName }, ctx);
