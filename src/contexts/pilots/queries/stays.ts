import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { type Waited, waitingTimes } from "#platform/waiting-times.ts";
import { type AgeLimits, ageLimits } from "../next-step.ts";
import { type PilotState, pilotStates } from "../pilot.ts";
import { visiblePilots } from "../policy.ts";

/** How long pilots of a unit were in a state, and have been in it. */
export interface Stays {
  unitId: string;
  state: PilotState;
  waited: Waited[];
}

/** Every stay of the pilots the actor may read: those that ended with a verdict, and those that go on. */
export async function staysIn(tx: Transaction, ctx: Context): Promise<Stays[]> {
  const seen = visiblePilots(tx, ctx.actor).select(["pilot.id", "pilot.unitId", "pilot.state", "pilot.stateChangedAt"]);
  const { rows } = await sql<{ unitId: string; state: PilotState; ended: number[]; open: number[] }>`
    with seen as (${seen}),
    stay as (
      select seen.unit_id, gate.from_state as state, gate.decided_at - lag(gate.decided_at) over
        (partition by gate.pilot_id order by gate.decided_at, gate.id) as lasted, false as is_open
      from app.pilot_gate gate join seen on seen.id = gate.pilot_id
      where gate.verdict in ('go', 'stop')
      union all
      select unit_id, state, ${ctx.now()}::timestamptz - state_changed_at, true from seen where state not in ('adopted', 'stopped')
    )
    select unit_id, state,
      coalesce(json_agg(${inDays}) filter (where not is_open), '[]') as ended,
      coalesce(json_agg(${inDays}) filter (where is_open), '[]') as open
    from stay where state is not null and lasted is not null group by unit_id, state
  `.execute(tx);
  return rows.map(({ unitId, state, ended, open }) => ({
    unitId,
    state,
    waited: [...ended.map((days) => ({ days, isOpen: false })), ...open.map((days) => ({ days, isOpen: true }))],
  }));
}

const inDays = sql`round(extract(epoch from lasted) / 86400, 3)`;

/** How long a pilot may stay in each state before it counts as ageing, by what the actor may read. */
export async function ageLimitsIn(tx: Transaction, ctx: Context): Promise<AgeLimits> {
  const stays = Map.groupBy(await staysIn(tx, ctx), ({ state }) => state);
  const earlier = pilotStates.map((state) => {
    const waited = (stays.get(state) ?? []).flatMap((stay) => stay.waited);
    const { count, open, ninetieth } = waitingTimes(waited);
    return [state, { ended: count - open, ninetieth }] as const;
  });
  return ageLimits(Object.fromEntries(earlier));
}
