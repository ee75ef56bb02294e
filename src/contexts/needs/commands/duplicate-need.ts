import type { Context } from "#platform/context.ts";
import { needRowIn, requirementsOf } from "../queries.ts";
import type { RequirementInput } from "../requirement.ts";
import type { NeedInput, NeedView } from "../schema.ts";
import { stateNeedIn } from "./state-need.ts";

/** A new draft with the text and requirements of an earlier need; budget, date, readers and history stay behind. */
export async function duplicateNeed(ctx: Context, needId: string, { unitId }: { unitId?: string } = {}): Promise<NeedView> {
  return ctx.transact(async (tx) => {
    const need = await needRowIn(tx, ctx, needId);
    const { title, detail, teaser, lang, field, topics, tags, languages, urgency } = need;
    const requirements = (await requirementsOf(tx, needId)).map(({ id: _, ...rest }) => rest as RequirementInput);
    const text = { title, detail, teaser, lang, field, topics, tags, languages, urgency } as NeedInput;
    const ownUnit = ctx.actor.role === "need_owner" ? (ctx.actor.unitId ?? undefined) : undefined;
    return stateNeedIn(tx, ctx, { ...text, requirements, unitId: unitId ?? ownUnit ?? need.unitId }, { copiedFromId: needId });
  });
}
