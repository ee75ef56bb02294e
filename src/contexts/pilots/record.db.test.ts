import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { givenOpenNeed } from "#contexts/matching/testing.ts";
import { getNeed } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { decideGate, extendPilot } from "./commands/decide-gate.ts";
import { moveNeedOnIn } from "./commands/move-need-on.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { revisePilot } from "./commands/revise-pilot.ts";
import { nameContact, sharePilot } from "./commands/share-pilot.ts";
import type { Verdict } from "./pilot.ts";
import { getPilot, previewSharedPilot } from "./queries/get-pilot.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";
import { getProposal } from "./queries/proposal.ts";
import { triedAroundNeed, triedForCompany, triedForSimilarNeeds } from "./queries/tried-before.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const cloudOrg = await givenOrganisation(platform, "cloud_partner");
const cloud = await givenSeat(platform, { role: "base_manager", organisationId: cloudOrg });
const steward = await givenSeat(platform, { role: "cloud_steward", organisationId: cloudOrg });

const versionOf = async (id: string) => (await getPilot(owner, id)).version;
const say = async (ctx: Context, id: string, verdict: Verdict, more = {}) =>
  decideGate(ctx, id, { verdict, told: "", note: "", version: await versionOf(id), ...more });

async function givenOffered(): Promise<{ id: string; founder: Context }> {
  const id = await givenPilot(owner, scout, { note: "We would pay twice as much" });
  const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
  const { company } = await getPilot(owner, id);
  await db.updateTable("organisation").set({ companyId: company.id }).where("id", "=", organisationId).execute();
  await offerPilot(owner, id, { version: await versionOf(id) });
  return { id, founder: await givenSeat(platform, { role: "founder", organisationId, name: "Fang Li" }) };
}

test("whoever decides second is told who was faster and what they said, also where that ended the pilot", async () => {
  const id = await givenPilot(owner, scout);
  const version = await versionOf(id);
  await say(owner, id, "stop", { reason: "no_budget" });
  const second = { verdict: "go" as const, told: "", note: "", version };
  await expect(decideGate(scout, id, second)).rejects.toMatchObject({
    messageKey: "pilots.errors.decidedMeanwhile",
    values: { name: "Olga Owner", verdict: "stop" },
  });
});

test("days in the wrong order and a sponsor who is the problem owner are refused at their fields, against what is saved too", async () => {
  const id = await givenPilot(owner, scout);
  const fieldsOf = async (revision: object) =>
    revisePilot(owner, id, { ...revision, version: await versionOf(id) }).then(
      () => null,
      ({ fields }) => fields,
    );
  expect(await fieldsOf({ endsOn: "2026-03-31" })).toEqual({ endsOn: "pilots.missing.endBeforeStart" });
  expect(await fieldsOf({ decisionOn: "2026-07-01" })).toEqual({ decisionOn: "pilots.missing.decisionBeforeEnd" });
  const admin = await givenSeat(platform, { role: "administrator", organisationId: host });
  const sponsoring = { problemOwnerPersonId: scout.actor.personId!, version: await versionOf(id) };
  await expect(revisePilot(admin, id, sponsoring)).rejects.toMatchObject({
    fields: { sponsorPersonId: "pilots.errors.sponsorIsOwner" },
  });
  const early = givenPilot(owner, scout, { startsOn: "2026-08-01" });
  await expect(early).rejects.toMatchObject({ fields: { endsOn: "pilots.missing.endBeforeStart" } });
});

test("of two extensions at once one wins and the other is told", async () => {
  const id = await givenPilot(owner, scout);
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  const wanted = { endsOn: "2026-09-30", decisionOn: "2026-10-15", told: "The camera came late.", version: await versionOf(id) };
  const both = await Promise.allSettled([
    extendPilot(owner, id, wanted),
    extendPilot(scout, id, { ...wanted, endsOn: "2026-10-01" }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { messageKey: "pilots.errors.decidedMeanwhile", values: { verdict: "extend" } },
  });
});

test("the cloud partner reads a pilot from the moment both sides said so until either takes it back, and never what they said to each other", async () => {
  const { id, founder } = await givenOffered();
  await say(owner, id, "hold", { reason: "legal", until: "2026-03-20", told: "The lawyers are slow" });
  await expect(getPilot(cloud, id)).rejects.toMatchObject({ code: "not_found" });
  await sharePilot(owner, id, { isShared: true, version: await versionOf(id) });
  await expect(getPilot(cloud, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await getPilot(founder, id)).toMatchObject({
    sharing: { byHostAt: expect.any(Date), byStartupAt: null, isShared: false },
  });
  await sharePilot(founder, id, { isShared: true, version: await versionOf(id) });
  const theirs = await getPilot(cloud, id);
  expect(theirs).toMatchObject({
    side: null,
    internal: null,
    nextOrder: "",
    tasks: [],
    holdReason: null,
    sharing: { isShared: true },
  });
  expect(Object.values(theirs.can)).not.toContain(true);
  expect(JSON.stringify(theirs)).not.toMatch(/lawyers|twice|Sven|Two more lines/);
  expect(await previewSharedPilot(owner, id)).toEqual(theirs);
  await expect(getPilot(steward, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(previewSharedPilot(cloud, id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(sharePilot(cloud, id, { isShared: false, version: theirs.version })).rejects.toMatchObject({ code: "forbidden" });
  await sharePilot(founder, id, { isShared: false, version: await versionOf(id) });
  await expect(getPilot(cloud, id)).rejects.toMatchObject({ code: "not_found" });
});

test("the start-up names one of its own people to speak for it, whom the host then reads", async () => {
  const { id, founder } = await givenOffered();
  const named = { personId: founder.actor.personId!, version: await versionOf(id) };
  await expect(nameContact(owner, id, named)).rejects.toMatchObject({ code: "forbidden" });
  await expect(nameContact(founder, id, { ...named, personId: owner.actor.personId! })).rejects.toMatchObject({
    fields: { personId: "pilots.errors.notYourColleague" },
  });
  await nameContact(founder, id, named);
  expect(await getPilot(owner, id)).toMatchObject({ startupContact: { name: "Fang Li" } });
});

test("with its last pilot stopped a need goes back to its shortlist with the reason", async () => {
  const id = await givenPilot(owner, scout);
  const { need } = await getPilot(owner, id);
  await say(owner, id, "stop", { reason: "technology", told: "Too slow for the line." });
  expect(await getNeed(owner, need!.id)).toMatchObject({ state: "shortlisted" });
  const { companies, days, tried } = await getProposal(owner, need!.id);
  expect(tried[0]).toMatchObject({ id, stopReason: "technology" });
  expect(companies).toMatchObject([{ name: "Lackblick", pilotId: null }]);
  expect(days).toEqual({ startsOn: "2026-04-13", endsOn: "2026-08-13", decisionOn: "2026-08-27" });
  await expect(getProposal(cloud, need!.id)).rejects.toMatchObject({ code: "not_found" });
});

test("with an adopted pilot and none running a need is solved; while another one runs it stays", async () => {
  const id = await givenPilot(owner, scout);
  const { need } = await getPilot(owner, id);
  const second = await givenPilot(owner, scout);
  await db.updateTable("pilot").set({ needId: need!.id }).where("id", "=", second).execute();
  const end = (pilotId: string) =>
    owner.transact(async (tx) => moveNeedOnIn(tx, owner, await pilotRowIn(tx, owner, pilotId), "adopted", ""));
  await end(id);
  expect((await getNeed(owner, need!.id)).state).toBe("piloting");
  await db.updateTable("pilot").set({ state: "stopped" }).where("id", "=", second).execute();
  await end(id);
  expect((await getNeed(owner, need!.id)).state).toBe("solved");
});

test("what was learned from a stopped pilot is shown at the next similar need, to those who may read it", async () => {
  const id = await givenPilot(owner, scout);
  await db
    .insertInto("pilotLesson")
    .values({
      ...{ id: crypto.randomUUID(), pilotId: id, ownerOrgId: host, writerOrgId: host, partyOrgIds: [host], kind: "failed" },
      ...{ text: "Glare of the lamps blinds the camera", personId: owner.actor.personId!, writtenAt: platform.now() },
    })
    .execute();
  await say(owner, id, "stop", { reason: "technology" });
  const next = await givenOpenNeed(owner, scout, {
    title: "Find scratches on painted doors",
    detail: "Before assembly, with a camera.",
  });
  const other = await givenOpenNeed(owner, scout, {
    title: "Charging of company cars",
    detail: "Bill electricity to employees at home.",
  });
  const similar = await triedForSimilarNeeds(owner, next);
  expect(similar.map((pilot) => pilot.id)).toContain(id);
  expect(similar.find((pilot) => pilot.id === id)).toMatchObject({
    stopReason: "technology",
    lessons: [{ kind: "failed", text: "Glare of the lamps blinds the camera" }],
  });
  expect(await triedForSimilarNeeds(owner, other)).toEqual([]);
  expect((await triedAroundNeed(owner, next)).pilots).toEqual([]);
  const { company } = await getPilot(owner, id);
  expect(await triedForCompany(scout, company.id)).toMatchObject([{ id }]);
  expect(await triedForCompany(cloud, company.id)).toEqual([]);
  const elsewhere = await givenSeat(platform, {
    role: "need_owner",
    organisationId: host,
    unitId: await givenUnit(platform, host),
  });
  expect(await triedForCompany(elsewhere, company.id)).toEqual([]);
});
