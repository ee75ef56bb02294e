import { expect, test } from "vitest";
import { hashOfToken } from "#contexts/identity/index.ts";
import { givenApplicant, givenSeat } from "#contexts/identity/testing.ts";
import { type Context, contextFor, visitor } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { acceptAuthorInvitation, inviteAuthor, noteEditing, removeAuthor, revokeAuthorInvitation } from "./commands/authors.ts";
import { giveReview } from "./commands/reviews.ts";
import { beginReview, withdrawApplication } from "./commands/run-application.ts";
import { startApplication } from "./commands/start-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { writeAnswers } from "./commands/write-answers.ts";
import { visibleApplications } from "./policy.ts";
import { getAuthorInvitation, listAuthorInvitations } from "./queries/author-invitations.ts";
import { getOwnApplication } from "./queries/own-application.ts";
import { givenCall, givenOperators, givenPhase } from "./testing.ts";

const platform = await openTestPlatform();
const { host, hostManager, cloudManager } = await givenOperators(platform);
const db = platform.database.kysely;
const asVisitor = contextFor(platform, visitor);
const gone = { code: "not_found", messageKey: "applications.errors.invitationGone" };

let count = 0;
const newEmail = () => `mia${++count}@cellsight.example`;

async function givenDraft(firmName = "Cellsight GmbH"): Promise<{ id: string; callId: string; founder: Context }> {
  const founder = await givenApplicant(platform);
  const callId = await givenCall(hostManager);
  const { id } = await startApplication(founder, callId, { firmName });
  return { id, callId, founder };
}

const mailsTo = (email: string) =>
  db.selectFrom("mailMessage").selectAll().where("toAddress", "=", email).orderBy("id").execute();
const secretFor = async (email: string) =>
  /\/applications\/authors\/([\w-]{43})/.exec((await mailsTo(email)).at(-1)!.textBody)![1]!;

async function invited(founder: Context, id: string, email = newEmail()): Promise<{ email: string; secret: string; id: string }> {
  const invitation = await inviteAuthor(founder, id, { name: "Mia Maker", email });
  return { id: invitation.id, email, secret: await secretFor(email) };
}

async function givenAuthor(founder: Context, id: string, email?: string): Promise<Context> {
  const invitation = await invited(founder, id, email);
  const mia = await givenApplicant(platform, { name: "Mia Maker", email: invitation.email });
  await acceptAuthorInvitation(mia, invitation.secret);
  return mia;
}

const seenBy = async (ctx: Context) =>
  (await ctx.transact((tx) => visibleApplications(tx, ctx.actor).select("application.id").execute())).map(({ id }) => id);
const keysOf = async (ctx: Context, id: string) => (await getOwnApplication(ctx, id)).answers.map(({ key }) => key);

test("a writer asks somebody by mail; who accepts with that address writes with the others, and nobody else does", async () => {
  const { id, founder } = await givenDraft();
  await writeAnswers(founder, id, [{ key: "pitch", value: "First", version: 0 }]);
  const email = newEmail();
  const mia = await givenApplicant(platform, { name: "Mia Maker", email });
  await db.updateTable("person").set({ locale: "de" }).where("id", "=", mia.actor.personId).execute();
  expect(await inviteAuthor(founder, id, { name: "Mia", email })).toMatchObject({ demoLink: null });
  const [mail] = await mailsTo(email);
  expect([mail!.subject, mail!.locale, mail!.orgId, mail!.holdsSecret]).toEqual([
    "Fiona Founder bittet Sie, an der Bewerbung von Cellsight GmbH mitzuschreiben",
    "de",
    null,
    true,
  ]);
  expect(mail!.textBody).toContain("Battery call");
  const secret = await secretFor(email);
  const stored = await db.selectFrom("applicationAuthorInvitation").selectAll().where("applicationId", "=", id).execute();
  expect(stored.map(({ secretHash }) => secretHash)).toEqual([hashOfToken(secret)]);
  expect(JSON.stringify(stored)).not.toContain(secret);

  const other = await givenApplicant(platform);
  const offered = await getAuthorInvitation(asVisitor, secret);
  expect(offered).toEqual({
    firmName: "Cellsight GmbH",
    callTitle: { text: "Battery call", lang: "en" },
    inviterName: "Fiona Founder",
    name: "Mia",
    email,
    expiresAt: new Date(platform.now().getTime() + 14 * 24 * 3600 * 1000),
    reader: "visitor",
  });
  const readers = [await getAuthorInvitation(mia, secret), await getAuthorInvitation(other, secret)];
  expect(readers.map(({ reader }) => reader)).toEqual(["invited", "other"]);
  await expect(acceptAuthorInvitation(asVisitor, secret)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(acceptAuthorInvitation(other, secret)).rejects.toMatchObject({
    code: "forbidden",
    messageKey: "applications.errors.invitationForOther",
  });
  await expect(getOwnApplication(mia, id)).rejects.toMatchObject({ code: "not_found" });

  expect(await acceptAuthorInvitation(mia, secret)).toEqual({ applicationId: id });
  expect(await acceptAuthorInvitation(mia, secret)).toEqual({ applicationId: id });
  expect((await getOwnApplication(mia, id)).authors.map(({ name }) => name)).toEqual(["Fiona Founder", "Mia Maker"]);
  expect(await keysOf(mia, id)).toEqual(["pitch"]);
  await writeAnswers(mia, id, [{ key: "founders", value: "Mia Maker", version: 0 }]);
  expect(await keysOf(founder, id)).toEqual(["founders", "pitch"]);
  const author = await db.selectFrom("applicationAuthor").selectAll().where("personId", "=", mia.actor.personId!).execute();
  expect(author).toMatchObject([{ applicationId: id, name: "Mia Maker", email, locale: "de" }]);
  await expect(getAuthorInvitation(asVisitor, secret)).rejects.toMatchObject(gone);
  await expect(acceptAuthorInvitation(other, secret)).rejects.toMatchObject(gone);
});

test("a link is dead when it is old, taken back, replaced by a newer one or the application is over", async () => {
  const { id, founder } = await givenDraft();
  const [first, second] = [await invited(founder, id), await invited(founder, id)];
  const again = await invited(founder, id, first.email);
  await expect(getAuthorInvitation(asVisitor, first.secret)).rejects.toMatchObject(gone);
  expect(await getAuthorInvitation(asVisitor, again.secret)).toMatchObject({ email: first.email });
  await revokeAuthorInvitation(founder, id, second.id);
  await expect(getAuthorInvitation(asVisitor, second.secret)).rejects.toMatchObject(gone);
  await expect(revokeAuthorInvitation(founder, id, second.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await listAuthorInvitations(founder, id)).toMatchObject([{ id: again.id, email: first.email, isExpired: false }]);

  platform.setNow("2026-03-16T08:59:59Z");
  expect(await getAuthorInvitation(asVisitor, again.secret)).toMatchObject({ reader: "visitor" });
  platform.setNow("2026-03-16T09:00:00Z");
  await expect(getAuthorInvitation(asVisitor, again.secret)).rejects.toMatchObject(gone);
  expect(await listAuthorInvitations(founder, id)).toMatchObject([{ id: again.id, isExpired: true }]);
  platform.setNow("2026-03-02T09:00:00Z");
  await writeAnswers(founder, id, [{ key: "pitch", value: "Words", version: 0 }]);
  await submitApplication(founder, id);
  expect(await getAuthorInvitation(asVisitor, again.secret)).toMatchObject({ reader: "visitor" });
  await withdrawApplication(founder, id, { reason: "Sold" });
  await expect(getAuthorInvitation(asVisitor, again.secret)).rejects.toMatchObject(gone);
  await expect(getAuthorInvitation(asVisitor, "x".repeat(43))).rejects.toMatchObject(gone);
});

test("only writers ask, and only while it is being written; never the same person twice, nor without end", async () => {
  const { id, founder } = await givenDraft();
  const someone = { name: "Someone", email: newEmail() };
  for (const stranger of [await givenApplicant(platform), hostManager, cloudManager, asVisitor]) {
    await expect(inviteAuthor(stranger, id, someone)).rejects.toMatchObject({ code: "not_found" });
    await expect(listAuthorInvitations(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeAuthor(stranger, id, founder.actor.personId!)).rejects.toMatchObject({ code: "not_found" });
    await expect(noteEditing(stranger, id, { key: "pitch" })).rejects.toMatchObject({ code: "not_found" });
  }
  expect(await mailsTo(someone.email)).toEqual([]);
  const email = newEmail();
  await givenAuthor(founder, id, email);
  await expect(inviteAuthor(founder, id, { name: "Mia", email })).rejects.toMatchObject({
    messageKey: "applications.errors.alreadyAuthor",
  });
  for (let open = 2; open < 10; open++) await inviteAuthor(founder, id, { name: "Mia", email: newEmail() });
  await expect(inviteAuthor(founder, id, someone)).rejects.toMatchObject({
    messageKey: "applications.errors.tooManyAuthors",
    values: { most: 10 },
  });
  const again = `mia${count}@cellsight.example`;
  for (let sent = 9; sent < 20; sent++) await inviteAuthor(founder, id, { name: "Mia", email: again });
  await expect(inviteAuthor(founder, id, { name: "Mia", email: again })).rejects.toMatchObject({
    messageKey: "applications.errors.tooManyInvitations",
  });
  await writeAnswers(founder, id, [{ key: "pitch", value: "Words", version: 0 }]);
  await submitApplication(founder, id);
  await expect(inviteAuthor(founder, id, someone)).rejects.toMatchObject({ messageKey: "applications.errors.handedIn" });
});

test("who joins after it was handed in brings their ties: people of the operators are compared again", async () => {
  const { id, callId, founder } = await givenDraft();
  const namesake = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Nina Namesake" });
  const reviewer = await givenSeat(platform, { role: "expert", organisationId: host, name: "Mia Twin" });
  const email = newEmail();
  const { secret } = await invited(founder, id, email);
  await writeAnswers(founder, id, [{ key: "pitch", value: "Words", version: 0 }]);
  await submitApplication(founder, id);
  await beginReview(hostManager, id);
  const phaseId = await givenPhase(hostManager, callId);
  await giveReview(hostManager, id, { phaseId, personId: reviewer.actor.personId!, dueOn: null });
  expect([(await seenBy(namesake)).includes(id), await seenBy(reviewer)]).toEqual([true, [id]]);

  const twin = await givenApplicant(platform, { name: "Mia Twin", email });
  await acceptAuthorInvitation(twin, secret);
  expect([(await seenBy(namesake)).includes(id), await seenBy(reviewer)]).toEqual([true, []]);
  const reviews = await db
    .selectFrom("applicationReview")
    .select(["state", "returnReason", "excludedPersonIds"])
    .where("applicationId", "=", id)
    .execute();
  expect(reviews).toEqual([{ state: "returned", returnReason: "conflict", excludedPersonIds: [reviewer.actor.personId] }]);
  const authors = await db.selectFrom("applicationAuthor").selectAll().where("applicationId", "=", id).execute();
  expect(authors.map(({ excludedPersonIds, authorPersonIds }) => [excludedPersonIds, authorPersonIds])).toEqual(
    Array(2).fill([[reviewer.actor.personId], [founder.actor.personId, twin.actor.personId]]),
  );
});

test("a removed writer sees nothing of it any more; the last one stays, and what was put aside is offered to who stays", async () => {
  const { id, callId, founder } = await givenDraft();
  const mia = await givenAuthor(founder, id);
  await writeAnswers(mia, id, [{ key: "pitch", value: "Mia's words", version: 0 }]);
  await writeAnswers(founder, id, [{ key: "pitch", value: "The founder's words", version: 0 }]);
  expect((await getOwnApplication(mia, id)).asides).toEqual([]);
  await removeAuthor(mia, id, founder.actor.personId!);
  await expect(getOwnApplication(founder, id)).rejects.toMatchObject({ code: "not_found" });
  const rows = await founder.transact((tx) =>
    tx.selectFrom("applicationAnswer").select("key").where("applicationId", "=", id).execute(),
  );
  expect(rows).toEqual([]);
  const left = await getOwnApplication(mia, id);
  expect([left.authors.map(({ name }) => name), left.asides.map(({ value }) => value)]).toEqual([
    ["Mia Maker"],
    ["The founder's words"],
  ]);
  await expect(removeAuthor(mia, id, mia.actor.personId!)).rejects.toMatchObject({
    messageKey: "applications.errors.lastAuthor",
  });
  await expect(removeAuthor(mia, id, founder.actor.personId!)).rejects.toMatchObject({ code: "not_found" });
  const own = await startApplication(founder, callId, { firmName: "Another Ltd" });
  expect([own.id === id, own.firmName]).toEqual([false, "Another Ltd"]);
});

test("a writer may leave on their own; what is handed in keeps its writers", async () => {
  const { id, founder } = await givenDraft();
  const mia = await givenAuthor(founder, id);
  await removeAuthor(mia, id, mia.actor.personId!);
  await expect(getOwnApplication(mia, id)).rejects.toMatchObject({ code: "not_found" });
  await givenAuthor(founder, id, newEmail());
  await writeAnswers(founder, id, [{ key: "pitch", value: "Words", version: 0 }]);
  await submitApplication(founder, id);
  await expect(removeAuthor(founder, id, founder.actor.personId!)).rejects.toMatchObject({
    messageKey: "applications.errors.handedIn",
  });
});

test("who writes where is seen by the others for half a minute", async () => {
  const { id, founder } = await givenDraft();
  const mia = await givenAuthor(founder, id);
  const editingOf = ({ authors }: { authors: { editing: string | null }[] }) => authors.map(({ editing }) => editing);
  expect(editingOf(await noteEditing(mia, id, { key: "founders" }))).toEqual([null, "founders"]);
  await writeAnswers(mia, id, [{ key: "founders", value: "Mia", version: 0 }]);
  const { authors } = await getOwnApplication(mia, id);
  expect(await noteEditing(founder, id, { key: "pitch" })).toEqual({
    authors: authors.map((each) => ({ ...each, editing: each.personId === founder.actor.personId ? "pitch" : "founders" })),
    versions: { founders: 1 },
    state: "draft",
  });
  expect(editingOf(await getOwnApplication(founder, id))).toEqual(["pitch", "founders"]);
  platform.setNow("2026-03-02T09:00:31Z");
  expect(editingOf(await noteEditing(founder, id, { key: null }))).toEqual([null, null]);
});
