import { canSeeNeeds, listNeeds, needQuery } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import type { NeedUnderWay } from "./home/needs-under-way.tsx";

const underWay = ["confirmed", "open", "shortlisted", "piloting"] as const;

/** The six needs whose decision comes next, of those the seat may read. */
export async function listNeedsUnderWay(ctx: Context): Promise<NeedUnderWay[]> {
  if (!canSeeNeeds(ctx.actor)) return [];
  const { items } = await listNeeds(ctx, needQuery.parse({ state: underWay, sort: "decideBy", limit: 6 }));
  return items.map(({ id, title, lang, state, unit, decideBy }) => ({
    id,
    title,
    lang,
    state: state as NeedUnderWay["state"],
    unitName: unit.names[ctx.locale] ?? unit.name,
    decideBy,
  }));
}
