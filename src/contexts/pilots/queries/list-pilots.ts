import type { Context } from "#platform/context.ts";
import { allow } from "#platform/errors.ts";
import { canSeePilots, visiblePilots } from "../policy.ts";

/** The pilots the actor may read, the newest change first. */
export async function listPilots(ctx: Context) {
  allow(canSeePilots(ctx.actor));
  return ctx.transact((tx) => visiblePilots(tx, ctx.actor).select(["id", "title"]).orderBy("stateChangedAt", "desc").execute());
}
