import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, found } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { NewVote } from "../../schema.ts";
import { requireJudge } from "./entry-access.ts";

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
