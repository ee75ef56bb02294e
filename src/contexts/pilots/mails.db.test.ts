import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { openMatchingIndex } from "#contexts/matching/index.ts";
import { givenCompany, givenOpenNeed } from "#contexts/matching/testing.ts";
import type { Context } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { giveAnswer } from "./answers/give-answer.ts";
import { decideGate } from "./commands/decide-gate.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { givePulse, writeMessage } from "./commands/talk.ts";
import { pilotEvents } from "./events.ts";
import { keepNotices } from "./jobs/keep-notices.ts";
import type { PilotFact } from "./jobs/notices.ts";
import { sendNotices } from "./jobs/send-notices.ts";
import { sendWeeklyMails } from "./jobs/weekly.ts";
import { chooseWeekly, getWeeklyChoice } from "./jobs/weekly-choice.ts";
import { getPilot } from "./queries/get-pilot.ts";
import { listWaitingPilots } from "./queries/waiting.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const manager = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Mira Manager" });
const base = { slug: "b", name: "B", mode: "real" as const, names: json({}), settings: json({}), timeZone: "Europe/Berlin" };
await db
  .insertInto("base")
  .values({ id: newId(), ...base, createdAt: platform.now() })
  .execute();
for (const name of ["Scratchlight", "Lackscan", "Painteye", "Glossview"])
  await givenCompany(platform, {
    name,
    oneLiner: "Finds scratches on painted parts by camera",
    description: "Optical inspection",
  });
const index = await openMatchingIndex(platform, { inProcess: true });

async function takeMails(ctx: Context) {
  const { email } = await db.selectFrom("person").select("email").where("id", "=", ctx.actor.personId!).executeTakeFirstOrThrow();
  const mails = await db
    .deleteFrom("mailMessage")
    .where("toAddress", "=", email)
    .returning(["subject", "textBody", "htmlBody", "holdsSecret", "unsubscribeUrl"])
    .execute();
  return mails;
}
const secretFor = (text: string, answer: string): string => text.match(new RegExp(`/answer/([^?\\s]+)\\?as=${answer}`))![1]!;

async function givenFounder(pilotId: string): Promise<Context> {
  const { companyId } = await db.selectFrom("pilot").select("companyId").where("id", "=", pilotId).executeTakeFirstOrThrow();
  const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
  await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
  return givenSeat(platform, { role: "founder", organisationId, name: "Fang Founder" });
}

const tell = (name: string, fact: Omit<PilotFact, "name"> & { agreementId?: string; byPersonId?: string | null }) =>
  keepNotices(platform, { name, ...fact });

test("on Monday where the base stands the owner hears of new fits, waiting decisions and ageing pilots, and of no fit twice", async () => {
  const needId = await givenOpenNeed(owner, scout, { title: "Scratches on painted parts", detail: "Find scratches by camera." });
  const ageing = await givenPilot(owner, scout, { startsOn: null, endsOn: null, decisionOn: null });
  const late = await givenPilot(owner, scout, { title: "Late start", startsOn: "2026-03-20" });
  await db
    .updateTable("pilot")
    .set({ stateChangedAt: new Date("2026-02-01T09:00:00Z") })
    .where("id", "=", ageing)
    .execute();
  await index.refresh();
  // Clocks went forward that night: Sunday half past eleven, and Monday half past midnight.
  platform.setNow("2026-03-29T21:30:00Z");
  expect(await sendWeeklyMails(platform)).toBe(0);
  platform.setNow("2026-03-29T22:30:00Z");
  expect([await sendWeeklyMails(platform), await sendWeeklyMails(platform)]).toEqual([1, 0]);
  const [mail] = await takeMails(owner);
  expect(mail).toMatchObject({ holdsSecret: true, unsubscribeUrl: expect.stringContaining("/weekly-mail/") });
  expect(mail!.subject).toBe("Your week: 1 decision, 1 ageing pilot, 3 new fits");
  const { textBody } = mail!;
  expect(textBody).toContain("Late start");
  expect(textBody).toContain("“Proposed” for 57 days");
  expect(mail!.htmlBody).toContain("as=shortlist");
  await giveAnswer(owner, secretFor(textBody, "needsHelp"), { answer: "needsHelp", told: "" });
  await giveAnswer(owner, secretFor(textBody, "shortlist"), { answer: "shortlist", told: "" });
  const entries = await db.selectFrom("shortlistEntry").select("stage").where("needId", "=", needId).execute();
  expect(entries).toEqual([{ stage: "shortlist" }]);
  await tell(pilotEvents.checked, { pilotId: ageing, answer: "needsHelp" });
  expect((await takeMails(manager)).map((each) => each.textBody)).toEqual([expect.stringContaining("asks for help")]);
  platform.setNow("2026-04-05T22:30:00Z");
  await sendWeeklyMails(platform);
  expect((await takeMails(owner))[0]!.subject).toBe("Your week: 1 decision, 1 ageing pilot, 1 new fit");
  await db.updateTable("pilot").set({ state: "stopped" }).where("id", "in", [ageing, late]).execute();
});

test("whoever ended the weekly mail gets none until they take it up again", async () => {
  const { key } = await db.selectFrom("weeklyMailChoice").select("key").executeTakeFirstOrThrow();
  const id = await givenPilot(owner, scout, { startsOn: "2026-04-06" });
  await chooseWeekly(owner, key, false);
  expect(await getWeeklyChoice(owner, key)).toEqual({ isOn: false });
  platform.setNow("2026-04-13T06:00:00Z");
  expect(await sendWeeklyMails(platform)).toBe(0);
  await chooseWeekly(owner, key, true);
  expect(await sendWeeklyMails(platform)).toBe(1);
  await takeMails(owner);
  await db.updateTable("pilot").set({ state: "stopped" }).where("id", "=", id).execute();
});

test("each side hears in one mail what the other did, at once what is urgent, and nobody what they may not read", async () => {
  await takeMails(scout);
  const id = await givenPilot(owner, scout);
  const founder = await givenFounder(id);
  const rival = await givenSeat(platform, {
    role: "founder",
    organisationId: await givenOrganisation(platform, "startup", "Rival"),
  });
  await tell(pilotEvents.stateChanged, { pilotId: id, byPersonId: owner.actor.personId });
  expect([await sendNotices(platform), (await takeMails(founder)).length]).toEqual([0, 0]);
  await offerPilot(owner, id, { version: 1 });
  expect((await listWaitingPilots(founder)).map(({ kind }) => kind)).toEqual(["offer"]);
  await getPilot(owner, id);
  await getPilot(founder, id);
  expect(await listWaitingPilots(founder)).toEqual([]);
  await tell(pilotEvents.offered, { pilotId: id });
  expect((await takeMails(founder))[0]!.textBody).toContain("offers you this pilot");
  await decideGate(scout, id, { verdict: "go", told: "Welcome!", note: "Dear", version: 2 });
  await tell(pilotEvents.stateChanged, { pilotId: id });
  await writeMessage(owner, id, { text: "Hello" } as never);
  for (const _ of [1, 2]) await tell(pilotEvents.messageWritten, { pilotId: id, side: "host" });
  expect([await sendNotices(platform), await sendNotices(platform)]).toEqual([2, 0]);
  const [toFounder] = await takeMails(founder);
  expect(toFounder!.textBody).toContain("Sven Scout has decided: the pilot is now “Scoped”");
  expect(toFounder!.textBody).toContain("“Welcome!”");
  expect(toFounder!.textBody).not.toContain("Dear");
  expect(toFounder!.textBody).toContain("2 messages");
  expect((await takeMails(owner)).length).toBe(1);
  expect([(await takeMails(scout)).length, (await takeMails(rival)).length]).toEqual([0, 0]);
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  expect((await listWaitingPilots(founder)).map(({ kind }) => kind)).toContain("pulse");
  await givePulse(founder, id, { mood: "bad", comment: "" } as never);
  await tell(pilotEvents.pulseGiven, { pilotId: id, side: "startup", mood: "bad" });
  expect((await takeMails(owner))[0]!.textBody).toContain("went badly");
  const agreement = { id: newId(), pilotId: id, ownerOrgId: host, partyOrgIds: [host], kind: "nda" as const, version: 1 };
  const contents = { values: json({}), texts: json({}), basis: json({}), changes: json({}) };
  await db
    .insertInto("agreement")
    .values({
      ...agreement,
      ...contents,
      state: "withdrawn",
      withdrawnReason: "Clause 4 goes too far.",
      createdBy: newId(),
      createdAt: platform.now(),
    })
    .execute();
  const withdrawn = { pilotId: id, agreementId: agreement.id, to: "withdrawn" };
  await tell(pilotEvents.agreementMoved, { ...withdrawn, side: "startup" });
  const [declined] = await takeMails(owner);
  expect(declined!.textBody).toContain("Lackblick has turned down an agreement");
  expect(declined!.textBody).toContain("“Clause 4 goes too far.”");
  expect(await takeMails(founder)).toEqual([]);
  await tell(pilotEvents.agreementMoved, { ...withdrawn, side: "host" });
  expect((await takeMails(founder))[0]!.textBody).toContain("has withdrawn an agreement");
});
