import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { funnelSteps, type PilotClocks } from "../board-views.ts";
import type { PilotState } from "../pilot.ts";
import { visiblePilots } from "../policy.ts";
import { countedNeeds } from "./lead-times.ts";

type Funnel = Pick<PilotClocks, "needs" | "funnel" | "stops">;

/** How many needs and firms came how far, and why pilots ended. A step counts whoever reached it, whatever became of it. */
export async function funnelIn(tx: Transaction, ctx: Context): Promise<Funnel> {
  const needs = countedNeeds(tx, ctx).select("need.id");
  const seen = visiblePilots(tx, ctx.actor).select(["pilot.id", "pilot.needId", "pilot.state"]);
  const one = <Row>(query: RawBuilder<Row>) => query.execute(tx).then(({ rows }) => rows);
  const [firms] = await one(sql<{
    assessed: number;
    shortlisted: number;
    opened: number;
    needsShortlisted: number;
    piloted: number;
  }>`
    with need as (${needs}), seen as (${seen}),
    entry as (
      select need_id, coalesce(stage_before_pass, stage) <> 'longlist' as is_shortlisted
      from app.shortlist_entry where need_id in (select id from need) and removed_at is null
    )
    select count(*) as assessed, count(*) filter (where is_shortlisted) as shortlisted, (select count(*) from need) as opened,
      count(distinct need_id) filter (where is_shortlisted) as needs_shortlisted,
      (select count(distinct need_id) from seen where need_id in (select id from need)) as piloted
    from entry
  `);
  const reached = await one(sql<{ state: PilotState; count: number }>`
    with seen as (${seen}) select gate.to_state as state, count(distinct gate.pilot_id) as count
    from app.pilot_gate gate join seen on seen.id = gate.pilot_id where gate.verdict = 'go' group by gate.to_state
  `);
  const stops = await one(sql<PilotClocks["stops"][number]>`
    with seen as (${seen}) select coalesce(gate.reason, 'other') as reason, gate.from_state as from, count(*) as count
    from app.pilot_gate gate join seen on seen.id = gate.pilot_id
    where gate.verdict = 'stop' and gate.from_state is not null group by 1, 2 order by 3 desc, 1, 2
  `);
  const counts = new Map<string, number>(reached.map(({ state, count }) => [state, count]));
  counts.set("assessed", firms!.assessed).set("shortlisted", firms!.shortlisted);
  return {
    needs: { opened: firms!.opened, shortlisted: firms!.needsShortlisted, piloted: firms!.piloted },
    funnel: funnelSteps.map((step) => ({ step, count: counts.get(step) ?? 0 })),
    stops,
  };
}
