import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { offerAnswer } from "./answers/offer-answer.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { revisePilot } from "./commands/revise-pilot.ts";
import { agreeToTerm, proposeTerm } from "./commands/terms.ts";
import { pilotEvents } from "./events.ts";
import { forgetNotices, keepNotices } from "./jobs/keep-notices.ts";
import { noticesOf, type PilotFact } from "./jobs/notices.ts";
import { pilotQuestion } from "./jobs/pilot-question.ts";
import { sendNotices } from "./jobs/send-notices.ts";
import { takeMailDay } from "./jobs/take-mail-day.ts";
import { getPilot } from "./queries/get-pilot.ts";
import { getPilotHistory } from "./queries/pilot-history.ts";
import { listWaitingPilots } from "./queries/waiting.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const manager = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Mira Manager" });
const startup = await givenOrganisation(platform, "startup", "Lackblick");
const founder = await givenSeat(platform, { role: "founder", organisationId: startup, name: "Fang Founder" });
const contact = await givenSeat(platform, { role: "team_member", organisationId: startup, name: "Kim Contact" });

const machine = contextFor(platform, system);
const person = ({ actor }: Context) => ({ personId: actor.personId!, name: "", email: "", locale: "en" as const });

async function givenOffered(): Promise<string> {
  const id = await givenPilot(owner, scout);
  const { companyId } = await db.selectFrom("pilot").select("companyId").where("id", "=", id).executeTakeFirstOrThrow();
  await db.updateTable("organisation").set({ companyId }).where("id", "=", startup).execute();
  await offerPilot(owner, id, { version: 1 });
  await db.updateTable("pilot").set({ startupContactPersonId: contact.actor.personId }).where("id", "=", id).execute();
  return id;
}

const tell = (name: string, fact: Omit<PilotFact, "name"> & { eventId?: string; byPersonId?: string | null }) =>
  keepNotices(platform, { name, ...fact });
const endSeat = (ctx: Context, endedAt: Date | null = platform.now()) =>
  db.updateTable("seat").set({ endedAt }).where("personId", "=", ctx.actor.personId!).execute();

/** Who was mailed since it was asked last. */
async function takeMailed(): Promise<string[]> {
  const mails = await db.deleteFrom("mailMessage").returning("toAddress").execute();
  const addresses = mails.map(({ toAddress }) => toAddress);
  const people = await db.selectFrom("person").select(["name", "email"]).orderBy("name").execute();
  return people.filter(({ email }) => addresses.includes(email)).map(({ name }) => name);
}

test("where who answers for a side has left, those who stand in for them are told", async () => {
  const id = await givenOffered();
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  const pulses = async () => (await listWaitingPilots(founder)).filter(({ kind }) => kind === "pulse").length;
  await tell(pilotEvents.messageWritten, { pilotId: id, side: "host" });
  await tell(pilotEvents.messageWritten, { pilotId: id, side: "startup" });
  await sendNotices(platform);
  expect([await takeMailed(), await pulses()]).toEqual([["Kim Contact", "Olga Owner"], 0]);
  await endSeat(contact);
  await endSeat(owner);
  await tell(pilotEvents.messageWritten, { pilotId: id, side: "host" });
  await tell(pilotEvents.messageWritten, { pilotId: id, side: "startup" });
  await sendNotices(platform);
  expect([await takeMailed(), await pulses()]).toEqual([["Fang Founder", "Mira Manager", "Sven Scout"], 1]);
  await endSeat(contact, null);
  await endSeat(owner, null);
});

test("a notice nobody can be told of holds back those of its own pilot alone", async () => {
  const [broken, sound] = [await givenOffered(), await givenPilot(owner, scout)];
  const notice = { side: "host" as const, isUrgent: false, happenedAt: platform.now(), detail: json({}) };
  await db
    .insertInto("pilotNotice")
    .values([
      { ...notice, id: newId(), pilotId: broken, kind: "gate", detail: json({ untilOn: "no day" }) },
      { ...notice, id: newId(), pilotId: sound, kind: "message" },
    ])
    .execute();
  await expect(sendNotices(platform)).rejects.toThrow("1 of 2 failed");
  expect(await takeMailed()).toEqual(["Olga Owner"]);
  const left = await db.selectFrom("pilotNotice").select("pilotId").where("sentAt", "is", null).execute();
  expect(left).toEqual([{ pilotId: broken }]);
  await db.deleteFrom("pilotNotice").execute();
});

test("an event told again by a job that is tried again is one notice, and whoever did it is not told", async () => {
  const id = await givenOffered();
  const eventId = newId();
  await db
    .insertInto("outboxEvent")
    .values({ id: eventId, name: pilotEvents.orderMoved, payload: json({}), publishedAt: platform.now(), requestId: "r" })
    .execute();
  const fact = { pilotId: id, to: "requested", eventId, byPersonId: owner.actor.personId };
  for (const _ of [1, 2]) await tell(pilotEvents.orderMoved, fact);
  expect(await db.selectFrom("pilotNotice").select("kind").execute()).toEqual([{ kind: "orderRequested" }]);
  await sendNotices(platform);
  expect(await takeMailed()).toEqual(["Sven Scout"]);
});

test("whom a part is taken from and whom it is given to are both told, and the host's history keeps it", async () => {
  const id = await givenOffered();
  const before = await getPilot(manager, id);
  await db.deleteFrom("mailMessage").execute();
  const follower = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Nora Next" });
  await revisePilot(manager, id, { problemOwnerPersonId: follower.actor.personId!, version: before.version });
  const { payload } = await db
    .selectFrom("outboxEvent")
    .select("payload")
    .where("name", "=", pilotEvents.handedOver)
    .executeTakeFirstOrThrow();
  await tell(pilotEvents.handedOver, { ...(payload as unknown as PilotFact), byPersonId: manager.actor.personId });
  const mail = await db.selectFrom("mailMessage").select("textBody").executeTakeFirstOrThrow();
  expect(mail.textBody).toContain("Mira Manager has made Nora Next the problem owner of this pilot");
  expect(mail.textBody).toContain("Until now it was Olga Owner.");
  expect(await takeMailed()).toEqual(["Nora Next", "Olga Owner"]);
  const [handover] = (await getPilotHistory(manager, id)).followUps;
  expect(handover).toMatchObject({ kind: "handedOver", part: "problemOwner", fromName: "Olga Owner", toName: "Nora Next" });
  expect((await getPilotHistory(founder, id)).followUps).toEqual([]);
});

test("a proposed term is told to the other side, with who proposed it, and is among its tasks until it is answered", async () => {
  const id = await givenOffered();
  const term = { kind: "foregroundIp", subject: "The model", belongsTo: "startup", useByOther: "", untilOn: null } as const;
  const { id: termId } = await proposeTerm(owner, id, term as never);
  const tasks = async (ctx: Context) =>
    (await getPilot(ctx, id)).tasks.filter(({ kind }) => kind === "answerTerm").map(({ side }) => side);
  expect([await tasks(owner), await tasks(founder)]).toEqual([["startup"], ["startup"]]);
  const { payload } = await db
    .selectFrom("outboxEvent")
    .select("payload")
    .where("name", "=", pilotEvents.termMoved)
    .executeTakeFirstOrThrow();
  await tell(pilotEvents.termMoved, payload as unknown as PilotFact);
  await agreeToTerm(founder, termId);
  await tell(pilotEvents.termMoved, { pilotId: id, to: "agreed", side: "startup" });
  expect(await tasks(founder)).toEqual([]);
  await sendNotices(platform);
  expect(await takeMailed()).toEqual(["Kim Contact", "Olga Owner"]);
});

test("that a side would let the cloud partner read along is told to the other, until both have said so", () => {
  const fact = { name: pilotEvents.sharingChanged, pilotId: "p", side: "startup" } as const;
  const told = (isShared: boolean, isOpen: boolean) =>
    noticesOf({ ...fact, isShared, isOpen }).map(({ side, kind }) => [side, kind]);
  expect([told(true, false), told(true, true), told(false, false)]).toEqual([[["host", "sharingWished"]], [], []]);
});

test("managers who stand in are told to name somebody who decides, and get no answer they could not give", async () => {
  const id = await givenOffered();
  const text = "Decide";
  const lineFor = (ctx: Context) =>
    machine.transact((tx) => pilotQuestion(tx, machine, { ...person(ctx), seats: [] }, "decision", { pilotId: id, text }));
  expect((await lineFor(owner)).answers.length).toBeGreaterThan(0);
  const line = await lineFor(manager);
  expect([line.answers, line.text.includes("name somebody who does"), line.href.endsWith(`/pilots/${id}/edit`)]).toEqual([
    [],
    true,
    true,
  ]);
});

test("notices, links and days of mails of long ago are forgotten; that a fit was told of is not", async () => {
  const id = await givenOffered();
  const { needId, companyId } = await db
    .selectFrom("pilot")
    .select(["needId", "companyId"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const whose = { personId: owner.actor.personId!, ownerOrgId: host };
  await machine.transact(async (tx) => {
    await offerAnswer(tx, machine, whose, { question: "decision", pilotId: id, forState: "proposed", forVersion: 1 });
    await offerAnswer(tx, machine, whose, { question: "fit", needId, companyId, forState: "none" });
    await takeMailDay(tx, machine, whose.personId, "daily", "2026-03-02");
  });
  await tell(pilotEvents.messageWritten, { pilotId: id, side: "host" });
  const left = async () => {
    await forgetNotices(machine);
    const links = await db.selectFrom("answerLink").select("question").orderBy("question").execute();
    const [mails, notices] = await Promise.all(
      (["pilotMail", "pilotNotice"] as const).map((table) => db.selectFrom(table).selectAll().execute()),
    );
    return [links.map(({ question }) => question).join(" "), mails!.length, notices!.length];
  };
  await db.deleteFrom("pilotNotice").where("kind", "!=", "message").execute();
  await db.deleteFrom("pilotNotice").where("sentAt", "is not", null).execute();
  await db.deleteFrom("answerLink").where("pilotId", "!=", id).execute();
  expect(await left()).toEqual(["decision fit", 1, 1]);
  const later = new Date(platform.now().getTime() + 60 * 86_400_000);
  platform.setNow(later.toISOString());
  expect(await left()).toEqual(["fit", 0, 0]);
});
