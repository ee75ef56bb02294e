import { expect, test } from "vitest";
import { givenApplicant, givenSeat } from "#contexts/identity/testing.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { acceptAuthorInvitation, inviteAuthor } from "./commands/authors.ts";
import { deleteAccount } from "./commands/delete-account.ts";
import { followPerson } from "./commands/follow-person.ts";
import { acknowledgeForm } from "./commands/own-draft.ts";
import { draftForm, publishForm } from "./commands/revise-form.ts";
import { reopenApplication, withdrawApplication } from "./commands/run-application.ts";
import { startApplication } from "./commands/start-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { settleAside, writeAnswers } from "./commands/write-answers.ts";
import { form } from "./form/form.ts";
import { followForm } from "./jobs.ts";
import { getOwnApplication, listOwnApplications } from "./queries/own-application.ts";
import { formDraft, type OpenedCall } from "./schema.ts";
import { givenCall, givenOperators, shortForm } from "./testing.ts";

const platform = await openTestPlatform();
const { host, hostManager } = await givenOperators(platform);
const db = platform.database.kysely;

async function givenDraft(input: Partial<OpenedCall> = {}, fields = shortForm) {
  const founder = await givenApplicant(platform);
  const callId = await givenCall(hostManager, input, { fields });
  const { id } = await startApplication(founder, callId, { firmName: "Cellsight GmbH" });
  return { id, callId, founder };
}

const pitch = (value: string, version: number) => [{ key: "pitch", value, version }];
const valuesOf = async (ctx: Context, id: string) =>
  Object.fromEntries((await getOwnApplication(ctx, id)).answers.map(({ key, value }) => [key, value]));
const personOf = (ctx: Context) =>
  db.selectFrom("person").selectAll().where("id", "=", ctx.actor.personId).executeTakeFirstOrThrow();

async function givenAuthor(founder: Context, id: string, email: string): Promise<Context> {
  await inviteAuthor(founder, id, { name: "Mia Maker", email });
  const mail = await db.selectFrom("mailMessage").select("textBody").where("toAddress", "=", email).executeTakeFirstOrThrow();
  const mia = await givenApplicant(platform, { name: "Mia Maker", email });
  await acceptAuthorInvitation(mia, /authors\/([\w-]{43})/.exec(mail.textBody)![1]!);
  return mia;
}

test("two windows of one person are two writers: the later text is kept aside, one a page and field, and chosen in the end", async () => {
  const { id, founder } = await givenDraft();
  await writeAnswers(founder, id, pitch("First window", 0), { page: "one" });
  const [late] = await writeAnswers(founder, id, pitch("Second window", 0), { page: "two" });
  expect(late).toMatchObject({ outcome: "aside", value: "First window", version: 1 });
  await writeAnswers(founder, id, pitch("Second window, longer", 0), { page: "two" });
  const { asides } = await getOwnApplication(founder, id);
  expect(asides).toMatchObject([{ key: "pitch", value: "Second window, longer" }]);
  expect(await settleAside(founder, id, asides[0]!.id, { value: "Both" })).toEqual({ version: 2 });
  expect(await settleAside(founder, id, asides[0]!.id, { value: "Again" })).toEqual({ version: 2 });
  expect([await valuesOf(founder, id), (await getOwnApplication(founder, id)).asides]).toEqual([{ pitch: "Both" }, []]);
});

test("a third text stands beside the second, whoever sends it; the same one is put aside once", async () => {
  const { id, founder } = await givenDraft();
  for (const [text, page] of [
    ["First", "one"],
    ["Second", "two"],
    ["Third", "three"],
    ["Fourth", null],
    ["Third", null],
  ] as const)
    await writeAnswers(founder, id, pitch(text, 0), { page });
  const { asides } = await getOwnApplication(founder, id);
  expect(asides.map(({ value }) => value).sort()).toEqual(["Fourth", "Second", "Third"]);
});

test("a text is let go by its writer alone", async () => {
  const { id, founder } = await givenDraft();
  const mia = await givenAuthor(founder, id, `${id}@mia.example`);
  await writeAnswers(mia, id, pitch("Of Mia", 0), { page: "one" });
  await writeAnswers(founder, id, pitch("Of the founder", 0), { page: "two" });
  const [aside] = (await getOwnApplication(founder, id)).asides;
  await expect(settleAside(mia, id, aside!.id, {})).rejects.toMatchObject({ code: "not_found" });
  expect((await getOwnApplication(founder, id)).asides).toEqual([aside]);
});

test("the fingerprint of what was handed in tells apart the cells of a table and the amounts", async () => {
  const label = { en: "Question" };
  const fields = parse(form, [
    { key: "team", kind: "table", stage: 1, label, columns: [{ key: "name", kind: "text", label }] },
    { key: "price", kind: "money", stage: 1, label },
  ]);
  const fingerprintOf = async (name: string, minor: number) => {
    const { id, founder } = await givenDraft({}, fields);
    await writeAnswers(founder, id, [
      { key: "team", value: [{ name }], version: 0 },
      { key: "price", value: { minor, currency: "CNY" }, version: 0 },
    ]);
    await submitApplication(founder, id);
    const { sha256 } = await db
      .selectFrom("applicationSubmission")
      .select("sha256")
      .where("applicationId", "=", id)
      .executeTakeFirstOrThrow();
    return sha256;
  };
  const [one, same, other, dearer] = [
    await fingerprintOf("Mia", 5),
    await fingerprintOf("Mia", 5),
    await fingerprintOf("Max", 5),
    await fingerprintOf("Mia", 6),
  ];
  expect([same === one, new Set([one, other, dearer]).size]).toEqual([true, 3]);
});

test("nothing is handed in while a text that was put aside waits for its writer", async () => {
  const { id, founder } = await givenDraft();
  const mia = await givenAuthor(founder, id, `${id}@mia.example`);
  await writeAnswers(founder, id, pitch("Of the founder", 0), { page: "one" });
  await writeAnswers(mia, id, pitch("Of Mia", 0), { page: "two" });
  await expect(submitApplication(mia, id)).rejects.toMatchObject({ fields: { pitch: "writing.errors.asideFirst" } });
  await expect(submitApplication(founder, id)).rejects.toMatchObject({
    fields: { pitch: "writing.errors.asideOfOther" },
    fieldValues: { pitch: { name: "Mia Maker" } },
  });
  const [aside] = (await getOwnApplication(mia, id)).asides;
  await settleAside(mia, id, aside!.id, {});
  expect((await submitApplication(founder, id)).state).toBe("submitted");
});

test("what a page sends again because it never heard an answer does not meet itself", async () => {
  const { id, founder } = await givenDraft();
  await writeAnswers(founder, id, pitch("Typed", 0), { page: "one" });
  const again = await writeAnswers(founder, id, pitch("Typed on", 0), { page: "one" });
  expect(again).toEqual([{ key: "pitch", outcome: "kept", version: 2 }]);
});

test("rows of a table are the same in whatever order the database keeps their cells", async () => {
  const label = { en: "Team" };
  const columns = [
    { key: "share", kind: "number", label },
    { key: "name", kind: "text", label },
  ];
  const { id, founder } = await givenDraft({}, parse(form, [{ key: "team", kind: "table", stage: 1, label, columns }]));
  const value = [{ share: 40, name: "Mia" }];
  await writeAnswers(founder, id, [{ key: "team", value, version: 0 }], { page: "one" });
  expect(await writeAnswers(founder, id, [{ key: "team", value, version: 0 }], { page: "two" })).toMatchObject([
    { outcome: "kept", version: 1 },
  ]);
});

test("files are uploaded, never written as an answer: nobody names a file of somebody else", async () => {
  const { id, founder } = await givenDraft({}, parse(form, [{ key: "deck", kind: "file", stage: 1, label: { en: "Deck" } }]));
  await expect(writeAnswers(founder, id, [{ key: "deck", value: [id], version: 0 }])).rejects.toMatchObject({
    fields: { deck: "errors.wrongFormat" },
  });
});

test("a form that changes during the window tells its writers what is new, keeps their answers, and is quiet once they have seen it", async () => {
  const { id, callId, founder } = await givenDraft();
  await writeAnswers(founder, id, [...pitch("Words", 0), { key: "investors", value: "Anna", version: 0 }]);
  const fields = parse(formDraft, {
    fields: [
      { key: "pitch", kind: "longText", stage: 1, label: { en: "What do you do?" }, isRequired: true, longest: 900 },
      { key: "founders", kind: "text", stage: 1, label: { en: "Founders" } },
      { key: "customers", kind: "text", stage: 1, label: { en: "Customers" }, isRequired: true },
      { key: "proof", kind: "longText", stage: 2, label: { en: "Proof" } },
    ],
  });
  await draftForm(hostManager, callId, fields);
  await publishForm(hostManager, callId);
  await followForm(contextFor(platform, system), { callId });
  const { formChanges, missing, answers } = await getOwnApplication(founder, id);
  expect(formChanges.map(({ key, kind }) => [key, kind])).toEqual([
    ["customers", "added"],
    ["pitch", "changed"],
    ["investors", "removed"],
    ["price", "removed"],
  ]);
  expect([missing, answers.map(({ key }) => key)]).toEqual([["customers"], ["investors", "pitch"]]);
  await acknowledgeForm(founder, id);
  expect((await getOwnApplication(founder, id)).formChanges).toEqual([]);
});

test("past the first deadline it is taken and stays marked late through a reopening; past the last one the draft is kept; sent twice it is handed in once", async () => {
  const softDeadlineAt = new Date("2026-03-02T10:00:00Z");
  const hardDeadlineAt = new Date("2026-03-03T10:00:00Z");
  const dates = { mode: "window", opensAt: new Date("2026-03-01T00:00:00Z"), softDeadlineAt, hardDeadlineAt } as const;
  const { id, founder } = await givenDraft(dates);
  const { id: tooLate, founder: other } = await givenDraft(dates);
  await writeAnswers(founder, id, pitch("Words", 0));
  platform.setNow("2026-03-02T11:00:00Z");
  await Promise.all([submitApplication(founder, id), submitApplication(founder, id)]);
  expect(await db.selectFrom("applicationSubmission").select("isLate").where("applicationId", "=", id).execute()).toEqual([
    { isLate: true },
  ]);
  await reopenApplication(hostManager, id, { reason: "The deck is missing.", until: "2026-03-20" });
  const again = await getOwnApplication(founder, id);
  expect([again.isReopened, again.isLate, again.clock.until]).toEqual([true, true, "2026-03-20"]);
  expect(again.way.map(({ kind, words }) => [kind, words])).toEqual([
    ["begun", null],
    ["submitted", null],
    ["reopened", "The deck is missing."],
  ]);
  platform.setNow("2026-03-04T11:00:00Z");
  expect((await submitApplication(founder, id)).isLate).toBe(true);
  await writeAnswers(other, tooLate, pitch("Kept", 0));
  await expect(submitApplication(other, tooLate)).rejects.toMatchObject({ messageKey: "applications.errors.deadlinePassed" });
  expect(await valuesOf(other, tooLate)).toEqual({ pitch: "Kept" });
  platform.setNow("2026-03-02T09:00:00Z");
});

test("the list of own applications begins with those that wait for the reader, with how far each is", async () => {
  const { id, founder } = await givenDraft();
  await writeAnswers(founder, id, pitch("Words", 0));
  await submitApplication(founder, id);
  const second = await startApplication(founder, await givenCall(hostManager), { firmName: "Cellsight GmbH" });
  const rows = await listOwnApplications(founder);
  expect(rows.map((row) => [row.id, row.clock.turn, row.progress])).toEqual([
    [second.id, "applicant", { answered: 0, required: 1 }],
    [id, "operators", null],
  ]);
});

test("a changed name or address reaches the applications the person writes", async () => {
  const { id, founder } = await givenDraft();
  const changed = { name: "Fiona New", email: `${id}@new.example`, locale: "de" };
  await db.updateTable("person").set(changed).where("id", "=", founder.actor.personId).execute();
  await followPerson(platform, founder.actor.personId!);
  const author = await db
    .selectFrom("applicationAuthor")
    .select(["name", "email", "locale"])
    .where("applicationId", "=", id)
    .execute();
  expect(author).toEqual([changed]);
});

test("who deletes the account takes drafts of their own along, leaves those of others, and stays nowhere by name", async () => {
  const { id: alone, founder } = await givenDraft();
  const together = await startApplication(founder, await givenCall(hostManager), { firmName: "Together" });
  const mia = await givenAuthor(founder, together.id, "mia@together.example");
  const withdrawn = await startApplication(founder, await givenCall(hostManager), { firmName: "Withdrawn" });
  await writeAnswers(founder, withdrawn.id, pitch("Words", 0));
  await submitApplication(founder, withdrawn.id);
  await expect(deleteAccount(founder)).rejects.toMatchObject({ messageKey: "writing.errors.applicationsRun" });
  expect((await getOwnApplication(founder, alone)).state).toBe("draft");
  await withdrawApplication(founder, withdrawn.id, { reason: "" });

  const { email } = await personOf(founder);
  await deleteAccount(founder);
  expect(await personOf(founder)).toMatchObject({
    name: "–",
    email: `${founder.actor.personId}@erased.invalid`,
    applicantSince: null,
    deactivatedAt: platform.now(),
  });
  const left = await db
    .selectFrom("application")
    .select(["id", "createdBy"])
    .where("id", "in", [alone, together.id, withdrawn.id])
    .execute();
  expect(left.map(({ id }) => id).sort()).toEqual([together.id, withdrawn.id].sort());
  expect((await getOwnApplication(mia, together.id)).authors.map(({ name }) => name)).toEqual(["Mia Maker"]);
  const named = await db.selectFrom("applicationAuthor").select("applicationId").where("email", "=", email).execute();
  const mails = await db.selectFrom("mailMessage").select("id").where("toAddress", "=", email).execute();
  expect([named, mails]).toEqual([[], []]);

  // Whoever was asked to join goes with the invitation, whatever became of it.
  const max = await givenAuthor(mia, together.id, "max@together.example");
  await deleteAccount(max);
  const asked = await db.selectFrom("applicationAuthorInvitation").select(["name", "email"]).execute();
  expect(asked.filter((each) => each.email === "max@together.example")).toEqual([]);
});

test("whoever holds a seat asks their administrator instead", async () => {
  const seated = await givenSeat(platform, { role: "expert", organisationId: host });
  await expect(deleteAccount(seated)).rejects.toMatchObject({ messageKey: "writing.errors.accountOfSeat" });
});
