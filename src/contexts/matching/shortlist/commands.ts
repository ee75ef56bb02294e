import { sql } from "kysely";
import { recordPass } from "#contexts/companies/index.ts";
import { changeNeedStateIn } from "#contexts/needs/index.ts";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found, notFound } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId, newId } from "#platform/ids.ts";
import { matchingEvents } from "../events.ts";
import { requireCompanyRow } from "../feedback.ts";
import { requireMatches } from "../match-state.ts";
import { canCurateShortlist, canJudgeMatches } from "../policy.ts";
import type { EntryChange, EntryPass, NewEntry, NewVote } from "../schema.ts";
import { isWanted, type OpenStage, type ShortlistStage } from "../shortlist-stage.ts";

/** What was known of the match when it was put on the list. */
export interface MatchFacts {
  fit: number | null;
  reasons: string[];
}

/**
 * Puts a company on the need's list, or back on it with its votes and notes. The first company from the shortlist stage on moves an
 * open need to shortlisted, where the actor may move it. Refuses a company that is on the list already.
 */
export async function addEntry(
  ctx: Context,
  needId: string,
  { companyId, stage }: NewEntry,
  facts: MatchFacts = { fit: null, reasons: [] },
): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const walls = await requireCurator(tx, ctx, needId);
    const company = await requireCompanyRow(tx, companyId);
    if (company.mergedIntoId) throw new DomainError("conflict", "matching.errors.merged");
    const known = await tx
      .selectFrom("shortlistEntry")
      .select(["id", "removedAt"])
      .where("needId", "=", needId)
      .where("companyId", "=", companyId)
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
    await audit(tx, ctx, { action: "shortlist.added", subjectType: "need", subjectId: needId, detail: { companyId, stage } });
    await shortlistNeed(tx, ctx, walls, stage);
    return { id };
  });
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
    await audit(tx, ctx, {
      action: "shortlist.moved",
      subjectType: "need",
      subjectId: needId,
      detail: { companyId: entry.companyId, from: entry.stage, to },
    });
    await shortlistNeed(tx, ctx, walls, to);
    return { from: entry.stage };
  });
}

/** Passes on a company for this need with a reason; puts it on the list first if it is not there. Recorded with the company too. */
export async function passEntry(
  ctx: Context,
  needId: string,
  companyId: string,
  pass: EntryPass,
): Promise<{ id: string; passId: string }> {
  return ctx.transact(async (tx) => {
    const walls = await requireCurator(tx, ctx, needId);
    await requireCompanyRow(tx, companyId);
    const known = await tx
      .selectFrom("shortlistEntry")
      .select(["id", "stage", "removedAt"])
      .where("needId", "=", needId)
      .where("companyId", "=", companyId)
      .executeTakeFirst();
    if (known?.stage === "passed" && known.removedAt === null) throw new DomainError("conflict", "matching.errors.passed");
    const at = ctx.now();
    const id = known?.id ?? newId();
    const { id: passId } = await recordPass(tx, ctx, companyId, { ...pass, needId });
    const isListed = known && known.removedAt === null;
    const values = {
      stage: "passed" as const,
      passId,
      stageBeforePass: isListed ? known.stage : null,
      removedAt: null,
      updatedAt: at,
    };
    if (known) await tx.updateTable("shortlistEntry").set(values).where("id", "=", id).execute();
    else {
      const row = { id, needId, companyId, ownerOrgId: walls.ownerOrgId, addedBy: ctx.actor.personId!, addedAt: at };
      await tx
        .insertInto("shortlistEntry")
        .values({ ...row, ...values, reasons: json([]) })
        .execute();
    }
    await publish(tx, ctx, matchingEvents.entryMoved, {
      needId,
      companyId,
      entryId: id,
      ownerOrgId: walls.ownerOrgId,
      from: known?.stage ?? null,
      to: "passed",
    });
    await audit(tx, ctx, {
      action: "shortlist.passed",
      subjectType: "need",
      subjectId: needId,
      reason: pass.note || pass.reasonCode,
      detail: { companyId, passId },
    });
    return { id, passId };
  });
}

/** Takes a pass back: it is withdrawn at the company, and the entry returns to its stage before, or leaves the list if it had none. */
export async function takePassBack(ctx: Context, needId: string, entryId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    await requireCurator(tx, ctx, needId);
    const entry = await requireEntry(tx, needId, entryId);
    if (entry.stage !== "passed") throw new DomainError("conflict", "matching.errors.notPassed");
    const at = ctx.now();
    await tx
      .updateTable("companyPass")
      .set({ withdrawnAt: at })
      .where("id", "=", entry.passId!)
      .where("withdrawnAt", "is", null)
      .execute();
    const back = entry.stageBeforePass as OpenStage | null;
    await tx
      .updateTable("shortlistEntry")
      .set({ stage: back ?? "longlist", passId: null, stageBeforePass: null, removedAt: back ? null : at, updatedAt: at })
      .where("id", "=", entryId)
      .execute();
    await audit(tx, ctx, {
      action: "shortlist.passWithdrawn",
      subjectType: "need",
      subjectId: needId,
      detail: { companyId: entry.companyId, passId: entry.passId },
    });
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

/** One vote a person: for, undecided or against; a new one replaces it. */
export async function vote(ctx: Context, needId: string, entryId: string, { vote: value, comment }: NewVote): Promise<void> {
  await ctx.transact(async (tx) => {
    const { walls, entry } = await requireJudge(tx, ctx, needId, entryId);
    const values = { vote: value, comment, votedAt: ctx.now() };
    await tx
      .insertInto("shortlistVote")
      .values({ entryId, personId: ctx.actor.personId!, ownerOrgId: walls.ownerOrgId, ...values })
      .onConflict((conflict) => conflict.columns(["entryId", "personId"]).doUpdateSet(values))
      .execute();
    await audit(tx, ctx, {
      action: "shortlist.voted",
      subjectType: "need",
      subjectId: needId,
      detail: { companyId: entry.companyId, vote: value },
    });
  });
}

/** Takes the actor's own vote back; doing it twice changes nothing. */
export async function withdrawVote(ctx: Context, needId: string, entryId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const { entry } = await requireJudge(tx, ctx, needId, entryId);
    await tx.deleteFrom("shortlistVote").where("entryId", "=", entryId).where("personId", "=", ctx.actor.personId!).execute();
    await audit(tx, ctx, {
      action: "shortlist.voteWithdrawn",
      subjectType: "need",
      subjectId: needId,
      detail: { companyId: entry.companyId },
    });
  });
}

/** Writes a note all readers of the need read. */
export async function addNote(
  ctx: Context,
  needId: string,
  entryId: string,
  { note }: { note: string },
): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const { walls, entry } = await requireJudge(tx, ctx, needId, entryId);
    const id = newId();
    await tx
      .insertInto("shortlistNote")
      .values({ id, entryId, ownerOrgId: walls.ownerOrgId, personId: ctx.actor.personId!, note, writtenAt: ctx.now() })
      .execute();
    await audit(tx, ctx, {
      action: "shortlist.noted",
      subjectType: "need",
      subjectId: needId,
      detail: { companyId: entry.companyId, noteId: id },
    });
    return { id };
  });
}

/** The writer takes an own note back; `isRemoved: false` undoes that. */
export async function setNoteRemoved(
  ctx: Context,
  needId: string,
  entryId: string,
  noteId: string,
  isRemoved: boolean,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const { entry } = await requireJudge(tx, ctx, needId, entryId);
    const note = found(
      await tx
        .selectFrom("shortlistNote")
        .select("personId")
        .where("id", "=", noteId)
        .where("entryId", "=", entryId)
        .executeTakeFirst(),
    );
    allow(note.personId === ctx.actor.personId);
    await tx
      .updateTable("shortlistNote")
      .set({ removedAt: isRemoved ? ctx.now() : null })
      .where("id", "=", noteId)
      .execute();
    const action = isRemoved ? "shortlist.noteRemoved" : "shortlist.noteRestored";
    await audit(tx, ctx, { action, subjectType: "need", subjectId: needId, detail: { companyId: entry.companyId, noteId } });
  });
}

async function requireCurator(tx: Transaction, ctx: Context, needId: string) {
  const walls = await requireMatches(tx, ctx, needId);
  allow(canCurateShortlist(ctx.actor, walls));
  return walls;
}

async function requireJudge(tx: Transaction, ctx: Context, needId: string, entryId: string) {
  const walls = await requireMatches(tx, ctx, needId);
  const entry = await requireEntry(tx, needId, entryId);
  allow(canJudgeMatches(ctx.actor, walls));
  return { walls, entry };
}

async function requireEntry(tx: Transaction, needId: string, entryId: string, { removed = false } = {}) {
  if (!isId(entryId)) throw notFound();
  let select = tx.selectFrom("shortlistEntry").selectAll().where("id", "=", entryId).where("needId", "=", needId).forUpdate();
  if (!removed) select = select.where("removedAt", "is", null);
  return found(await select.executeTakeFirst());
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
  for (const [index, id] of ids.entries())
    await tx.updateTable("shortlistEntry").set({ position: index }).where("id", "=", id).execute();
}

/** Appends to the audit log, so it comes last. Who may not move the need leaves that to those who may. */
async function shortlistNeed(
  tx: Transaction,
  ctx: Context,
  { id, state }: { id: string; state: string },
  stage: ShortlistStage,
): Promise<void> {
  if (state !== "open" || !isWanted(stage)) return;
  await changeNeedStateIn(tx, ctx, id, { to: "shortlisted" });
}
