import { expect, test } from "vitest";
import { eraseCompany } from "#contexts/companies/commands/erase-company.ts";
import { mergeCompanies, undoMerge } from "#contexts/companies/commands/merge-companies.ts";
import { restorePass, withdrawPass } from "#contexts/companies/index.ts";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { getNeed } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { forgetCompanies } from "../erased-companies.ts";
import { giveFeedback } from "../feedback.ts";
import { openMatchingIndex } from "../living-index/platform-index.ts";
import { followMerges } from "../merged-companies.ts";
import { matchesForNeed } from "../need-matches.ts";
import { givenCompany, givenOpenNeed } from "../testing.ts";
import { addEntry, addNote, followPasses, moveEntry, passEntry, removeEntry, takePassBack, vote } from "./commands.ts";
import { compareEntries } from "./comparison.ts";
import { getShortlist } from "./queries.ts";

const platform = await openTestPlatform();
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Battery");
const otherUnit = await givenUnit(platform, host, "Other");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const neighbour = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: otherUnit, name: "Nina Next" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const administrator = await givenSeat(platform, { role: "administrator", organisationId: host });
const db = platform.database.kysely;

let count = 0;
const company = () =>
  givenCompany(platform, { name: `Cellsight ${++count}`, oneLiner: "Battery diagnostics from charging data", country: "DE" });
const other = await company();
await givenCompany(platform, { name: "Parkblatt", oneLiner: "Parking spaces found by cameras" });
const index = await openMatchingIndex(platform, { inProcess: true });
const need = (title: string, visibility: "unit" | "host" = "unit") =>
  givenOpenNeed(owner, scout, { title, detail: "State of health of traction batteries from charging data", visibility });
const list = async (needId: string, ctx: Context = scout) =>
  (await getShortlist(ctx, needId)).entries.map(({ stage, company: { id } }) => [stage, id]);
const pass = {
  reasonCode: "price" as const,
  note: "Too dear",
  recheckKind: "none" as const,
  recheckOn: null,
  recheckDetail: null,
};
const merge = async (survivor: string, absorbedId: string) => {
  const { mergeId } = await mergeCompanies(scout, survivor, { absorbedId, fromAbsorbed: [] });
  await followMerges(platform, [survivor, absorbedId]);
  return async () => {
    await undoMerge(scout, mergeId);
    await followMerges(platform, [survivor, absorbedId]);
  };
};

test("a need owner of another unit shortlists on a need open to the host; moving the need is left to those who may", async () => {
  const needId = await need("Open to the host", "host");
  await addEntry(neighbour, needId, { companyId: other, stage: "shortlist" });
  expect((await getNeed(scout, needId)).state).toBe("open");
  await addEntry(owner, needId, { companyId: await company(), stage: "shortlist" });
  expect((await getNeed(scout, needId)).state).toBe("shortlisted");
});

test("two people adding the first companies at once both succeed; of two adding the same, one hears that it is there", async () => {
  const needId = await need("Together");
  const [one, two] = [await company(), await company()];
  await Promise.all([
    addEntry(scout, needId, { companyId: one, stage: "shortlist" }),
    addEntry(owner, needId, { companyId: two, stage: "shortlist" }),
  ]);
  expect((await list(needId)).map(([, id]) => id).sort()).toEqual([one, two].sort());
  const three = await company();
  const results = await Promise.allSettled(
    [scout, owner].map((ctx) => addEntry(ctx, needId, { companyId: three, stage: "longlist" })),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find((result) => result.status === "rejected")!.reason).toMatchObject({ messageKey: "matching.errors.onList" });
});

test("passing one company twice at once leaves one pass, and taking it back brings the company into the ranking again", async () => {
  const needId = await need("Passed twice");
  const results = await Promise.allSettled([scout, owner].map((ctx) => passEntry(ctx, needId, other, pass)));
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [entry] = (await getShortlist(scout, needId)).entries;
  await takePassBack(scout, needId, entry!.id);
  expect((await matchesForNeed(scout, needId)).items.map(({ company: { id } }) => id)).toContain(other);
});

test("a pass withdrawn at the company brings the entry back to its stage, and restored it takes it off again", async () => {
  const needId = await need("Withdrawn elsewhere");
  const { id } = await addEntry(scout, needId, { companyId: other, stage: "contacted" });
  const { passId } = await passEntry(scout, needId, other, pass);
  await withdrawPass(scout, other, passId);
  await followPasses(platform, [passId]);
  expect(await list(needId)).toEqual([["contacted", other]]);
  await restorePass(scout, other, passId);
  await followPasses(platform, [passId]);
  expect(await list(needId)).toEqual([["passed", other]]);
  await takePassBack(scout, needId, id);
  expect(await list(needId)).toEqual([["contacted", other]]);
});

test("a merge takes entries, votes, notes and judgements to the surviving record, and its undo brings them back", async () => {
  const needId = await need("Merged");
  const [survivor, absorbed] = [await company(), await company()];
  const { id } = await addEntry(scout, needId, { companyId: absorbed, stage: "meeting" });
  await vote(owner, needId, id, { vote: 1, comment: "Yes" });
  await giveFeedback(owner, needId, absorbed, { verdict: "good", reasonCode: null, note: "Nice" });
  const undo = await merge(survivor, absorbed);
  expect(await list(needId)).toEqual([["meeting", survivor]]);
  expect((await getShortlist(scout, needId)).entries[0]!.tally).toEqual({ yes: 1, maybe: 0, no: 0 });
  await expect(addEntry(scout, needId, { companyId: survivor, stage: "longlist" })).rejects.toMatchObject({
    messageKey: "matching.errors.onList",
  });
  await expect(giveFeedback(scout, needId, absorbed, { verdict: "good", reasonCode: null, note: "" })).rejects.toMatchObject({
    messageKey: "matching.errors.merged",
  });
  const judgedOf = async () =>
    (await db.selectFrom("matchFeedback").select(["companyId", "note"]).where("needId", "=", needId).execute()).map(
      ({ companyId, note }) => [companyId, note],
    );
  expect(await judgedOf()).toEqual([[survivor, "Nice"]]);
  await undo();
  expect(await list(needId)).toEqual([["meeting", absorbed]]);
  expect(await judgedOf()).toEqual([[absorbed, "Nice"]]);
});

test("a record merged twice takes its entry home through both", async () => {
  const needId = await need("Merged twice");
  const [first, second, third] = [await company(), await company(), await company()];
  await addEntry(scout, needId, { companyId: first, stage: "shortlist" });
  const undoFirst = await merge(second, first);
  const undoSecond = await merge(third, second);
  expect(await list(needId)).toEqual([["shortlist", third]]);
  await undoSecond();
  expect(await list(needId)).toEqual([["shortlist", second]]);
  await undoFirst();
  expect(await list(needId)).toEqual([["shortlist", first]]);
});

test("two entries of one need become one at the further stage with every vote and note", async () => {
  const needId = await need("Joined");
  const [survivor, absorbed] = [await company(), await company()];
  const kept = await addEntry(scout, needId, { companyId: survivor, stage: "longlist" });
  const gone = await addEntry(scout, needId, { companyId: absorbed, stage: "meeting" });
  await vote(owner, needId, kept.id, { vote: -1, comment: "Unsure at first" });
  platform.setNow("2026-03-02T10:00:00Z");
  await vote(owner, needId, gone.id, { vote: 1, comment: "Convinced" });
  await vote(scout, needId, gone.id, { vote: 0, comment: "" });
  await addNote(scout, needId, kept.id, { note: "First note" });
  platform.setNow("2026-03-02T11:00:00Z");
  await addNote(owner, needId, gone.id, { note: "Second note" });
  await merge(survivor, absorbed);
  const { entries } = await getShortlist(scout, needId);
  expect(entries.map(({ id, stage, company: { id: companyId } }) => [id, stage, companyId])).toEqual([
    [kept.id, "meeting", survivor],
  ]);
  expect(entries[0]!.tally).toEqual({ yes: 1, maybe: 1, no: 0 });
  expect(entries[0]!.votes.find(({ person: { name } }) => name === "Olga Owner")!.comment).toBe("Unsure at first\nConvinced");
  expect(entries[0]!.notes.map(({ note }) => note)).toEqual(["First note", "Second note"]);
});

test("joined with one that was passed or taken off, the entry that is worked on stays on the list", async () => {
  const needId = await need("Joined with a passed one");
  const [survivor, absorbed, third] = [await company(), await company(), await company()];
  await passEntry(scout, needId, survivor, pass);
  await addEntry(scout, needId, { companyId: absorbed, stage: "contacted" });
  await merge(survivor, absorbed);
  expect(await list(needId)).toEqual([["contacted", survivor]]);
  const { id } = await addEntry(scout, needId, { companyId: third, stage: "meeting" });
  await removeEntry(scout, needId, id);
  await merge(survivor, third);
  expect(await list(needId)).toEqual([["contacted", survivor]]);
});

test("erasing a company erases what was written of it here: its vector, notes, comments and the words of the match", async () => {
  const needId = await need("Erased");
  const [erased, untouched] = [await company(), await company()];
  await index.refresh();
  for (const companyId of [erased, untouched]) {
    const { id } = await addEntry(scout, needId, { companyId, stage: "shortlist" });
    await vote(owner, needId, id, { vote: 1, comment: "Leakable comment" });
    await addNote(scout, needId, id, { note: "Leakable note" });
    await giveFeedback(owner, needId, companyId, { verdict: "bad", reasonCode: "topic", note: "Leakable judgement" });
    await db
      .insertInto("companyEmbedding")
      .values({ companyId, model: "m", textHash: "h", scale: 1, vector: Buffer.from([1]), embeddedAt: platform.now() })
      .execute();
  }
  await eraseCompany(administrator, erased, "Asked by the founder");
  await forgetCompanies(platform, [erased]);
  const entries = db.selectFrom("shortlistEntry").where("needId", "=", needId);
  const left = {
    reasons: (await entries.select(["companyId", "reasons"]).execute()).filter(({ reasons }) => (reasons as string[]).length > 0),
    notes: await entries
      .innerJoin("shortlistNote", "shortlistNote.entryId", "shortlistEntry.id")
      .select(["companyId", "note"])
      .execute(),
    comments: await entries
      .innerJoin("shortlistVote", "shortlistVote.entryId", "shortlistEntry.id")
      .select(["companyId", "vote", "comment"])
      .orderBy("comment")
      .execute(),
    judgements: await db
      .selectFrom("matchFeedback")
      .select(["companyId", "note"])
      .where("needId", "=", needId)
      .orderBy("note")
      .execute(),
    vectors: await db.selectFrom("companyEmbedding").select("companyId").execute(),
  };
  expect(left.reasons.map(({ companyId }) => companyId)).toEqual([untouched]);
  expect(left.notes).toEqual([{ companyId: untouched, note: "Leakable note" }]);
  expect(left.comments).toEqual([
    { companyId: erased, vote: 1, comment: "" },
    { companyId: untouched, vote: 1, comment: "Leakable comment" },
  ]);
  expect(left.judgements).toEqual([
    { companyId: erased, note: "" },
    { companyId: untouched, note: "Leakable judgement" },
  ]);
  expect(left.vectors).toEqual([{ companyId: untouched }]);
  const audited = await db.selectFrom("auditEntry").select("reason").where("reason", "like", "%Leakable%").execute();
  expect(audited).toEqual([]);
});

test("list and comparison show the fit of today beside the one of the day a company was added, which nobody can send", async () => {
  const needId = await need("Fit of today");
  const companyId = await company();
  await index.refresh();
  const { id } = await addEntry(scout, needId, { companyId, stage: "longlist", fit: 0.99, reasons: ["sent"] } as never);
  await addEntry(scout, needId, { companyId: other, stage: "shortlist" });
  // A list says the same to everybody, so its fit is that of a reader whom neither other needs nor what was learned are told.
  const { items } = await matchesForNeed(owner, needId, { learned: "ignore" });
  const today = items.find((match) => match.company.id === companyId)!.fit;
  const entry = (await getShortlist(scout, needId)).entries.find((each) => each.id === id)!;
  expect(entry.fit).toBe(today);
  expect(entry.fitWhenAdded).not.toBeCloseTo(0.99, 2);
  expect(entry.fitWhenAdded).not.toBeNull();
  expect(entry.reasons).not.toContain("sent");
  expect(entry.reasons.length).toBeGreaterThan(0);
  const column = (await compareEntries(scout, needId)).columns.find((each) => each.entry.id === id)!;
  expect([column.fit, column.entry.fitWhenAdded]).toEqual([today, entry.fitWhenAdded]);
});

test("moving within a stage numbers it anew in one go", async () => {
  const needId = await need("Places");
  const ids: string[] = [];
  for (let at = 0; at < 4; at++) ids.push((await addEntry(scout, needId, { companyId: await company(), stage: "longlist" })).id);
  await moveEntry(scout, needId, ids[3]!, { position: 0 });
  await moveEntry(scout, needId, ids[0]!, { position: 2 });
  const rows = await db
    .selectFrom("shortlistEntry")
    .select(["id", "position"])
    .where("needId", "=", needId)
    .orderBy("position")
    .execute();
  expect(rows).toEqual([ids[3], ids[1], ids[0], ids[2]].map((id, position) => ({ id, position })));
});
