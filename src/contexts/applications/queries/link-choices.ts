import { canSeeNeeds, visibleNeeds } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import { visibleCalls } from "../policy.ts";
import { readWording, type Wording } from "../wording.ts";

export interface LinkChoices {
  /** Needs a call may be linked to, as far as the reader knows of them; null for whoever reads none. */
  needs: { id: string; title: string }[] | null;
  /** Calls a founder may be sent on to. */
  calls: { id: string; title: string }[];
}

/** What a call can point to: the needs it looks for, and other calls for those it does not take. */
export function linkChoices(ctx: Context, callId: string): Promise<LinkChoices> {
  return ctx.transact(async (tx) => {
    const calls = await visibleCalls(tx, ctx.actor)
      .select(["call.id", "call.title"])
      .where("call.id", "!=", callId)
      .where("call.state", "!=", "closed")
      .orderBy("call.createdAt", "desc")
      .limit(100)
      .execute();
    const needs = canSeeNeeds(ctx.actor)
      ? await visibleNeeds(tx, ctx.actor)
          .select(["need.id", "need.title"])
          .where("need.state", "in", ["confirmed", "open", "shortlisted", "piloting"])
          .orderBy("need.title")
          .limit(500)
          .execute()
      : null;
    return { needs, calls: calls.map(({ id, title }) => ({ id, title: readWording(title as Wording, ctx.locale).text })) };
  });
}
