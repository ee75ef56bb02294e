import { needForMatching } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { companyFactsOf } from "../company-facts.ts";
import { loadProfiles } from "../company-profiles.ts";
import { requireMatches } from "../match-state.ts";
import { judgeForNeed } from "../need-matches.ts";
import { canCurateShortlist, canJudgeMatches, type NeedWalls } from "../policy.ts";
import { countVotes, shortlistStages } from "../shortlist-stage.ts";
import type { EntryView, ShortlistView } from "./views.ts";

/**
 * The companies on a need's list in the order of their stages, with votes, notes and the fit of today. Not found for those who may not
 * read the need. Asks the index outside its transaction.
 */
export async function getShortlist(ctx: Context, needId: string): Promise<ShortlistView> {
  const { entries, ...list } = await listEntries(ctx, needId);
  const judged = await judgeForNeed(
    ctx,
    needId,
    entries.map(({ company }) => company.id),
  );
  return { ...list, entries: entries.map((entry) => ({ ...entry, fit: judged.get(entry.company.id)?.fit ?? null })) };
}

/** The same without the fit of today, for those who judge the companies themselves. */
export function listEntries(ctx: Context, needId: string) {
  return ctx.transact((tx) => shortlistIn(tx, ctx, needId));
}

async function shortlistIn(tx: Transaction, ctx: Context, needId: string) {
  const walls = await requireMatches(tx, ctx, needId);
  const { id, title, lang, state } = await needForMatching(tx, ctx, needId);
  return {
    need: { id, title, lang, state },
    entries: await entriesIn(tx, ctx, needId, walls),
    can: { curate: canCurateShortlist(ctx.actor, walls), judge: canJudgeMatches(ctx.actor, walls) },
  };
}

async function entriesIn(tx: Transaction, ctx: Context, needId: string, walls: NeedWalls): Promise<EntryView[]> {
  const rows = await tx
    .selectFrom("shortlistEntry as entry")
    .leftJoin("person", "person.id", "entry.addedBy")
    .leftJoin("companyPass as pass", "pass.id", "entry.passId")
    .select([
      "entry.id",
      "entry.companyId",
      "entry.stage",
      "entry.position",
      "entry.fit",
      "entry.reasons",
      "entry.addedBy",
      "entry.addedAt",
    ])
    .select(["person.name as addedByName", "pass.reasonCode", "pass.note", "pass.recheckKind", "pass.recheckOn"])
    .where("entry.needId", "=", needId)
    .where("entry.ownerOrgId", "=", walls.ownerOrgId)
    .where("entry.removedAt", "is", null)
    .orderBy("entry.position")
    .orderBy("entry.addedAt")
    .orderBy("entry.id")
    .execute();
  const ids = rows.map(({ id }) => id);
  const companies = new Map(
    (
      await loadProfiles(
        tx,
        rows.map(({ companyId }) => companyId),
      )
    ).map((profile) => [profile.id, companyFactsOf(profile)]),
  );
  const votes = Map.groupBy(await votesOf(tx, ids), ({ entryId }) => entryId);
  const notes = Map.groupBy(await notesOf(tx, ids), ({ entryId }) => entryId);
  const mayJudge = canJudgeMatches(ctx.actor, walls);
  const views = rows.flatMap((row): EntryView[] => {
    const company = companies.get(row.companyId);
    if (!company) return [];
    const own = votes.get(row.id) ?? [];
    const mine = own.find(({ personId }) => personId === ctx.actor.personId);
    return [
      {
        id: row.id,
        company,
        stage: row.stage,
        position: row.position,
        fitWhenAdded: row.fit,
        reasons: row.reasons as string[],
        addedBy: { id: row.addedBy, name: row.addedByName },
        addedAt: row.addedAt,
        votes: own.map(({ personId, personName, vote, comment, votedAt }) => ({
          person: { id: personId, name: personName },
          vote: vote as -1 | 0 | 1,
          comment,
          votedAt,
        })),
        tally: countVotes(own),
        myVote: mine ? { vote: mine.vote, comment: mine.comment } : null,
        notes: (notes.get(row.id) ?? []).map(({ id, personId, personName, note, writtenAt }) => ({
          id,
          person: { id: personId, name: personName },
          note,
          writtenAt,
          can: { remove: mayJudge && personId === ctx.actor.personId },
        })),
        pass: row.reasonCode
          ? { reasonCode: row.reasonCode, note: row.note ?? "", recheckKind: row.recheckKind ?? "none", recheckOn: row.recheckOn }
          : null,
      },
    ];
  });
  return views.sort((a, b) => shortlistStages.indexOf(a.stage) - shortlistStages.indexOf(b.stage));
}

const votesOf = (tx: Transaction, entryIds: string[]) =>
  tx
    .selectFrom("shortlistVote as vote")
    .leftJoin("person", "person.id", "vote.personId")
    .select(["vote.entryId", "vote.personId", "person.name as personName", "vote.vote", "vote.comment", "vote.votedAt"])
    .where("vote.entryId", "in", entryIds)
    .orderBy("vote.votedAt")
    .execute();

const notesOf = (tx: Transaction, entryIds: string[]) =>
  tx
    .selectFrom("shortlistNote as note")
    .leftJoin("person", "person.id", "note.personId")
    .select(["note.id", "note.entryId", "note.personId", "person.name as personName", "note.note", "note.writtenAt"])
    .where("note.entryId", "in", entryIds)
    .where("note.removedAt", "is", null)
    .orderBy("note.writtenAt")
    .execute();
