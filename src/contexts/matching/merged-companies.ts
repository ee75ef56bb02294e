import { type Selectable, sql } from "kysely";
import type { ShortlistEntryTable } from "#db/types.gen.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { lockNeeds } from "./shortlist/commands/entry-access.ts";
import { shortlistStages } from "./shortlist-stage.ts";

type Entry = Selectable<ShortlistEntryTable>;

/**
 * Entries and judgements live with the record their company is part of now: after a merge they are the survivor's, after its undo the
 * absorbed company's again. Two entries of one need become one with the votes and notes of both, and an undo leaves that one with the survivor.
 */
export async function followMerges(platform: Platform, companyIds: readonly string[]): Promise<void> {
  const ctx = contextFor(platform, system);
  for (const needId of await ctx.transact((tx) => needsAbout(tx, companyIds))) {
    await ctx.transact(async (tx) => {
      await lockNeeds(tx, [needId]);
      await moveEntries(tx, ctx, needId, companyIds);
      await moveFeedback(tx, needId, companyIds);
    });
  }
}

async function needsAbout(tx: Transaction, companyIds: readonly string[]): Promise<string[]> {
  const ids = [...companyIds];
  const { rows } = await sql<{ needId: string }>`
    select need_id from app.shortlist_entry where company_id = any(${ids}::uuid[]) or came_from_company_id = any(${ids}::uuid[])
    union
    select need_id from app.match_feedback where company_id = any(${ids}::uuid[]) or came_from_company_id = any(${ids}::uuid[])
    order by need_id`.execute(tx);
  return rows.map(({ needId }) => needId);
}

async function moveEntries(tx: Transaction, ctx: Context, needId: string, companyIds: readonly string[]): Promise<void> {
  const entries = await tx
    .selectFrom("shortlistEntry as entry")
    .innerJoin("company as origin", (join) =>
      join.on((eb) => eb("origin.id", "=", eb.fn.coalesce("entry.cameFromCompanyId", "entry.companyId"))),
    )
    .selectAll("entry")
    .select((eb) => ["origin.id as originId", eb.fn.coalesce("origin.mergedIntoId", "origin.id").as("homeId")])
    .where("entry.needId", "=", needId)
    .where((eb) => eb.or([eb("companyId", "in", companyIds), eb("cameFromCompanyId", "in", companyIds)]))
    .where((eb) => eb("entry.companyId", "!=", eb.fn.coalesce("origin.mergedIntoId", "origin.id")))
    .orderBy("entry.addedAt")
    .forUpdate("entry")
    .execute();
  for (const { homeId, originId, ...entry } of entries) {
    const known = await tx
      .selectFrom("shortlistEntry")
      .selectAll()
      .where("needId", "=", needId)
      .where("companyId", "=", homeId)
      .forUpdate()
      .executeTakeFirst();
    if (known) await joinEntries(tx, ctx, known, entry);
    else
      await tx
        .updateTable("shortlistEntry")
        .set({ companyId: homeId, cameFromCompanyId: homeId === originId ? null : originId, updatedAt: ctx.now() })
        .where("id", "=", entry.id)
        .execute();
  }
}

/** Nothing anybody said is lost: of two votes of one person the newer counts, with both comments. */
async function joinEntries(tx: Transaction, ctx: Context, kept: Entry, gone: Entry): Promise<void> {
  await tx.updateTable("shortlistNote").set({ entryId: kept.id }).where("entryId", "=", gone.id).execute();
  await sql`
    insert into app.shortlist_vote as own (entry_id, person_id, owner_org_id, vote, comment, voted_at)
    select ${kept.id}, person_id, owner_org_id, vote, comment, voted_at from app.shortlist_vote where entry_id = ${gone.id}
    on conflict (entry_id, person_id) do update set
      vote = case when excluded.voted_at > own.voted_at then excluded.vote else own.vote end,
      comment = concat_ws(chr(10), nullif(own.comment, ''), nullif(nullif(excluded.comment, own.comment), '')),
      voted_at = greatest(excluded.voted_at, own.voted_at)`.execute(tx);
  await tx.deleteFrom("shortlistEntry").where("id", "=", gone.id).execute();
  if (!isFurther(gone, kept)) return;
  const { stage, position, passId, stageBeforePass, removedAt } = gone;
  await tx
    .updateTable("shortlistEntry")
    .set({ stage, position, passId, stageBeforePass, removedAt, updatedAt: ctx.now() })
    .where("id", "=", kept.id)
    .execute();
}

/** On the list before off it, and in talks before passed: the pass stays on record at the company. */
function isFurther(one: Entry, other: Entry): boolean {
  const reached = ({ stage, removedAt }: Entry) =>
    removedAt === null ? 1 + (stage === "passed" ? 0 : 1 + shortlistStages.indexOf(stage)) : 0;
  return reached(one) > reached(other);
}

async function moveFeedback(tx: Transaction, needId: string, companyIds: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom("matchFeedback as feedback")
    .innerJoin("company as origin", (join) =>
      join.on((eb) => eb("origin.id", "=", eb.fn.coalesce("feedback.cameFromCompanyId", "feedback.companyId"))),
    )
    .selectAll("feedback")
    .select((eb) => ["origin.id as originId", eb.fn.coalesce("origin.mergedIntoId", "origin.id").as("homeId")])
    .where("feedback.needId", "=", needId)
    .where((eb) => eb.or([eb("companyId", "in", companyIds), eb("cameFromCompanyId", "in", companyIds)]))
    .where((eb) => eb("feedback.companyId", "!=", eb.fn.coalesce("origin.mergedIntoId", "origin.id")))
    .forUpdate("feedback")
    .execute();
  for (const { homeId, originId, ...feedback } of rows) {
    const { companyId, personId } = feedback;
    await tx
      .deleteFrom("matchFeedback")
      .where("needId", "=", needId)
      .where("companyId", "=", companyId)
      .where("personId", "=", personId)
      .execute();
    const moved = { ...feedback, companyId: homeId, cameFromCompanyId: homeId === originId ? null : originId };
    const { verdict, reasonCode, note, givenAt } = moved;
    await tx
      .insertInto("matchFeedback")
      .values(moved)
      .onConflict((conflict) =>
        conflict
          .columns(["needId", "companyId", "personId"])
          .doUpdateSet({ verdict, reasonCode, note, givenAt })
          .where("matchFeedback.givenAt", "<", givenAt),
      )
      .execute();
  }
}
