import { listMySeats } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { navigationOf } from "../navigation.ts";
import { countByKind, listWaiting } from "../waiting.ts";
import type { Shell } from "./shell.ts";

/** What the shell shows a seat: who it is, where it may go and what waits there. */
export async function loadShell(ctx: Context): Promise<Shell> {
  const [seats, waiting] = await Promise.all([listMySeats(ctx), listWaiting(ctx)]);
  return { personName: ctx.actor.personName ?? "", seats, navigation: navigationOf(ctx.actor), counts: countByKind(waiting) };
}
