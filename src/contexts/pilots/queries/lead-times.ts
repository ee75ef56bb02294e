import { sql } from "kysely";
import { readsEveryNeed, visibleNeeds } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Waited } from "#platform/waiting-times.ts";
import { visiblePilots } from "../policy.ts";

export interface UnitWaited extends Waited {
  unitId: string;
}

/** Needs whose pilots the actor may read as well: of all units, or of the actor's own. */
export function countedNeeds(tx: Transaction, { actor }: Context) {
  const opened = visibleNeeds(tx, actor).where("need.openedAt", "is not", null);
  return readsEveryNeed(actor) ? opened : opened.where("need.unitId", "=", actor.unitId);
}

/** From the opening of each need to the first purchase order of its pilots; a need that was closed without one ended without an answer. */
export async function needToOrderIn(tx: Transaction, ctx: Context): Promise<UnitWaited[]> {
  const needs = countedNeeds(tx, ctx).select(["need.id", "need.unitId", "need.openedAt", "need.state", "need.stateChangedAt"]);
  const seen = visiblePilots(tx, ctx.actor).select(["pilot.id", "pilot.needId"]);
  const { rows } = await sql<Lasted>`
    with need as (${needs}), seen as (${seen}),
    ordered as (
      select seen.need_id, min(purchase_order.sent_at) as at from seen join app.purchase_order on purchase_order.pilot_id = seen.id group by seen.need_id
    )
    select need.unit_id, ${daysFrom(ctx)(
      sql`need.opened_at`,
      sql`ordered.at`,
      sql`case when need.state in ('solved', 'closed') then need.state_changed_at end`,
    )}
    from need left join ordered on ordered.need_id = need.id
  `.execute(tx);
  return rows.map(waitedOf);
}

/** From the first purchase order of each pilot to its decision: evaluated or stopped. */
export async function orderToDecisionIn(tx: Transaction, ctx: Context): Promise<UnitWaited[]> {
  const seen = visiblePilots(tx, ctx.actor).select(["pilot.id", "pilot.unitId"]);
  const { rows } = await sql<Lasted>`
    with seen as (${seen}),
    ordered as (
      select seen.id, seen.unit_id, min(purchase_order.sent_at) as at from seen join app.purchase_order on purchase_order.pilot_id = seen.id
      where purchase_order.sent_at is not null group by seen.id, seen.unit_id
    )
    select ordered.unit_id, ${daysFrom(ctx)(sql`ordered.at`, sql`min(gate.decided_at)`, sql`null::timestamptz`)}
    from ordered left join app.pilot_gate gate
      on gate.pilot_id = ordered.id and gate.to_state in ('evaluated', 'stopped') and gate.verdict in ('go', 'stop') and gate.decided_at >= ordered.at
    group by ordered.id, ordered.unit_id, ordered.at
  `.execute(tx);
  return rows.map(waitedOf);
}

interface Lasted {
  unitId: string;
  days: number;
  isOpen: boolean;
}

type Instant = ReturnType<typeof sql>;

/** Days until it came, or until it ended without, or until now. */
const daysFrom = (ctx: Context) => (from: Instant, came: Instant, ended: Instant) =>
  sql`greatest(0, extract(epoch from coalesce(${came}, ${ended}, ${ctx.now()}::timestamptz) - ${from}) / 86400)::float8 as days, ${came} is null as is_open`;

const waitedOf = ({ unitId, days, isOpen }: Lasted): UnitWaited => ({ unitId, days, isOpen });
