import { sql } from "kysely";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { NeedState } from "./need.ts";
import { canSeeNeeds, visibleNeeds } from "./policy.ts";
import { type ResponseClock, responseClock } from "./response-clock.ts";

export interface WaitingNeed {
  id: string;
  title: string;
  state: NeedState;
  clock: ResponseClock;
}

/** Needs whose next step is the actor's: an owner's drafts and decisions, a scout's confirmations and searches; most urgent first. */
export async function listWaiting(ctx: Context, limit = 20): Promise<WaitingNeed[]> {
  const { actor } = ctx;
  if (!canSeeNeeds(actor) || actor.personId === null) return [];
  const isScout = actor.role === "scout" || actor.role === "base_manager";
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const rows = await visibleNeeds(tx, actor)
      .where((eb) =>
        eb.or([
          eb.and([eb("need.state", "in", ["draft", "shortlisted", "piloting"]), eb("need.ownerPersonId", "=", actor.personId!)]),
          isScout ? eb("need.state", "in", ["confirmed", "open"]) : sql<boolean>`false`,
        ]),
      )
      .select(["need.id", "need.title", "need.state", "need.stateChangedAt", "need.decideBy"])
      .orderBy("need.stateChangedAt")
      .limit(200)
      .execute();
    return rows
      .map((row) => ({ id: row.id, title: row.title, state: row.state, clock: responseClock(row, calendar) }))
      .sort((a, b) => ((a.clock.until ?? "9999") < (b.clock.until ?? "9999") ? -1 : 1))
      .slice(0, limit);
  });
}
