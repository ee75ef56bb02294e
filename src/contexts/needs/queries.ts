import { sql } from "kysely";
import { currentSeat } from "#contexts/identity/index.ts";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee, found, notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { missingForConfirmation } from "./need.ts";
import { canSeeNeeds, needVerdicts, visibleNeeds } from "./policy.ts";
import { checkQuality } from "./quality.ts";
import type { Requirement } from "./requirement.ts";
import { responseClock } from "./response-clock.ts";
import type { NeedBrief, NeedForMatching, NeedView, StateChange } from "./schema.ts";

/** One need with everything its page shows; not found when it does not exist or is not shared with the actor. */
export async function getNeed(ctx: Context, needId: string): Promise<NeedView> {
  return ctx.transact((tx) => needViewIn(tx, ctx, needId));
}

/** The same view inside a transaction of the caller. */
export async function needViewIn(tx: Transaction, ctx: Context, needId: string): Promise<NeedView> {
  const row = await needRowIn(tx, ctx, needId);
  const requirements = await requirementsOf(tx, needId);
  const readers = await readersOf(tx, row.readerPersonIds, row.readerUnitIds);
  const calendar = await baseCalendar(tx, ctx);
  const { today } = calendar;
  const clock = responseClock(row, calendar);
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    detail: row.detail,
    teaser: row.teaser,
    lang: row.lang,
    state: row.state,
    unit: { id: row.unitId, name: row.unitName, names: row.unitNames },
    owner: { id: row.ownerPersonId, name: row.ownerName },
    sponsor: row.sponsorPersonId ? { id: row.sponsorPersonId, name: row.sponsorName ?? "" } : null,
    field: row.field,
    topics: row.topics,
    tags: row.tags,
    languages: row.languages,
    urgency: row.urgency,
    visibility: row.visibility,
    budgetMinor: row.budgetMinor,
    budgetCurrency: row.budgetCurrency,
    decideBy: row.decideBy,
    clock,
    ...readers,
    requirements,
    closedReason: row.closedReason,
    copiedFromId: row.copiedFromId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    openedAt: row.openedAt,
    missing: missingForConfirmation(row, today),
    quality: checkQuality({ ...row, requirements }, today),
    can: needVerdicts(ctx.actor, row),
  };
}

/** The row with its names and whether the owner still holds a seat; not found through the list scope. */
export async function needRowIn(tx: Transaction, ctx: Context, needId: string) {
  if (!isId(needId)) throw notFound();
  const row = await visibleNeeds(tx, ctx.actor)
    .innerJoin("unit", "unit.id", "need.unitId")
    .leftJoin("person as owner", "owner.id", "need.ownerPersonId")
    .leftJoin("person as sponsor", "sponsor.id", "need.sponsorPersonId")
    .where("need.id", "=", needId)
    .selectAll("need")
    .select((eb) => [
      "unit.name as unitName",
      "unit.names as unitNames",
      "sponsor.name as sponsorName",
      eb.fn.coalesce("owner.name", sql<string>`''`).as("ownerName"),
      eb
        .exists(
          eb
            .selectFrom("seat")
            .select("seat.id")
            .whereRef("seat.personId", "=", "need.ownerPersonId")
            .whereRef("seat.organisationId", "=", "need.ownerOrgId")
            .where(currentSeat(ctx.now())),
        )
        .as("ownerIsActive"),
    ])
    .executeTakeFirst();
  const need = found(row);
  return { ...need, ownerIsActive: Boolean(need.ownerIsActive) };
}

export async function requirementsOf(tx: Transaction, needId: string): Promise<Requirement[]> {
  return tx
    .selectFrom("needRequirement")
    .select(["id", "level", "kind", "text", "value"])
    .where("needId", "=", needId)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

async function readersOf(
  tx: Transaction,
  personIds: string[],
  unitIds: string[],
): Promise<Pick<NeedView, "readerPeople" | "readerUnits">> {
  const readerPeople = await tx
    .selectFrom("person")
    .select(["id", "name"])
    .where("id", "in", personIds)
    .orderBy("name")
    .execute();
  const readerUnits = await tx
    .selectFrom("unit")
    .select(["id", "name", "names"])
    .where("id", "in", unitIds)
    .orderBy("name")
    .execute();
  return { readerPeople, readerUnits };
}

/** Every move of the need, newest first. */
export async function listStateChanges(ctx: Context, needId: string): Promise<StateChange[]> {
  return ctx.transact(async (tx) => {
    await needRowIn(tx, ctx, needId);
    const rows = await tx
      .selectFrom("needStateChange as change")
      .leftJoin("person", "person.id", "change.personId")
      .where("change.needId", "=", needId)
      .select(["change.id", "fromState", "toState", "reasonCode", "reason", "change.personId", "person.name", "changedAt"])
      .orderBy("changedAt", "desc")
      .orderBy("change.id", "desc")
      .execute();
    return rows.map((row) => ({
      id: row.id,
      from: row.fromState as StateChange["from"],
      to: row.toState as StateChange["to"],
      reasonCode: row.reasonCode,
      note: row.reason,
      person: row.personId ? { id: row.personId, name: row.name ?? "" } : null,
      changedAt: row.changedAt,
    }));
  });
}

/** What the ranking reads of one need, in the caller's transaction; not found when the actor may not read it. */
export async function needForMatching(tx: Transaction, ctx: Context, needId: string): Promise<NeedForMatching> {
  if (!isId(needId)) throw notFound();
  const row = await visibleNeeds(tx, ctx.actor).where("need.id", "=", needId).select(matchingColumns).executeTakeFirst();
  const need = found(row);
  return { ...need, text: wholeText(need), requirements: await requirementsOf(tx, needId) };
}

/** The same of several needs, in the order of the ids and without those the actor may not read. */
export async function needsForMatching(tx: Transaction, ctx: Context, needIds: readonly string[]): Promise<NeedForMatching[]> {
  const rows = await visibleNeeds(tx, ctx.actor)
    .where("need.id", "in", [...needIds])
    .select(matchingColumns)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const needs = needIds.flatMap((id) => byId.get(id) ?? []);
  const requirements = await requirementsByNeed(
    tx,
    needs.map(({ id }) => id),
  );
  return needs.map((need) => ({ ...need, text: wholeText(need), requirements: requirements.get(need.id) ?? [] }));
}

/** What the embeddings job reads, a batch in the order of the ids; the caller decides what of it may leave. For the system alone. */
export async function needsToEmbed(
  tx: Transaction,
  { needIds, after, limit }: { needIds?: readonly string[]; after: string; limit: number },
) {
  const needs = await tx
    .selectFrom("need")
    .select(["id", "ownerOrgId", "state", "visibility", "title", "teaser", "detail"])
    .$if(needIds !== undefined, (query) => query.where("id", "in", needIds!))
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
  const requirements = await requirementsByNeed(
    tx,
    needs.map(({ id }) => id),
  );
  return needs.map((need) => ({ ...need, requirements: requirements.get(need.id) ?? [] }));
}

/** Every need in state open or shortlisted the actor may read, newest first; for the other direction, company to need. */
export async function listOpenNeeds(ctx: Context): Promise<NeedForMatching[]> {
  return ctx.transact(async (tx) => {
    const needs = await visibleNeeds(tx, ctx.actor)
      .where("need.state", "in", ["open", "shortlisted"])
      .select(matchingColumns)
      .orderBy("need.openedAt", "desc")
      .orderBy("need.id")
      .limit(1000)
      .execute();
    const requirements = await requirementsByNeed(
      tx,
      needs.map(({ id }) => id),
    );
    return needs.map((need) => ({ ...need, text: wholeText(need), requirements: requirements.get(need.id) ?? [] }));
  });
}

async function requirementsByNeed(tx: Transaction, needIds: string[]): Promise<Map<string, Requirement[]>> {
  const rows = await tx
    .selectFrom("needRequirement")
    .select(["needId", "id", "level", "kind", "text", "value"])
    .where("needId", "in", needIds)
    .orderBy("position")
    .execute();
  const byNeed = Map.groupBy(rows, ({ needId }) => needId);
  return new Map([...byNeed].map(([needId, own]) => [needId, own.map(({ needId: _, ...requirement }) => requirement)]));
}

/**
 * Texts of the needs the actor may read, for the rarity of words among needs; the newest thousand. Waits a moment for writers in flight,
 * so that nothing with a smaller change number than one that was seen before is missing.
 */
export async function otherNeedTexts(ctx: Context): Promise<{ id: string; lang: string; text: string }[]> {
  return ctx.transact(async (tx) => {
    await sql`select pg_advisory_xact_lock(7204063)`.execute(tx);
    const rows = await visibleNeeds(tx, ctx.actor)
      .select(["need.id", "need.lang", "need.title", "need.detail"])
      .orderBy("need.updatedAt", "desc")
      .limit(1000)
      .execute();
    return rows.map((row) => ({ id: row.id, lang: row.lang, text: wholeText(row) }));
  });
}

/** The newest five hundred needs the actor may read, in brief, but for one; for finding the similar ones among them. */
export async function listNeedBriefs(ctx: Context, { exceptId }: { exceptId?: string } = {}): Promise<NeedBrief[]> {
  allowToSee(canSeeNeeds(ctx.actor));
  return ctx.transact((tx) =>
    visibleNeeds(tx, ctx.actor)
      .innerJoin("unit", "unit.id", "need.unitId")
      .$if(exceptId !== undefined, (query) => query.where("need.id", "!=", exceptId!))
      .select(["need.id", "title", "lang", "state", "need.updatedAt", "unit.name as unitName"])
      .orderBy("need.updatedAt", "desc")
      .limit(500)
      .execute(),
  );
}

const matchingColumns = [
  "need.id",
  "need.version",
  "need.changeSeq",
  "need.state",
  "need.title",
  "need.detail",
  "need.lang",
  "need.field",
  "need.topics",
  "need.tags",
] as const;

const wholeText = ({ title, detail }: { title: string; detail: string }): string => [title, detail].filter(Boolean).join("\n\n");
