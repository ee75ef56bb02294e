import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import type { PilotBoard } from "../board-views.ts";
import { pilotStates } from "../pilot.ts";
import { canSeePilots } from "../policy.ts";
import type { PilotFilter } from "../schema.ts";
import { filteredPilots, standardsIn } from "./filtered-pilots.ts";
import { nameColumns, rowViewsIn } from "./row-views.ts";

/** A column longer than this is read as a list. */
const mostCards = 30;

/** The pilots the actor may read as columns by state: those longest in it first, those that are over by the latest. */
export async function getPilotBoard(ctx: Context, filter: PilotFilter): Promise<PilotBoard> {
  allowToSee(canSeePilots(ctx.actor));
  return ctx.transact(async (tx) => {
    const standards = await standardsIn(tx, ctx);
    const found = await filteredPilots(tx, ctx, filter, standards);
    const placed = await found
      .clearSelect()
      .select(["pilot.id", "pilot.state", place.as("place")])
      .execute();
    const rows = await found
      .where(
        "pilot.id",
        "in",
        placed.filter((each) => each.place <= mostCards).map(({ id }) => id),
      )
      .select(nameColumns)
      .select(place.as("place"))
      .orderBy("place")
      .execute();
    const views = Map.groupBy(await rowViewsIn(tx, ctx, rows, standards), ({ state }) => state);
    const totals = Map.groupBy(placed, ({ state }) => state);
    return {
      columns: pilotStates
        .filter((state) => !filter.state || filter.state.includes(state))
        .map((state) => ({ state, total: totals.get(state)?.length ?? 0, pilots: views.get(state) ?? [] })),
    };
  });
}

const place = sql<number>`row_number() over (partition by app.pilot.state order by
  case when app.pilot.state in ('adopted', 'stopped') then -1 else 1 end * extract(epoch from app.pilot.state_changed_at), app.pilot.id)`;
