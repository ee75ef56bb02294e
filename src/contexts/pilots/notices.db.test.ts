import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { pilotEvents } from "./events.ts";
import { keepNotices } from "./jobs/keep-notices.ts";
import type { PilotFact } from "./jobs/notices.ts";
import { sendNotices } from "./jobs/send-notices.ts";
import { listWaitingPilots } from "./queries/waiting.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Mira Manager" });
const startup = await givenOrganisation(platform, "startup", "Lackblick");
const founder = await givenSeat(platform, { role: "founder", organisationId: startup, name: "Fang Founder" });
const contact = await givenSeat(platform, { role: "team_member", organisationId: startup, name: "Kim Contact" });

async function givenOffered(): Promise<string> {
  const id = await givenPilot(owner, scout);
  const { companyId } = await db.selectFrom("pilot").select("companyId").where("id", "=", id).executeTakeFirstOrThrow();
  await db.updateTable("organisation").set({ companyId }).where("id", "=", startup).execute();
  await offerPilot(owner, id, { version: 1 });
  await db.updateTable("pilot").set({ startupContactPersonId: contact.actor.personId }).where("id", "=", id).execute();
  return id;
}

const tell = (name: string, fact: Omit<PilotFact, "name"> & { eventId?: string }) => keepNotices(platform, { name, ...fact });
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
  const notice = { side: "host", isUrgent: false, happenedAt: platform.now(), detail: json({}) };
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
