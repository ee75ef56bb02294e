import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { type AdoptionRow, adoptionSums } from "../adoption.ts";
import type { AdoptionSum, AdoptionView, LessonView, ResultView } from "../closing-views.ts";
import type { Currency } from "../money/money.ts";
import { canBindSide, canDecidePilot, canRunPilot, sideOf } from "../policy.ts";
import { measuredCriteriaIn, withoutWords } from "./measurements.ts";
import { type PilotRow, pilotRowIn } from "./pilot-row.ts";

/** What came of a pilot: how each criterion was judged, what was learned and promised, and for the host what was adopted. */
export async function getResult(ctx: Context, pilotId: string): Promise<ResultView> {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    const side = sideOf(ctx.actor, pilot);
    const today = await baseToday(tx, ctx);
    const { state, decisionOn, result, evaluatedAt } = pilot;
    const criteria = await measuredCriteriaIn(tx, pilotId);
    const isRunBy = side === "host" && canRunPilot(ctx.actor, pilot);
    return {
      ...{ side, state, today, decisionOn, result, evaluatedAt },
      criteria: side ? criteria : criteria.map(withoutWords),
      consequence: side ? consequenceOf(pilot, today) : null,
      lessons: side ? await lessonsIn(tx, ctx, pilot) : [],
      references: side ? { host: pilot.referenceByHost, startup: pilot.referenceByStartup } : null,
      adoption: side === "host" ? await adoptionIn(tx, pilotId) : null,
      can: {
        judge: state === "running" && side === "host" && canDecidePilot(ctx.actor, pilot, pilot.sponsorPersonId),
        learn: side !== null,
        permit: side !== null && canBindSide(ctx.actor, pilot),
        adopt: isRunBy && (state === "evaluated" || state === "adopted"),
      },
    };
  });
}

function consequenceOf({ nextOrder, consequenceWithinDays, consequenceDueOn, consequenceDoneAt }: PilotRow, today: string) {
  return {
    nextOrder,
    withinDays: consequenceWithinDays,
    dueOn: consequenceDueOn,
    doneAt: consequenceDoneAt,
    isOverdue: consequenceDueOn !== null && consequenceDoneAt === null && consequenceDueOn < today,
  };
}

async function lessonsIn(tx: Transaction, { actor }: Context, pilot: PilotRow): Promise<LessonView[]> {
  const rows = await tx
    .selectFrom("pilotLesson")
    .select(["id", "kind", "text", "writerOrgId", "personId", "personName", "isShared", "writtenAt"])
    .where("pilotId", "=", pilot.id)
    .orderBy("writtenAt")
    .orderBy("id")
    .execute();
  const maySpeak = canBindSide(actor, pilot);
  return rows.map(({ writerOrgId, personId, ...lesson }) => ({
    ...lesson,
    side: writerOrgId === pilot.ownerOrgId ? "host" : "startup",
    can: { share: writerOrgId === actor.organisationId && (maySpeak || personId === actor.personId) },
  }));
}

async function adoptionIn(tx: Transaction, pilotId: string) {
  const rows: AdoptionView[] = (await adoptionRows(tx).where("adoption.pilotId", "=", pilotId).execute()).map(adoptionViewOf);
  return { rows, sums: sumsOf(rows) };
}

/** Rows of the ledger with who wrote them, the newest first. */
export const adoptionRows = (tx: Transaction) =>
  tx
    .selectFrom("adoption")
    .leftJoin("adoption as reversal", "reversal.reversesId", "adoption.id")
    .leftJoin("person", "person.id", "adoption.personId")
    .select(["adoption.id", "adoption.kind", "adoption.title", "adoption.plannedMinor", "adoption.realisedMinor"])
    .select(["adoption.currency", "adoption.happenedOn", "adoption.note", "adoption.writtenAt", "adoption.reversesId"])
    .select(["reversal.id as reversedById", "person.name as personName"])
    .orderBy("adoption.happenedOn", "desc")
    .orderBy("adoption.writtenAt", "desc")
    .orderBy("adoption.id");

type FetchedRow = Awaited<ReturnType<ReturnType<typeof adoptionRows>["execute"]>>[number];

export const adoptionViewOf = <Row extends FetchedRow>({ reversedById, personName, currency, ...row }: Row) => ({
  ...row,
  currency: currency as Currency,
  personName: personName ?? "",
  isReversed: reversedById !== null,
});

/** What is left once reversals are counted, by currency. */
export function sumsOf(rows: readonly AdoptionView[]): AdoptionSum[] {
  const counted = rows.map((row): AdoptionRow => ({ ...row, on: row.happenedOn, reverses: row.reversesId }));
  return Object.entries(adoptionSums(counted)).map(([currency, sums]) => ({ currency: currency as Currency, ...sums }));
}
