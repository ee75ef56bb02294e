import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import type { PilotFacets } from "../board-views.ts";
import type { DueKind } from "../next-step.ts";
import { canSeePilots } from "../policy.ts";
import type { PilotFilter } from "../schema.ts";
import { dueColumns, dueIn, filteredPilots, standardsIn } from "./filtered-pilots.ts";
import { nameColumns } from "./row-views.ts";

/** How many of the pilots the actor may read lie behind each choice of each facet, each counted as if its own facet were open. */
export async function pilotFacets(ctx: Context, filter: PilotFilter): Promise<PilotFacets> {
  allowToSee(canSeePilots(ctx.actor));
  return ctx.transact(async (tx) => {
    const standards = await standardsIn(tx, ctx);
    const found = await filteredPilots(tx, ctx, { q: filter.q, companyId: filter.companyId }, standards);
    const { personId } = ctx.actor;
    const rows = await found
      .clearSelect()
      .select(dueColumns)
      .select(nameColumns)
      .select(["pilot.unitId", "pilot.needId", "pilot.problemOwnerPersonId", "pilot.startupContactPersonId"])
      .select("internal.sponsorPersonId")
      .execute();
    return facetsOf(
      rows.map((row) => ({
        ...row,
        due: dueIn(ctx, row, standards),
        mine: [row.problemOwnerPersonId, row.sponsorPersonId, row.startupContactPersonId].includes(personId),
      })),
      filter,
    );
  });
}

interface FacetRow {
  state: string;
  unitId: string;
  unitName: string | null;
  unitNames: Record<string, string> | null;
  needId: string;
  needTitle: string | null;
  due: DueKind[];
  mine: boolean;
}

type Facet = "state" | "unitId" | "needId" | "due" | "mine";

function facetsOf(rows: readonly FacetRow[], filter: PilotFilter): PilotFacets {
  const passing = (open: Facet) => rows.filter((row) => passes(row, filter, open));
  const units = Map.groupBy(
    passing("unitId").filter(({ unitName }) => unitName !== null),
    ({ unitId }) => unitId,
  );
  const needs = Map.groupBy(
    passing("needId").filter(({ needTitle }) => needTitle !== null),
    ({ needId }) => needId,
  );
  return {
    state: tally(passing("state").map(({ state }) => state)),
    unit: [...units]
      .map(([id, [one, ...more]]) => ({ id, name: one!.unitName!, names: one!.unitNames ?? {}, count: more.length + 1 }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    need: [...needs]
      .map(([id, [one, ...more]]) => ({ id, title: one!.needTitle!, count: more.length + 1 }))
      .sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1)),
    due: tally(passing("due").flatMap(({ due }) => due)),
    mine: passing("mine").filter(({ mine }) => mine).length,
  };
}

function passes(row: FacetRow, filter: PilotFilter, open: Facet): boolean {
  const holds = (facet: Facet, verdict: boolean) => facet === open || verdict;
  return (
    holds("state", !filter.state || (filter.state as string[]).includes(row.state)) &&
    holds("unitId", !filter.unitId || filter.unitId.includes(row.unitId)) &&
    holds("needId", !filter.needId || filter.needId.includes(row.needId)) &&
    holds("due", !filter.due || row.due.includes(filter.due)) &&
    holds("mine", !filter.mine || row.mine)
  );
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
