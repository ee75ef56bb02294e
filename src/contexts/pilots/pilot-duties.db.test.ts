import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { permitReference, shareLesson, writeLesson } from "./commands/close-pilot.ts";
import { decideGate } from "./commands/decide-gate.ts";
import { draftOrder } from "./commands/orders.ts";
import { provideDocument } from "./commands/readiness.ts";
import { revisePilot } from "./commands/revise-pilot.ts";
import { sharePilot } from "./commands/share-pilot.ts";
import { agreeToTerm, proposeTerm } from "./commands/terms.ts";
import { openMoneyWorld, twoHalves } from "./money/testing.ts";
import { getPilot } from "./queries/get-pilot.ts";
import { listPilots } from "./queries/list-pilots.ts";
import { getOrders } from "./queries/orders.ts";
import { getPilotCalendar } from "./queries/pilot-calendar.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";
import { getResult } from "./queries/result.ts";
import { triedForCompany } from "./queries/tried-before.ts";
import { pilotQuery } from "./schema.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const { host, unit, owner, sponsor, approver, payer, givenOfferedPilot, move } = await openMoneyWorld(platform);

test("an order cancelled while a go is said is missing at the gate: nothing is ordered without an order", async () => {
  const { pilotId } = await givenOfferedPilot();
  const { id } = await draftOrder(sponsor, pilotId, twoHalves);
  await move(sponsor, id, "requested");
  await move(approver, id, "approved");
  await db.updateTable("pilot").set({ state: "contracting" }).where("id", "=", pilotId).execute();
  const { version } = await owner.transact((tx) => pilotRowIn(tx, owner, pilotId));
  const go = await db.transaction().execute(async (tx) => {
    await tx.withSchema("app").selectFrom("pilot").select("id").where("id", "=", pilotId).forUpdate().execute();
    const said = decideGate(owner, pilotId, { verdict: "go", told: "", note: "", version }).catch((error) => error);
    await setTimeout(300);
    await tx.withSchema("app").updateTable("purchaseOrder").set({ state: "cancelled" }).where("id", "=", id).execute();
    return { said };
  });
  expect(await go.said).toMatchObject({ fields: { purchaseOrder: "pilots.missing.purchaseOrder" } });
});

test("who runs a pilot does not make themselves its owner or sponsor; whoever may is kept with whom it went from and to", async () => {
  const { pilotId } = await givenOfferedPilot();
  const versionOf = async () => (await getPilot(owner, pilotId)).version;
  const colleague = await givenSeat(platform, { role: "scout", organisationId: host });
  const own = colleague.actor.personId!;
  for (const named of [{ problemOwnerPersonId: own }, { sponsorPersonId: own }])
    await expect(revisePilot(colleague, pilotId, { ...named, version: await versionOf() })).rejects.toMatchObject({
      code: "forbidden",
    });
  const unchanged = { problemOwnerPersonId: owner.actor.personId!, sponsorPersonId: sponsor.actor.personId!, note: "Mine" };
  await revisePilot(colleague, pilotId, { ...unchanged, version: await versionOf() });
  await expect(revisePilot(payer, pilotId, { note: "Mine", version: await versionOf() })).rejects.toMatchObject({
    code: "forbidden",
  });
  const payersOwn = { sponsorPersonId: payer.actor.personId!, version: await versionOf() };
  await expect(revisePilot(payer, pilotId, payersOwn)).rejects.toMatchObject({
    fields: { sponsorPersonId: "pilots.errors.namesOneself" },
  });
  await revisePilot(payer, pilotId, { sponsorPersonId: own, version: await versionOf() });
  const [last] = await db
    .selectFrom("auditEntry")
    .select("detail")
    .where("subjectId", "=", pilotId)
    .where("action", "=", "pilot.revised")
    .orderBy("id", "desc")
    .limit(1)
    .execute();
  expect(last!.detail).toEqual({
    fields: ["sponsorPersonId"],
    handovers: [{ part: "sponsor", from: sponsor.actor.personId, to: own }],
  });
});

test("what binds a side is said by its founders, and at the host by who runs or sponsors the pilot", async () => {
  const { pilotId, founder } = await givenOfferedPilot();
  const { id } = await draftOrder(owner, pilotId, twoHalves);
  await move(owner, id, "requested");
  await move(approver, id, "approved");
  await move(owner, id, "sent");
  const member = await givenSeat(platform, { role: "team_member", organisationId: founder.actor.organisationId! });
  const reader = await givenSeat(platform, { role: "expert", organisationId: host, unitId: unit });
  const term = await proposeTerm(owner, pilotId, {
    kind: "foregroundIp",
    subject: "Models",
    belongsTo: "host",
    useByOther: "None",
  });
  const lesson = { kind: "advice" as const, text: "Ask early", isShared: false };
  const ownLesson = await writeLesson(owner, pilotId, lesson);
  const account = { details: { account: "DE02 1203 0000 0000 2020 51" } };
  const refused = { code: "forbidden" };
  await expect(move(member, id, "confirmed")).rejects.toMatchObject(refused);
  await expect(agreeToTerm(member, term.id)).rejects.toMatchObject(refused);
  await expect(provideDocument(member, pilotId, "bankAccount", account)).rejects.toMatchObject(refused);
  for (const ctx of [member, reader])
    await expect(permitReference(ctx, pilotId, { permission: "quoted" })).rejects.toMatchObject(refused);
  await expect(shareLesson(reader, ownLesson.id, true)).rejects.toMatchObject(refused);
  expect((await getResult(reader, pilotId)).can.permit).toBe(false);
  expect((await getOrders(member, pilotId)).orders[0]!.steps).toEqual([]);
  await provideDocument(founder, pilotId, "bankAccount", account);
  await agreeToTerm(founder, term.id);
  await move(founder, id, "confirmed");
  await permitReference(founder, pilotId, { permission: "quoted" });
  await shareLesson(sponsor, ownLesson.id, true);
});

test("the cloud partner reads of a shared pilot neither why it was stopped nor what was promised, in no list and no calendar", async () => {
  const { pilotId, founder } = await givenOfferedPilot();
  const cloudOrg = await givenOrganisation(platform, "cloud_partner");
  const cloud = await givenSeat(platform, { role: "base_manager", organisationId: cloudOrg });
  const versionOf = async () => (await getPilot(owner, pilotId)).version;
  for (const ctx of [owner, founder]) await sharePilot(ctx, pilotId, { isShared: true, version: await versionOf() });
  await db
    .updateTable("pilot")
    .set({ state: "evaluated", result: "met", consequenceDueOn: "2026-03-05", decisionOn: "2026-08-15" })
    .where("id", "=", pilotId)
    .execute();
  const promised = async (ctx: Context) => {
    const [row] = (await listPilots(ctx, pilotQuery.parse({}))).items.filter(({ id }) => id === pilotId);
    const days = await getPilotCalendar(ctx, { month: "2026-03" });
    return [(await getPilot(ctx, pilotId)).clock!.kind, row!.next!.kind, JSON.stringify(days).includes('"consequence"')];
  };
  expect(await promised(owner)).toEqual(["consequence", "consequence", true]);
  expect(await promised(cloud)).toEqual(["decide", "decide", false]);
  await db.updateTable("pilot").set({ state: "contracting", consequenceDueOn: null }).where("id", "=", pilotId).execute();
  await decideGate(owner, pilotId, { verdict: "stop", reason: "no_budget", told: "", note: "", version: await versionOf() });
  const { company } = await getPilot(owner, pilotId);
  const reasonsRead = async (ctx: Context) => (await triedForCompany(ctx, company.id)).map(({ stopReason }) => stopReason);
  expect(await reasonsRead(owner)).toEqual(["no_budget"]);
  expect(await reasonsRead(cloud)).toEqual([null]);
});
