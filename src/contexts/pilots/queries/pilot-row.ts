import { type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { DB } from "#db/types.gen.ts";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Actor, Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { found, notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import type { Criterion } from "../criterion.ts";
import type { OrderState } from "../money/duties.ts";
import type { PilotFacts } from "../pilot.ts";
import { visiblePilots } from "../policy.ts";

/** A pilot with what is the host's own, which is empty for everybody else; not found through the list scope. */
export async function pilotRowIn(tx: Transaction, ctx: Context, pilotId: string) {
  if (!isId(pilotId)) throw notFound();
  return found(await pilotRows(tx, ctx.actor).where("pilot.id", "=", pilotId).executeTakeFirst());
}

/** The pilots an actor may read, to build on. */
export const pilotRows = (tx: Transaction, actor: Actor) =>
  visiblePilots(tx, actor)
    .leftJoin("pilotInternal as internal", "internal.pilotId", "pilot.id")
    .selectAll("pilot")
    .select([
      "internal.sponsorPersonId",
      "internal.budgetMinor",
      "internal.budgetCurrency",
      "internal.budgetLine",
      "internal.seriesContact",
      "internal.note",
    ]);

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

export const criteriaOf = async (tx: Transaction, pilotId: string) => (await criteriaOfPilots(tx, [pilotId])).get(pilotId) ?? [];

/** The newest value measured that was not corrected since. */
const lastValue = (eb: ExpressionBuilder<DB, "pilotCriterion">) =>
  eb
    .selectFrom("pilotMeasurement as measurement")
    .select("measurement.value")
    .whereRef("measurement.criterionId", "=", "pilotCriterion.id")
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("pilotMeasurement as newer").select("newer.id").whereRef("newer.replacesId", "=", "measurement.id"))),
    )
    .orderBy("measurement.measuredOn", "desc")
    .orderBy("measurement.writtenAt", "desc")
    .limit(1);

async function criteriaOfPilots(tx: Transaction, pilotIds: readonly string[]) {
  const rows = await tx
    .selectFrom("pilotCriterion")
    .select(["pilotId", "id", "metric", "unit", "comparison", "baseline", "target", "method", "measuredBy"])
    .select(["judgement", "judgedValue", "judgementReason", "judgedAt"])
    .select((eb) => lastValue(eb).as("lastValue"))
    .where("pilotId", "in", pilotIds)
    .orderBy("position")
    .orderBy("id")
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ pilotId }) => pilotId)].map(([id, own]) => [id, own.map(({ pilotId: _, ...each }) => each)]),
  );
}

/** What the rules of a pilot ask of it, read by the host or the system. */
export async function pilotFactsIn(tx: Transaction, ctx: Context, row: PilotRow): Promise<PilotFacts> {
  return (await factsOfPilotsIn(tx, ctx, [row])).get(row.id)!;
}

/** The same of many pilots, by their ids, in as many queries. */
export async function factsOfPilotsIn(
  tx: Transaction,
  ctx: Context,
  rows: readonly PilotRow[],
): Promise<ReadonlyMap<string, PilotFacts>> {
  const ids = rows.map(({ id }) => id);
  const { today, dayOf } = await baseCalendar(tx, ctx);
  const criteria = await criteriaOfPilots(tx, ids);
  const standing = await standingOfPilots(tx, ctx, ids, today);
  return new Map(
    rows.map((row): [string, PilotFacts] => {
      const own = criteria.get(row.id) ?? [];
      const { firstHeldAt, openReadiness, ...has } = standing.get(row.id)!;
      const facts: PilotFacts = {
        state: row.state,
        scope: row.scope,
        ownerIsActive: Boolean(has.ownerIsActive),
        hasSponsor: row.sponsorPersonId !== null,
        budgetMinor: row.budgetMinor,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
        decisionOn: row.decisionOn,
        criteria: own satisfies Criterion[],
        consequence: consequenceOf(row),
        heldUntil: row.heldUntil,
        heldSince: firstHeldAt && dayOf(firstHeldAt),
        isExtended: row.extendedFromOn !== null,
        hasSignedAgreement: Boolean(has.hasSignedAgreement),
        hasApprovedOrder: Boolean(has.hasApprovedOrder),
        hasSentOrder: Boolean(has.hasSentOrder),
        openReadiness: openReadiness ?? 0,
        unjudged: own.filter(({ judgement }) => judgement === null).length,
        hasAdoption: Boolean(has.hasAdoption),
      };
      return [row.id, facts];
    }),
  );
}

async function standingOfPilots(tx: Transaction, ctx: Context, ids: readonly string[], today: string) {
  const now = ctx.now();
  const rows = await tx
    .selectFrom("pilot")
    .where("pilot.id", "in", ids)
    .select((eb) => [
      "pilot.id",
      eb
        .exists(
          eb
            .selectFrom("seat")
            .select("seat.id")
            .whereRef("seat.personId", "=", "pilot.problemOwnerPersonId")
            .whereRef("seat.organisationId", "=", "pilot.ownerOrgId")
            .where("seat.endedAt", "is", null)
            .where((seat) => seat.or([seat("seat.endsAt", "is", null), seat("seat.endsAt", ">", now)])),
        )
        .as("ownerIsActive"),
      eb
        .exists(
          eb
            .selectFrom("agreement")
            .select("agreement.id")
            .whereRef("agreement.pilotId", "=", "pilot.id")
            .where("agreement.kind", "=", "pilotAgreement")
            .where("agreement.state", "=", "signed"),
        )
        .as("hasSignedAgreement"),
      eb.exists(ordersIn(eb, ["approved", ...sentStates])).as("hasApprovedOrder"),
      eb.exists(ordersIn(eb, sentStates)).as("hasSentOrder"),
      eb
        .selectFrom("pilotGate as gate")
        .select((gate) => gate.fn.min("gate.decidedAt").as("first"))
        .whereRef("gate.pilotId", "=", "pilot.id")
        .where("gate.verdict", "=", "hold")
        .whereRef("gate.decidedAt", ">=", "pilot.stateChangedAt")
        .as("firstHeldAt"),
      eb
        .selectFrom("readinessItem")
        .select((item) => item.fn.countAll<number>().as("open"))
        .whereRef("readinessItem.pilotId", "=", "pilot.id")
        .where(isOpenItem(today))
        .as("openReadiness"),
      sql<boolean>`exists (select from app.adoption row where row.pilot_id = app.pilot.id and ${isStanding})`.as("hasAdoption"),
    ])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const sentStates = ["sent", "confirmed", "completed"] as const;

const ordersIn = (eb: ExpressionBuilder<DB, "pilot">, states: readonly OrderState[]) =>
  eb
    .selectFrom("purchaseOrder as order")
    .select("order.id")
    .whereRef("order.pilotId", "=", "pilot.id")
    .where("order.state", "in", states);

/** A row of the ledger that reverses none and was not reversed. */
export const isStanding = sql<SqlBool>`row.reverses_id is null
  and not exists (select from app.adoption later where later.reverses_id = row.id)`;

/** The same rule as isDone of readiness. */
const isOpenItem = (today: string) =>
  sql<SqlBool>`not (app.readiness_item.state = 'notNeeded' or app.readiness_item.state = 'accepted'
    and (app.readiness_item.valid_until is null or app.readiness_item.valid_until >= ${today}::date))`;

function consequenceOf({ nextOrder, budgetLine, seriesContact, consequenceWithinDays }: PilotRow) {
  if (!nextOrder || !budgetLine || !seriesContact || !consequenceWithinDays) return null;
  return { nextOrder, budgetLine, seriesContact, withinDays: consequenceWithinDays };
}
