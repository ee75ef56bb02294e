import { type SqlBool, sql } from "kysely";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { found, notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import type { Criterion } from "../criterion.ts";
import type { PilotFacts } from "../pilot.ts";
import { visiblePilots } from "../policy.ts";

/** A pilot with what is the host's own, which is empty for everybody else; not found through the list scope. */
export async function pilotRowIn(tx: Transaction, ctx: Context, pilotId: string) {
  if (!isId(pilotId)) throw notFound();
  const row = await visiblePilots(tx, ctx.actor)
    .leftJoin("pilotInternal as internal", "internal.pilotId", "pilot.id")
    .where("pilot.id", "=", pilotId)
    .selectAll("pilot")
    .select([
      "internal.sponsorPersonId",
      "internal.budgetMinor",
      "internal.budgetCurrency",
      "internal.budgetLine",
      "internal.seriesContact",
      "internal.note",
    ])
    .executeTakeFirst();
  return found(row);
}

export type PilotRow = Awaited<ReturnType<typeof pilotRowIn>>;

/** The walls of a pilot, for the rows both sides and their guests read. */
export const openWallsOf = ({ id, ownerOrgId, partyOrgIds, readerOrgIds }: PilotRow) => ({
  pilotId: id,
  ownerOrgId,
  partyOrgIds,
  readerOrgIds,
});

/** The walls of a pilot, for the rows of the two sides. */
export const wallsOf = ({ id, ownerOrgId, partyOrgIds }: PilotRow) => ({ pilotId: id, ownerOrgId, partyOrgIds });

export async function criteriaOf(tx: Transaction, pilotId: string) {
  return tx
    .selectFrom("pilotCriterion")
    .select(["id", "metric", "unit", "comparison", "baseline", "target", "method", "measuredBy"])
    .select(["judgement", "judgedValue", "judgementReason", "judgedAt"])
    .where("pilotId", "=", pilotId)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

/** What the rules of a pilot ask of it, read by the host or the system. */
export async function pilotFactsIn(tx: Transaction, ctx: Context, row: PilotRow): Promise<PilotFacts> {
  const criteria = await criteriaOf(tx, row.id);
  const now = ctx.now();
  const today = await baseToday(tx, ctx);
  const { ownerIsActive, hasSignedAgreement, hasApprovedOrder, openReadiness, hasAdoption } = await tx
    .selectNoFrom((eb) => [
      eb
        .exists(
          eb
            .selectFrom("seat")
            .select("seat.id")
            .where("seat.personId", "=", row.problemOwnerPersonId)
            .where("seat.organisationId", "=", row.ownerOrgId)
            .where("seat.endedAt", "is", null)
            .where((seat) => seat.or([seat("seat.endsAt", "is", null), seat("seat.endsAt", ">", now)])),
        )
        .as("ownerIsActive"),
      eb
        .exists(
          eb
            .selectFrom("agreement")
            .select("agreement.id")
            .where("pilotId", "=", row.id)
            .where("kind", "=", "pilotAgreement")
            .where("state", "=", "signed"),
        )
        .as("hasSignedAgreement"),
      eb
        .exists(
          eb
            .selectFrom("purchaseOrder")
            .select("purchaseOrder.id")
            .where("pilotId", "=", row.id)
            .where("state", "in", ["approved", "sent", "confirmed", "completed"]),
        )
        .as("hasApprovedOrder"),
      eb
        .selectFrom("readinessItem")
        .select((item) => item.fn.countAll<number>().as("open"))
        .where("pilotId", "=", row.id)
        .where(isOpenItem(today))
        .as("openReadiness"),
      eb.exists(eb.selectFrom("adoption").select("adoption.id").where("pilotId", "=", row.id)).as("hasAdoption"),
    ])
    .executeTakeFirstOrThrow();
  return {
    state: row.state,
    scope: row.scope,
    ownerIsActive: Boolean(ownerIsActive),
    hasSponsor: row.sponsorPersonId !== null,
    budgetMinor: row.budgetMinor,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    decisionOn: row.decisionOn,
    criteria: criteria satisfies Criterion[],
    consequence: consequenceOf(row),
    heldUntil: row.heldUntil,
    isExtended: row.extendedFromOn !== null,
    hasSignedAgreement: Boolean(hasSignedAgreement),
    hasApprovedOrder: Boolean(hasApprovedOrder),
    openReadiness: openReadiness ?? 0,
    unjudged: criteria.filter(({ judgement }) => judgement === null).length,
    hasAdoption: Boolean(hasAdoption),
  };
}

/** The same rule as isDone of readiness. */
const isOpenItem = (today: string) =>
  sql<SqlBool>`not (app.readiness_item.state = 'notNeeded' or app.readiness_item.state = 'accepted'
    and (app.readiness_item.valid_until is null or app.readiness_item.valid_until >= ${today}::date))`;

function consequenceOf({ nextOrder, budgetLine, seriesContact, consequenceWithinDays }: PilotRow) {
  if (!nextOrder || !budgetLine || !seriesContact || !consequenceWithinDays) return null;
  return { nextOrder, budgetLine, seriesContact, withinDays: consequenceWithinDays };
}
