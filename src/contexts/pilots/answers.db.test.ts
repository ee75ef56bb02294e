import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { givenCompany, givenOpenNeed } from "#contexts/matching/testing.ts";
import { contextFor, system, visitor } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { addresseeLocale } from "./answers/addressee-locale.ts";
import { getQuestion } from "./answers/get-question.ts";
import { giveAnswer, renewQuestion } from "./answers/give-answer.ts";
import { type Offer, offerAnswer } from "./answers/offer-answer.ts";
import { revisePilot } from "./commands/revise-pilot.ts";
import { sendDailyDuties } from "./jobs/daily.ts";
import { getPilotHistory } from "./queries/pilot-history.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const heir = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Hanna Heir" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const manager = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Mira Manager" });
const holder = contextFor(platform, visitor, { origin: "203.0.113.7" });
const machine = contextFor(platform, system);

const secretOf = (address: string): string => address.split("/answer/")[1]!.split("?")[0]!;

async function given(offer: Offer, personId = owner.actor.personId!): Promise<string> {
  return secretOf(await machine.transact((tx) => offerAnswer(tx, machine, { personId, ownerOrgId: host }, offer)));
}

const decision = (pilotId: string, forVersion = 1): Offer => ({
  question: "decision",
  pilotId,
  forState: "proposed",
  forVersion,
});
const stateOf = async (secret: string) => (await getQuestion(holder, secret)).state;
const mailsTo = (ctx: typeof owner) =>
  db
    .selectFrom("mailMessage")
    .innerJoin("person", "person.email", "mailMessage.toAddress")
    .select(["subject", "textBody", "htmlBody"])
    .where("person.id", "=", ctx.actor.personId!)
    .orderBy("mailMessage.id")
    .execute();

test("the page of a link is in the language of whom it was sent to", async () => {
  const secret = await given(decision(await givenPilot(owner, scout)));
  await db.updateTable("person").set({ locale: "de" }).where("id", "=", owner.actor.personId!).execute();
  expect(await addresseeLocale(platform, secret)).toBe("de");
  expect(await addresseeLocale(platform, "nobody-sent-this")).toBeNull();
  await db.updateTable("person").set({ locale: "en" }).where("id", "=", owner.actor.personId!).execute();
});

test("looking at a link changes nothing; the answer is given as the person it was sent to, and written down as said by mail", async () => {
  const id = await givenPilot(owner, scout);
  const secret = await given(decision(id));
  await getQuestion(holder, secret);
  expect(await getQuestion(holder, secret)).toMatchObject({
    state: "open",
    personName: "Olga Owner",
    title: "Scratches on painted parts",
    company: "Lackblick",
    answers: [{ answer: "go", missing: [] }, { answer: "hold" }, { answer: "stop" }],
  });
  await giveAnswer(holder, secret, { answer: "go", told: "" });
  const gate = await db
    .selectFrom("pilotGate")
    .selectAll()
    .where("pilotId", "=", id)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  expect(gate).toMatchObject({ toState: "scoped", personName: "Olga Owner", byMail: true });
  expect(await getQuestion(holder, secret)).toMatchObject({ state: "used", used: { answer: "go" }, answers: [], canRenew: true });
  await expect(giveAnswer(holder, secret, { answer: "stop", reason: "technology", told: "" })).rejects.toMatchObject({
    messageKey: "pilotMail.errors.used",
  });
});

test("of two clicks at the same moment one wins and the other is told", async () => {
  const id = await givenPilot(owner, scout);
  const secret = await given(decision(id));
  const click = () => giveAnswer(holder, secret, { answer: "go", told: "" });
  const both = await Promise.allSettled([click(), click()]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const lost = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
  expect(lost.reason).toMatchObject({ code: "conflict", messageKey: "pilotMail.errors.used" });
  const gates = await db.selectFrom("pilotGate").select("toState").where("pilotId", "=", id).orderBy("id").execute();
  expect(gates.map(({ toState }) => toState)).toEqual(["proposed", "scoped"]);
});

test("a stop and a hold need a reason, and another one a sentence; nothing is used up by a refusal", async () => {
  const id = await givenPilot(owner, scout);
  const secret = await given(decision(id));
  await expect(giveAnswer(holder, secret, { answer: "stop", told: "" })).rejects.toMatchObject({
    fields: { reason: "pilotMail.errors.reasonMissing" },
  });
  await expect(giveAnswer(holder, secret, { answer: "stop", reason: "other", told: " " })).rejects.toMatchObject({
    fields: { told: "pilotMail.errors.wordsMissing" },
  });
  await expect(giveAnswer(holder, secret, { answer: "allWell", told: "" })).rejects.toMatchObject({ code: "invalid" });
  await giveAnswer(holder, secret, { answer: "hold", reason: "legal", told: "" });
  const pilot = await db.selectFrom("pilot").select(["heldUntil", "holdReason"]).where("id", "=", id).executeTakeFirstOrThrow();
  expect(pilot).toEqual({ heldUntil: "2026-03-16", holdReason: "legal" });
});

test("a link is refused, and says why, after a change, after another owner was named, after two weeks, after the seat ended", async () => {
  const id = await givenPilot(owner, scout);
  const secret = await given(decision(id));
  await revisePilot(heir, id, { version: 1, note: "Ask for a second camera" });
  expect(await getQuestion(holder, secret)).toMatchObject({ state: "changed", changed: { name: "Hanna Heir" }, canRenew: true });
  await expect(giveAnswer(holder, secret, { answer: "go", told: "" })).rejects.toMatchObject({
    messageKey: "pilotMail.errors.changed",
  });
  await revisePilot(manager, id, { version: 2, problemOwnerPersonId: heir.actor.personId! });
  expect(await getQuestion(holder, secret)).toMatchObject({
    state: "ownerChanged",
    ownerName: "Hanna Heir",
    company: null,
    canRenew: false,
  });
  await expect(renewQuestion(holder, secret)).rejects.toMatchObject({ messageKey: "pilotMail.errors.notRenewed" });
  const later = await given(decision(id, 3), heir.actor.personId!);
  platform.setNow("2026-03-16T09:00:01Z");
  expect(await stateOf(later)).toBe("expired");
  await db.updateTable("seat").set({ endedAt: platform.now() }).where("personId", "=", heir.actor.personId!).execute();
  expect(await getQuestion(holder, later)).toMatchObject({ state: "seatEnded", title: null, company: null, canRenew: false });
  await db.updateTable("seat").set({ endedAt: null }).where("personId", "=", heir.actor.personId!).execute();
  await renewQuestion(holder, later);
  const [mail] = await mailsTo(heir);
  const renewed = secretOf(mail!.textBody.match(/\S+\/answer\/\S+/)![0]);
  expect(renewed).not.toBe(later);
  await giveAnswer(holder, renewed, { answer: "go", told: "" });
  await expect(getQuestion(holder, "made-up")).rejects.toMatchObject({ messageKey: "pilotMail.errors.unknownLink" });
  platform.setNow("2026-03-02T09:00:00Z");
});

test("a fit is put on the list, put off or passed with a reason, by the need's owner alone", async () => {
  const needId = await givenOpenNeed(owner, scout, { title: "Find scratches", detail: "On painted parts." });
  const offered = async (name: string): Promise<Offer> => ({
    question: "fit",
    needId,
    companyId: await givenCompany(platform, { name }),
    forState: "none",
  });
  const [first, second, third] = [
    await given(await offered("Scratchy")),
    await given(await offered("Dully")),
    await given(await offered("Lately")),
  ];
  await giveAnswer(holder, first, { answer: "shortlist", told: "" });
  await giveAnswer(holder, second, { answer: "pass", reason: "too_early", told: "" });
  await giveAnswer(holder, third, { answer: "later", told: "" });
  const entries = await db
    .selectFrom("shortlistEntry")
    .innerJoin("company", "company.id", "companyId")
    .select(["company.name", "shortlistEntry.stage", "addedBy"])
    .where("needId", "=", needId)
    .orderBy("company.name")
    .execute();
  expect(entries).toEqual([
    { name: "Dully", stage: "passed", addedBy: owner.actor.personId },
    { name: "Scratchy", stage: "shortlist", addedBy: owner.actor.personId },
  ]);
  const fourth = await given(await offered("Strange"), scout.actor.personId!);
  expect(await stateOf(fourth)).toBe("ownerChanged");
});

test("an overdue decision is told to the owner on the day, to the sponsor after a working week, to the managers after two", async () => {
  const id = await givenPilot(owner, scout, { endsOn: "2026-08-13", decisionOn: "2026-08-14" });
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  await db.updateTable("pilot").set({ state: "stopped" }).where("id", "!=", id).execute();
  await db.deleteFrom("mailMessage").execute();
  const mailed = async (now: string) => {
    platform.setNow(now);
    await sendDailyDuties(platform);
    await sendDailyDuties(platform);
    const counts = await Promise.all([owner, scout, manager].map(async (ctx) => (await mailsTo(ctx)).length));
    return counts.join(" ");
  };
  const days = ["08-13", "08-14", "08-15", "08-20", "08-21", "08-28", "09-04", "09-11", "09-18"];
  const counts: string[] = [];
  for (const day of days) counts.push(await mailed(`2026-${day}T00:00:00Z`));
  expect(counts).toEqual(["0 0 0", "1 0 0", "1 0 0", "1 0 0", "2 1 0", "3 2 1", "4 3 2", "5 4 3", "5 4 3"]);
  const mails = await mailsTo(scout);
  expect(mails[0]!.textBody).toContain("the problem owner has not answered");
  const escalations = await db
    .selectFrom("auditEntry")
    .select(["actorKind", "orgId"])
    .where("action", "=", "pilot.escalated")
    .execute();
  expect(escalations).toContainEqual({ actorKind: "system", orgId: host });
  expect((await getPilotHistory(owner, id)).followUps).toMatchObject([
    { kind: "escalated", duty: "decide", dueOn: "2026-08-14" },
  ]);
  const secret = secretOf(mails.at(-1)!.textBody.match(/\S+\/answer\/\S+/)![0]);
  await giveAnswer(holder, secret, { answer: "stop", reason: "priority_changed", told: "" });
  expect(await mailed("2026-09-21T00:00:00Z")).toBe("5 4 3");
  const open = await db.selectFrom("pilotDuty").select("kind").where("settledAt", "is", null).execute();
  expect(open).toEqual([]);
});

test("where the owner's last seat has ended, sponsor and managers are told at once to name another", async () => {
  platform.setNow("2026-09-21T09:00:00Z");
  const id = await givenPilot(owner, scout, { startsOn: "2026-11-01", endsOn: "2027-02-01", decisionOn: "2027-02-15" });
  const away = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit });
  await revisePilot(manager, id, { version: 1, problemOwnerPersonId: away.actor.personId! });
  await db.updateTable("seat").set({ endedAt: platform.now() }).where("personId", "=", away.actor.personId!).execute();
  await db.deleteFrom("mailMessage").execute();
  platform.setNow("2026-09-22T00:00:00Z");
  await sendDailyDuties(platform);
  const texts = await Promise.all(
    [scout, manager, owner, away].map(async (ctx) => (await mailsTo(ctx)).map(({ textBody }) => textBody)),
  );
  expect(texts).toMatchObject([[expect.stringContaining("name another problem owner")], [expect.anything()], [], []]);
});
