import { sql } from "kysely";
import { canMoveNeed, changeNeedStateIn } from "#contexts/needs/index.ts";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { DomainError, notFound } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId, newId } from "#platform/ids.ts";
import { matchingEvents } from "../../events.ts";
import { requireCompanyRow } from "../../feedback.ts";
import { judgeForNeed } from "../../need-matches.ts";
import type { NeedWalls } from "../../policy.ts";
import type { EntryChange, NewEntry } from "../../schema.ts";
import { shortReasons } from "../../short-reasons.ts";
import { isWanted, type OpenStage, type ShortlistStage } from "../../shortlist-stage.ts";
import { requireCurator, requireEntry } from "./entry-access.ts";

const keptReasons = 5;

/**
 * Puts a company on the need's list, or back on it with its votes and notes. The first company from the shortlist stage on moves an
 * open need to shortlisted, where the actor may move it. Refuses a company that is on the list already.
 */
export async function addEntry(ctx: Context, needId: string, entry: NewEntry): Promise<{ id: string }> {
  const facts = await entryFacts(ctx, needId, entry.companyId);
  return ctx.transact((tx) => addEntryIn(tx, ctx, needId, entry, facts));
}

/** The same in a transaction that does more; the facts are asked for before it, because they are ranked. */
export async function addEntryIn(
  tx: Transaction,
  ctx: Context,
  needId: string,
  { companyId, stage }: NewEntry,
  facts: EntryFacts,
): Promise<{ id: string }> {
  const walls = await requireCurator(tx, ctx, needId);
  const company = await requireCompanyRow(tx, companyId);
  if (company.mergedIntoId) throw new DomainError("conflict", "matching.errors.merged");
  const known = await tx
    .selectFrom("shortlistEntry")
    .select(["id", "removedAt"])
    .where("needId", "=", needId)
    .where("companyId", "=", companyId)
    .forUpdate()
    .executeTakeFirst();
  if (known && known.removedAt === null) throw new DomainError("conflict", "matching.errors.onList");
  const id = known?.id ?? newId();
  const at = ctx.now();
  const values = {
    stage,
    position: await nextPosition(tx, needId, stage),
    fit: facts.fit,
    reasons: json(facts.reasons),
    updatedAt: at,
    passId: null,
  };
  if (known)
    await tx
      .updateTable("shortlistEntry")
      .set({ ...values, removedAt: null, stageBeforePass: null })
      .where("id", "=", id)
      .execute();
  else {
    const row = { id, needId, companyId, ownerOrgId: walls.ownerOrgId, addedBy: ctx.actor.personId!, addedAt: at };
    await tx
      .insertInto("shortlistEntry")
      .values({ ...row, ...values })
      .execute();
  }
  await publish(tx, ctx, matchingEvents.entryAdded, { needId, companyId, entryId: id, ownerOrgId: walls.ownerOrgId, stage });
  await shortlistNeed(tx, ctx, walls, stage);
  await audit(tx, ctx, { action: "shortlist.added", subjectType: "need", subjectId: needId, detail: { companyId, stage } });
  return { id };
}

/** Moves an entry to another stage or place; passing and taking a pass back have commands of their own. */
export async function moveEntry(
  ctx: Context,
  needId: string,
  entryId: string,
  { stage, position }: EntryChange,
): Promise<{ from: ShortlistStage }> {
  return ctx.transact(async (tx) => {
    const walls = await requireCurator(tx, ctx, needId);
    const entry = await requireEntry(tx, needId, entryId);
    if (entry.stage === "passed") throw new DomainError("conflict", "matching.errors.passed");
    const to = stage ?? (entry.stage as OpenStage);
    await place(tx, needId, entryId, to, position, ctx.now());
    if (to === entry.stage) return { from: entry.stage };
    await publish(tx, ctx, matchingEvents.entryMoved, {
      needId,
      companyId: entry.companyId,
      entryId,
      ownerOrgId: walls.ownerOrgId,
      from: entry.stage,
      to,
    });
    await shortlistNeed(tx, ctx, walls, to);
    await audit(tx, ctx, {
      action: "shortlist.moved",
      subjectType: "need",
      subjectId: needId,
      detail: { companyId: entry.companyId, from: entry.stage, to },
    });
    return { from: entry.stage };
  });
}

/** Takes an entry off the list; votes and notes are kept, so that putting it back undoes it. A pass stays on record. */
export async function removeEntry(ctx: Context, needId: string, entryId: string): Promise<void> {
  await setRemoved(ctx, needId, entryId, true);
}

/** Puts an entry back as it was. */
export async function restoreEntry(ctx: Context, needId: string, entryId: string): Promise<void> {
  await setRemoved(ctx, needId, entryId, false);
}

async function setRemoved(ctx: Context, needId: string, entryId: string, isRemoved: boolean): Promise<void> {
  await ctx.transact(async (tx) => {
    const walls = await requireCurator(tx, ctx, needId);
    const entry = await requireEntry(tx, needId, entryId, { removed: true });
    if ((entry.removedAt !== null) === isRemoved) return;
    const at = ctx.now();
    await tx
      .updateTable("shortlistEntry")
      .set({ removedAt: isRemoved ? at : null, updatedAt: at })
      .where("id", "=", entryId)
      .execute();
    if (isRemoved)
      await publish(tx, ctx, matchingEvents.entryRemoved, {
        needId,
        companyId: entry.companyId,
        entryId,
        ownerOrgId: walls.ownerOrgId,
      });
    const action = isRemoved ? "shortlist.removed" : "shortlist.restored";
    await audit(tx, ctx, { action, subjectType: "need", subjectId: needId, detail: { companyId: entry.companyId } });
  });
}

export interface EntryFacts {
  fit: number | null;
  reasons: string[];
}

/** How well the company fits on the day it is added, and by which words; nothing where the index does not know it yet. */
export async function entryFacts(ctx: Context, needId: string, companyId: string): Promise<EntryFacts> {
  if (!isId(companyId)) throw notFound();
  const match = (await judgeForNeed(ctx, needId, [companyId])).get(companyId);
  return { fit: match?.fit ?? null, reasons: match ? shortReasons(match.reasons, keptReasons) : [] };
}

async function nextPosition(tx: Transaction, needId: string, stage: ShortlistStage): Promise<number> {
  const { last } = await tx
    .selectFrom("shortlistEntry")
    .select((eb) => eb.fn.coalesce(eb.fn.max("position"), sql<number>`-1`).as("last"))
    .where("needId", "=", needId)
    .where("stage", "=", stage)
    .executeTakeFirstOrThrow();
  return last + 1;
}

/** Numbers the stage anew with the entry at its place; without one it goes last. */
async function place(
  tx: Transaction,
  needId: string,
  entryId: string,
  stage: OpenStage,
  position: number | undefined,
  at: Date,
): Promise<void> {
  const others = await tx
    .selectFrom("shortlistEntry")
    .select("id")
    .where("needId", "=", needId)
    .where("stage", "=", stage)
    .where("removedAt", "is", null)
    .where("id", "!=", entryId)
    .orderBy("position")
    .orderBy("addedAt")
    .orderBy("id")
    .execute();
  const ids = others.map(({ id }) => id);
  ids.splice(position ?? ids.length, 0, entryId);
  await tx.updateTable("shortlistEntry").set({ stage, updatedAt: at }).where("id", "=", entryId).execute();
  await sql`update app.shortlist_entry as entry set position = place.number - 1
    from unnest(${ids}::uuid[]) with ordinality as place (id, number)
    where entry.id = place.id and entry.position <> place.number - 1`.execute(tx);
}

/** Who may not move the need leaves that to those who may. Appends to the audit log. */
async function shortlistNeed(
  tx: Transaction,
  ctx: Context,
  walls: NeedWalls & { id: string },
  stage: ShortlistStage,
): Promise<void> {
  if (walls.state !== "open" || !isWanted(stage) || !canMoveNeed(ctx.actor, walls, "shortlisted")) return;
  await changeNeedStateIn(tx, ctx, walls.id, { to: "shortlisted" });
}
