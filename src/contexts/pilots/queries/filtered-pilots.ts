import { visibleNeeds } from "#contexts/needs/index.ts";
import { type BaseCalendar, baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { type AgeLimits, dueOf, withoutPromise } from "../next-step.ts";
import type { PilotFilter } from "../schema.ts";
import { pilotRows } from "./pilot-row.ts";
import { ageLimitsIn } from "./stays.ts";

/** The day, and how long a pilot may stay where it is. */
export interface Standards {
  calendar: BaseCalendar;
  limits: AgeLimits;
}

export const standardsIn = async (tx: Transaction, ctx: Context): Promise<Standards> => ({
  calendar: await baseCalendar(tx, ctx),
  limits: await ageLimitsIn(tx, ctx),
});

/** The pilots a filter leaves of those the actor may read, with the names beside them; need and unit are the host's own matter. */
export async function filteredPilots(tx: Transaction, ctx: Context, filter: PilotFilter, standards: Standards) {
  let found = namedPilots(tx, ctx);
  if (filter.state) found = found.where("pilot.state", "in", filter.state);
  if (filter.unitId) found = found.where("pilot.unitId", "in", filter.unitId);
  if (filter.needId) found = found.where("pilot.needId", "in", filter.needId);
  if (filter.companyId) found = found.where("pilot.companyId", "=", filter.companyId);
  if (filter.mine) found = found.where((eb) => eb.or(ownParts.map((part) => eb(part, "=", ctx.actor.personId))));
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    found = found.where((eb) => eb.or(searched.map((part) => eb(part, "ilike", pattern))));
  }
  if (filter.due) {
    const { due } = filter;
    const candidates = await found.clearSelect().select(dueColumns).execute();
    const fitting = candidates.filter((pilot) => dueIn(ctx, asRead(ctx, pilot), standards).includes(due));
    found = found.where(
      "pilot.id",
      "in",
      fitting.map(({ id }) => id),
    );
  }
  return found;
}

/** The days of a pilot as far as the actor's side reads them. */
export const asRead = <Row extends Parameters<typeof withoutPromise>[0] & { partyOrgIds: readonly string[] }>(
  { actor }: Context,
  pilot: Row,
): Row =>
  actor.kind === "system" || pilot.partyOrgIds.includes(actor.organisationId ?? "") ? pilot : (withoutPromise(pilot) as Row);

const ownParts = ["pilot.problemOwnerPersonId", "internal.sponsorPersonId", "pilot.startupContactPersonId"] as const;
const searched = ["pilot.title", "pilot.number", "company.name", "need.title"] as const;

/** What {@link dueIn} asks of a pilot. */
export const dueColumns = [
  "pilot.id",
  "pilot.state",
  "pilot.stateChangedAt",
  "pilot.heldUntil",
  "pilot.startsOn",
  "pilot.endsOn",
  "pilot.decisionOn",
  "pilot.consequenceDueOn",
  "pilot.consequenceDoneAt",
  "pilot.partyOrgIds",
] as const;

export const dueIn = (ctx: Context, pilot: Parameters<typeof dueOf>[0], { calendar, limits }: Standards) =>
  dueOf(pilot, calendar.today, limits, ctx.now());

function namedPilots(tx: Transaction, { actor }: Context) {
  return pilotRows(tx, actor)
    .innerJoin("company", "company.id", "pilot.companyId")
    .leftJoin("unit", (join) => join.onRef("unit.id", "=", "pilot.unitId").on("pilot.ownerOrgId", "=", actor.organisationId))
    .leftJoin(visibleNeeds(tx, actor).select(["need.id", "need.title"]).as("need"), "need.id", "pilot.needId");
}
