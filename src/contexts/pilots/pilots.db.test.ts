import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { getNeed } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { decideGate, extendPilot } from "./commands/decide-gate.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { judgeItem, provideDocument } from "./commands/readiness.ts";
import { revisePilot } from "./commands/revise-pilot.ts";
import type { Verdict } from "./pilot.ts";
import { getPilot } from "./queries/get-pilot.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";
import { getReadiness } from "./queries/readiness.ts";
import { givenPilot, threeCriteria } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const cloud = await givenSeat(platform, {
  role: "base_manager",
  organisationId: await givenOrganisation(platform, "cloud_partner"),
});

const rowOf = (ctx: Context, pilotId: string) => ctx.transact((tx) => pilotRowIn(tx, ctx, pilotId));

async function say(ctx: Context, pilotId: string, verdict: Verdict, more = {}) {
  const { version } = await rowOf(ctx, pilotId);
  return decideGate(ctx, pilotId, { verdict, told: "", note: "", version, ...more });
}

async function givenStartUp(pilotId: string) {
  const { companyId } = await rowOf(owner, pilotId);
  const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
  await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
  return givenSeat(platform, { role: "founder", organisationId });
}

test("a proposed pilot takes owner and budget from its need, which is being piloted from now on", async () => {
  const id = await givenPilot(owner, scout, { budgetMinor: undefined, sponsorPersonId: undefined });
  const pilot = await rowOf(owner, id);
  expect(pilot).toMatchObject({
    state: "proposed",
    number: "P-2026-001",
    budgetMinor: 50_000_000,
    problemOwnerName: "Olga Owner",
  });
  expect((await getNeed(owner, pilot.needId)).state).toBe("piloting");
});

test("a pilot goes no further than what is agreed on, and says what is missing", async () => {
  const id = await givenPilot(owner, scout, { criteria: threeCriteria.slice(1), decisionOn: null });
  await say(owner, id, "go");
  await expect(say(owner, id, "go")).rejects.toMatchObject({
    messageKey: "pilots.errors.incomplete",
    fields: { criteria: "pilots.missing.criteria", decisionDay: "pilots.missing.decisionDay" },
  });
  const { version } = await rowOf(owner, id);
  await revisePilot(owner, id, { version, criteria: threeCriteria, decisionOn: "2026-08-15" });
  expect(await say(owner, id, "go")).toEqual({ state: "contracting" });
  await expect(say(owner, id, "go")).rejects.toMatchObject({
    fields: { agreement: "pilots.missing.agreement", purchaseOrder: "pilots.missing.purchaseOrder" },
  });
});

test("of two verdicts on one version the second is refused", async () => {
  const id = await givenPilot(owner, scout);
  const { version } = await rowOf(owner, id);
  const verdict = (ctx: Context) => decideGate(ctx, id, { verdict: "go", told: "", note: "", version });
  const both = await Promise.allSettled([verdict(owner), verdict(scout)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { messageKey: "pilots.errors.decidedMeanwhile" },
  });
});

test("the problem owner and the sponsor decide, nobody else", async () => {
  const id = await givenPilot(owner, scout);
  const colleague = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit });
  await expect(say(colleague, id, "go")).rejects.toMatchObject({ code: "forbidden" });
  await expect(say(cloud, id, "go")).rejects.toMatchObject({ code: "not_found" });
  expect(await say(scout, id, "go")).toEqual({ state: "scoped" });
});

test("the start-up reads its side from the day it was offered, and never what is the host's own", async () => {
  const id = await givenPilot(owner, scout, { note: "We would pay twice as much" });
  await expect(offerPilot(owner, id, { version: 1 })).rejects.toMatchObject({ messageKey: "pilots.errors.notInTheBase" });
  const founder = await givenStartUp(id);
  await expect(rowOf(founder, id)).rejects.toMatchObject({ code: "not_found" });
  await offerPilot(owner, id, { version: 1 });
  expect(await rowOf(founder, id)).toMatchObject({ title: "Scratches on painted parts", budgetMinor: null, note: null });
  await expect(revisePilot(founder, id, { version: 2, title: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  const other = await givenSeat(platform, {
    role: "founder",
    organisationId: await givenOrganisation(platform, "startup", "Rival"),
  });
  await expect(rowOf(other, id)).rejects.toMatchObject({ code: "not_found" });
});

test("what both sides agreed on is fixed with the purchase order; people and the host's own notes are not", async () => {
  const id = await givenPilot(owner, scout);
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  await expect(revisePilot(owner, id, { version: 1, criteria: threeCriteria })).rejects.toMatchObject({
    messageKey: "pilots.errors.isFixed",
  });
  await revisePilot(owner, id, { version: 1, note: "Ask for a second camera" });
  expect(await rowOf(owner, id)).toMatchObject({ note: "Ask for a second camera", version: 2 });
});

test("what the contract was begun with may change, but is not emptied", async () => {
  const id = await givenPilot(owner, scout);
  await revisePilot(owner, id, { version: 1, budgetLine: "" });
  await revisePilot(owner, id, { version: 2, budgetLine: "KST 4711" });
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  const emptied = { budgetLine: "", seriesContact: "", sponsorPersonId: null, budgetMinor: null };
  const needed = "pilots.errors.neededOnceAgreed";
  await expect(revisePilot(owner, id, { version: 3, ...emptied })).rejects.toMatchObject({
    fields: { budgetLine: needed, seriesContact: needed, sponsorPersonId: needed, budgetMinor: needed },
  });
  await revisePilot(owner, id, { version: 3, budgetLine: "KST 4712", seriesContact: "Wang Fang" });
  expect(await rowOf(owner, id)).toMatchObject({ budgetLine: "KST 4712", seriesContact: "Wang Fang" });
});

test("a running pilot is extended once", async () => {
  const id = await givenPilot(owner, scout);
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  const wanted = { endsOn: "2026-09-30", decisionOn: "2026-10-15", told: "The camera came late." };
  await extendPilot(owner, id, { ...wanted, version: 1 });
  expect(await rowOf(owner, id)).toMatchObject({ endsOn: "2026-09-30", extendedFromOn: "2026-07-31" });
  await expect(extendPilot(owner, id, { ...wanted, endsOn: "2026-10-01", version: 2 })).rejects.toMatchObject({
    messageKey: "pilots.errors.extendedBefore",
  });
});

test("a stopped pilot keeps its reason, and the need can be piloted with somebody else", async () => {
  const id = await givenPilot(owner, scout);
  await expect(say(owner, id, "stop")).rejects.toMatchObject({ fields: { reason: "pilots.errors.reasonMissing" } });
  await say(owner, id, "stop", { reason: "technology", told: "Too slow for the line.", note: "Second try next year" });
  const gates = await db
    .selectFrom("pilotGate")
    .select(["verdict", "reason", "told"])
    .where("pilotId", "=", id)
    .orderBy("id")
    .execute();
  expect(gates).toEqual([
    { verdict: "go", reason: null, told: "" },
    { verdict: "stop", reason: "technology", told: "Too slow for the line." },
  ]);
  await expect(say(owner, id, "go")).rejects.toMatchObject({ messageKey: "pilots.errors.isOver" });
});

test("somebody without a seat at the host is neither owner nor sponsor", async () => {
  const id = await givenPilot(owner, scout);
  await expect(revisePilot(owner, id, { version: 1, sponsorPersonId: cloud.actor.personId! })).rejects.toMatchObject({
    fields: { sponsorPersonId: "pilots.errors.notAColleague" },
  });
  await expect(rowOf(owner, newId())).rejects.toMatchObject({ code: "not_found" });
});

test("readiness begins when a pilot is scoped, says what holds the order, and a document is given once for all pilots", async () => {
  const id = await givenPilot(owner, scout);
  await say(owner, id, "go");
  const founder = await givenStartUp(id);
  await offerPilot(owner, id, { version: 2 });
  expect(await getReadiness(owner, id)).toMatchObject({ heldBy: "nda", readyOn: "2026-04-16" });
  await provideDocument(founder, id, "nda", { details: { signedBy: "Fang Li" }, validUntil: "2028-01-01" });
  await expect(judgeItem(founder, id, "nda", { verdict: "accepted" })).rejects.toMatchObject({ code: "forbidden" });
  await judgeItem(owner, id, "nda", { verdict: "accepted" });
  const ofNda = async (pilotId: string) => (await getReadiness(owner, pilotId)).items.find(({ kind }) => kind === "nda");
  expect(await ofNda(id)).toMatchObject({ state: "accepted", turn: null, isDone: true, validUntil: "2028-01-01" });
  const { companyId } = await rowOf(owner, id);
  const second = await givenPilot(owner, scout, {}, companyId);
  await say(owner, second, "go");
  expect(await ofNda(second)).toMatchObject({ state: "provided", turn: "host", details: { signedBy: "Fang Li" } });
  await judgeItem(owner, second, "nda", { verdict: "returned", reason: "The annex is missing." });
  expect(await ofNda(second)).toMatchObject({ turn: "startup", returnReason: "The annex is missing." });
});

test("each side reads of a pilot what is its own, what it may do and what waits for whom", async () => {
  const id = await givenPilot(owner, scout, { note: "We would pay twice as much", criteria: threeCriteria.slice(1) });
  await say(owner, id, "go", { note: "Our paint shop first", told: "Welcome" });
  expect(await getPilot(owner, id)).toMatchObject({
    side: "host",
    internal: { sponsor: { name: "Sven Scout" }, budgetMinor: 30_000_000, note: "We would pay twice as much" },
    nextState: "contracting",
    missing: ["criteria"],
    faults: [{ key: "pilots.faults.tooFew", given: 2 }],
    gates: [{ verdict: "go", note: "Our paint shop first", told: "Welcome" }, { fromState: null }],
    clock: { kind: "start", turn: "host", until: "2026-04-01", isOverdue: false },
    can: { revise: true, decide: true, offer: true, share: false, nameContact: false, talk: false },
  });
  const founder = await givenStartUp(id);
  platform.setNow("2026-03-09T09:00:00Z");
  await offerPilot(owner, id, { version: 2 });
  platform.setNow("2026-03-02T09:00:00Z");
  const started = await db.selectFrom("readinessItem").select("startedOn").distinct().where("pilotId", "=", id).execute();
  expect(started).toEqual([{ startedOn: "2026-03-09" }]);
  expect((await getPilot(owner, id)).clock).toMatchObject({ turn: "startup" });
  const theirs = await getPilot(founder, id);
  expect(theirs).toMatchObject({
    side: "startup",
    internal: null,
    need: null,
    missing: [],
    host: { name: "host" },
    unit: { name: "Paint shop" },
    gates: [{ note: null, told: "Welcome" }, {}],
    can: { revise: false, note: false, run: false, decide: false, offer: false, share: true, nameContact: true, talk: true },
  });
  expect(theirs.tasks).toEqual([
    { kind: "readiness", side: "startup", count: 7, dueOn: theirs.tasks[0]!.dueOn, isOverdue: false },
  ]);
  expect(JSON.stringify(theirs)).not.toMatch(/twice|Sven|paint shop first|4711/);
});
