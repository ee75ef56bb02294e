import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { givenApplicant, givenSeat } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { fakeClamd } from "#platform/files/testing.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { removeAnswerFile, uploadAnswerFile } from "./commands/answer-files.ts";
import { declareConflict } from "./commands/conflicts.ts";
import { deleteDraft } from "./commands/own-draft.ts";
import { beginOwnReview, giveReview } from "./commands/reviews.ts";
import { beginReview } from "./commands/run-application.ts";
import { scanAnswerFile } from "./commands/scan-files.ts";
import { startApplication } from "./commands/start-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { form } from "./form/form.ts";
import { linkToFile, openFile } from "./queries/file-link.ts";
import { getApplication } from "./queries/get-application.ts";
import { getOwnApplication } from "./queries/own-application.ts";
import { getOwnReview } from "./queries/own-reviews.ts";
import { givenCall, givenOperators, givenPhase } from "./testing.ts";

const platform = await openTestPlatform();
const { host, hostManager, cloudManager } = await givenOperators(platform);
const db = platform.database.kysely;
const clamd = await fakeClamd();
afterAll(() => clamd.close());

const fields = parse(form, [
  { key: "deck", kind: "file", stage: 1, label: { en: "Deck" }, most: 2, mostMb: 1 },
  { key: "price", kind: "file", stage: 1, label: { en: "Price list" }, privateTo: "host" },
  { key: "logo", kind: "file", stage: 1, label: { en: "Logo" }, isIdentifying: true },
]);
const callId = await givenCall(hostManager, {}, { agreeing: cloudManager, fields });

const stream = (content: string | Uint8Array): ReadableStream<Uint8Array> => new Blob([content as BlobPart]).stream();
const pdf = (words = "deck") => stream(`%PDF-1.7 ${words}`);

async function givenDraft(): Promise<{ id: string; founder: Context }> {
  const founder = await givenApplicant(platform);
  const { id } = await startApplication(founder, callId, { firmName: "Cellsight GmbH" });
  return { id, founder };
}

const queryOf = (href: string) => {
  const { searchParams } = new URL(href, "http://here");
  return { expires: Number(searchParams.get("expires")), signature: searchParams.get("signature")! };
};
/** What the person reads of the file by a link of their own, or why not. */
async function read(ctx: Context, fileId: string): Promise<string> {
  try {
    const { href } = await linkToFile(ctx, fileId);
    return await (await openFile(ctx, fileId, queryOf(href))).text();
  } catch (error) {
    return (error as { messageKey: string }).messageKey;
  }
}
const keysOf = async (ctx: Context, id: string) => {
  const { answers, files } = await getOwnApplication(ctx, id);
  return [Object.fromEntries(answers.map(({ key, value }) => [key, value])), files.map(({ name }) => name)];
};

test("files are added, replaced in their place and removed; their bytes are erased with them, their kind is what their bytes say", async () => {
  const { id, founder } = await givenDraft();
  const first = await uploadAnswerFile(founder, id, "deck", { name: "deck.exe", content: pdf() });
  expect(first).toMatchObject({
    key: "deck",
    name: "deck.exe.pdf",
    mediaType: "application/pdf",
    sizeBytes: 13,
    scanState: "unscanned",
  });
  expect(first.sha256).toMatch(/^[0-9a-f]{64}$/);
  const second = await uploadAnswerFile(founder, id, "deck", { name: "more.pdf", content: pdf("more") });
  await expect(uploadAnswerFile(founder, id, "deck", { name: "third.pdf", content: pdf() })).rejects.toMatchObject({
    messageKey: "writing.errors.tooManyFiles",
  });
  const better = await uploadAnswerFile(founder, id, "deck", { name: "better.pdf", content: pdf("better"), replaces: first.id });
  expect(await keysOf(founder, id)).toEqual([{ deck: [better.id, second.id] }, ["more.pdf", "better.pdf"]]);
  await removeAnswerFile(founder, id, "deck", second.id);
  expect(await keysOf(founder, id)).toEqual([{ deck: [better.id] }, ["better.pdf"]]);
  const { rows } = await sql<{ data: { storageKey: string; ownerOrgId: string } }>`select data from pgboss.job
    where name = 'platform.erase-file'`.execute(db);
  expect(rows.map(({ data }) => data.ownerOrgId)).toEqual(["nobody", "nobody", "nobody"]);
});

test("two files sent at once are both kept", async () => {
  const { id, founder } = await givenDraft();
  await Promise.all(["a.pdf", "b.pdf"].map((name) => uploadAnswerFile(founder, id, "deck", { name, content: pdf(name) })));
  const [answers] = await keysOf(founder, id);
  expect((answers as { deck: string[] }).deck).toHaveLength(2);
});

test("a program under another name, what is too large for the question, and nothing at all are refused by a sentence of their own", async () => {
  const { id, founder } = await givenDraft();
  const refused = (name: string, content: ReadableStream<Uint8Array>) =>
    expect(uploadAnswerFile(founder, id, "deck", { name, content })).rejects;
  await refused("deck.pdf", stream(new Uint8Array([0x4d, 0x5a, 0x90, 0, 3]))).toMatchObject({
    code: "invalid",
    messageKey: "writing.errors.program",
    values: { name: "deck.pdf" },
  });
  await refused("deck.pdf", stream(new Uint8Array([0, 1, 2, 3]))).toMatchObject({ messageKey: "writing.errors.fileKind" });
  await refused("deck.pdf", stream(new Uint8Array(1024 * 1024 + 1))).toMatchObject({
    code: "too_large",
    values: { limit: "1 MB" },
  });
  await refused("deck.pdf", stream("")).toMatchObject({ code: "invalid" });
  expect(await keysOf(founder, id)).toEqual([{}, []]);
});

test("a link works for the person who asked for it, for five minutes, and only while they may read the file", async () => {
  const { id, founder } = await givenDraft();
  const file = await uploadAnswerFile(founder, id, "deck", { name: "Präsentation.pdf", content: pdf() });
  const { href, expiresAt } = await linkToFile(founder, file.id);
  expect(expiresAt).toEqual(new Date(platform.now().getTime() + 5 * 60_000));
  const answer = await openFile(founder, file.id, queryOf(href));
  expect([answer.headers.get("content-disposition"), await answer.text()]).toEqual([
    `attachment; filename="Pr_sentation.pdf"; filename*=UTF-8''Pr%C3%A4sentation.pdf`,
    "%PDF-1.7 deck",
  ]);
  const expired = { messageKey: "writing.errors.linkExpired" };
  await expect(openFile(founder, file.id, {})).rejects.toMatchObject(expired);
  await expect(openFile(founder, file.id, { ...queryOf(href), expires: queryOf(href).expires + 60 })).rejects.toMatchObject(
    expired,
  );
  await expect(openFile(await givenApplicant(platform), file.id, queryOf(href))).rejects.toMatchObject({ code: "not_found" });
  platform.setNow("2026-03-02T09:05:01Z");
  await expect(openFile(founder, file.id, queryOf(href))).rejects.toMatchObject(expired);
  platform.setNow("2026-03-02T09:00:00Z");
});

test("a file is read by those who write the application and by operators who read its part; never before it is handed in, by a reviewer who sees none of it, or by a person with a conflict", async () => {
  const { id, founder } = await givenDraft();
  const upload = (key: string) => uploadAnswerFile(founder, id, key, { name: `Cellsight ${key}.PDF`, content: pdf(key) });
  const [deck, price, logo] = [await upload("deck"), await upload("price"), await upload("logo")];
  const files = [deck.id, price.id, logo.id];
  const readings = (ctx: Context) => Promise.all(files.map((each) => read(ctx, each)));
  const gone = "errors.notFound";
  expect(await readings(hostManager)).toEqual([gone, gone, gone]);
  await submitApplication(founder, id);
  const all = ["%PDF-1.7 deck", "%PDF-1.7 price", "%PDF-1.7 logo"];
  expect(await readings(founder)).toEqual(all);
  expect(await readings(hostManager)).toEqual(all);
  expect(await readings(cloudManager)).toEqual([all[0], gone, all[2]]);
  expect((await getApplication(cloudManager, id)).files.map(({ id: file }) => file)).toEqual([deck.id, logo.id]);

  await beginReview(hostManager, id);
  const phaseId = await givenPhase(hostManager, callId, { isBlind: true });
  const expert = await givenSeat(platform, { role: "expert", organisationId: host, name: "Blind Expert" });
  expect(await readings(expert)).toEqual([gone, gone, gone]);
  const review = await giveReview(hostManager, id, { phaseId, personId: expert.actor.personId!, dueOn: null });
  expect(await readings(expert)).toEqual([gone, gone, gone]);
  await beginOwnReview(expert, review.id);
  expect(await readings(expert)).toEqual([all[0], all[1], gone]);

  // A name of a file tells who applies: in a blind phase files are called by their question.
  const blind = ["deck 1.pdf", "price 1.pdf"];
  expect((await getApplication(expert, id)).files.map(({ name }) => name)).toEqual(blind);
  expect((await getOwnReview(expert, review.id)).files.map(({ name }) => name)).toEqual(blind);
  const { href } = await linkToFile(expert, deck.id);
  const { headers } = await openFile(expert, deck.id, queryOf(href));
  expect(headers.get("content-disposition")).not.toContain("Cellsight");
  await declareConflict(expert, id, { kind: "invested", note: "" });
  expect(await readings(expert)).toEqual([gone, gone, gone]);
  await expect(openFile(expert, deck.id, queryOf(href))).rejects.toMatchObject({ code: "not_found" });
  const rows = await expert.transact((tx) => tx.selectFrom("applicationFile").select("id").execute());
  expect(rows).toEqual([]);
});

test("with a scanner a file waits; found clean it is read, found infected it is refused everywhere and cannot be handed in", async () => {
  const scanning = { ...platform, config: { ...platform.config, CLAMD_ADDRESS: clamd.address } };
  const { id, founder: plain } = await givenDraft();
  const founder = { ...plain, platform: scanning };
  const clean = await uploadAnswerFile(founder, id, "deck", { name: "clean.pdf", content: pdf("clean") });
  expect(clean.scanState).toBe("waiting");
  await submitApplication(founder, id);
  expect([await read(founder, clean.id), await read(hostManager, clean.id)]).toEqual([
    "%PDF-1.7 clean",
    "writing.errors.notScanned",
  ]);
  const { rows } = await sql<{ data: object }>`select data from pgboss.job where name = 'applications.scan-file'`.execute(db);
  expect(rows).toEqual([{ data: { fileId: clean.id, ownerOrgId: "nobody" } }]);
  await scanAnswerFile(scanning, clean.id);
  expect(await read(hostManager, clean.id)).toBe("%PDF-1.7 clean");

  const draft = await givenDraft();
  const own = { ...draft.founder, platform: scanning };
  const infected = await uploadAnswerFile(own, draft.id, "deck", { name: "bad.pdf", content: pdf("EICAR") });
  await scanAnswerFile({ ...scanning, config: { ...scanning.config, CLAMD_ADDRESS: "tcp://127.0.0.1:1" } }, infected.id).catch(
    () => {},
  );
  expect((await getOwnApplication(own, draft.id)).files).toMatchObject([{ scanState: "failed" }]);
  await scanAnswerFile(scanning, infected.id);
  expect((await getOwnApplication(own, draft.id)).files).toMatchObject([{ scanState: "infected" }]);
  expect(await read(own, infected.id)).toBe("writing.errors.infected");
  await expect(submitApplication(own, draft.id)).rejects.toMatchObject({ fields: { deck: "writing.errors.infected" } });
  await removeAnswerFile(own, draft.id, "deck", infected.id);
  expect((await submitApplication(own, draft.id)).state).toBe("submitted");
});

test("a draft is deleted with its files by its only writer, and by nobody else", async () => {
  const { id, founder } = await givenDraft();
  const { id: fileId } = await uploadAnswerFile(founder, id, "deck", { name: "deck.pdf", content: pdf() });
  await expect(deleteDraft(hostManager, id)).rejects.toMatchObject({ code: "not_found" });
  await deleteDraft(founder, id);
  await expect(getOwnApplication(founder, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await read(founder, fileId)).toBe("errors.notFound");
  const { id: handedIn, founder: other } = await givenDraft();
  await submitApplication(other, handedIn);
  await expect(deleteDraft(other, handedIn)).rejects.toMatchObject({ messageKey: "writing.errors.notDeletable" });
});
