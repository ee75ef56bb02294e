import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { decideGate } from "./commands/decide-gate.ts";
import { replaceDocument, reuseDocuments } from "./commands/documents.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { planItem, reviseReadinessTemplate } from "./commands/plan-readiness.ts";
import { acceptReused, judgeItem, provideDocument } from "./commands/readiness.ts";
import { downloadDocument, showDocument } from "./commands/show-document.ts";
import { watchDocuments } from "./commands/watch-documents.ts";
import { listCompanyDocuments, listOwnDocuments } from "./queries/documents.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";
import { getReadiness } from "./queries/readiness.ts";
import { getReadinessTemplate } from "./queries/readiness-template.ts";
import { listReadinessWaiting } from "./queries/readiness-waiting.ts";
import type { ReadinessKind } from "./readiness.ts";
import { documentExamples, givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const buyer = await givenSeat(platform, { role: "expert", organisationId: host, unitId: unit, name: "Bea Buyer" });
const steering = await givenSeat(platform, { role: "steering_member", organisationId: host });
const cloud = await givenSeat(platform, {
  role: "base_manager",
  organisationId: await givenOrganisation(platform, "cloud_partner"),
});
const rival = await givenSeat(platform, {
  role: "founder",
  organisationId: await givenOrganisation(platform, "startup", "Rival"),
});

const rowOf = (ctx: Context, pilotId: string) => ctx.transact((tx) => pilotRowIn(tx, ctx, pilotId));

/** A scoped pilot that its start-up reads; of a firm known before where one is given. */
async function givenScoped(known?: { companyId: string; founder: Context }) {
  const id = await givenPilot(owner, scout, {}, known?.companyId);
  const { companyId } = await rowOf(owner, id);
  let founder = known?.founder;
  if (!founder) {
    const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
    await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
    founder = await givenSeat(platform, { role: "founder", organisationId, name: "Fang Li" });
  }
  await decideGate(owner, id, { verdict: "go", told: "", note: "", version: 1 });
  await offerPilot(owner, id, { version: 2 });
  return { id, companyId, founder };
}

const itemOf = async (ctx: Context, pilotId: string, kind: ReadinessKind) =>
  (await getReadiness(ctx, pilotId)).items.find((item) => item.kind === kind)!;

const give = (ctx: Context, pilotId: string, kind: ReadinessKind) => provideDocument(ctx, pilotId, kind, documentExamples[kind]);

const pdf = (name = "account.pdf") => ({
  name,
  content: new Blob(["%PDF-1.7 the account"]).stream() as ReadableStream<Uint8Array>,
});

test("an item behind others is nobody's turn, and its days begin when they are done", async () => {
  const { id, founder } = await givenScoped();
  expect(await itemOf(founder, id, "supplierNumber")).toMatchObject({ standing: "blocked", turn: null, isOverdue: false });
  for (const kind of ["nda", "bankAccount"] as const) {
    await give(founder, id, kind);
    await judgeItem(owner, id, kind, { verdict: "accepted" });
  }
  expect(await itemOf(founder, id, "supplierNumber")).toMatchObject({
    standing: "waiting",
    turn: "startup",
    dueOn: "2026-03-05",
  });
});

test("the account is masked for everybody, in full only for whom it concerns, and that is recorded", async () => {
  const { id, companyId, founder } = await givenScoped();
  await provideDocument(founder, id, "bankAccount", documentExamples.bankAccount, pdf());
  const { details, document, can } = await itemOf(scout, id, "bankAccount");
  expect(details).toMatchObject({ holder: "Lackblick GmbH", account: "•••• 3000" });
  expect(can.show).toBe(true);
  expect((await itemOf(steering, id, "bankAccount")).can.show).toBe(false);
  await expect(showDocument(steering, document!.id)).rejects.toMatchObject({ messageKey: "readiness.errors.notYours" });
  await expect(downloadDocument(steering, document!.id)).rejects.toMatchObject({ code: "forbidden" });
  expect((await showDocument(owner, document!.id)).details.account).toBe("DE89370400440532013000");
  expect((await downloadDocument(owner, document!.id)).headers.get("content-type")).toBe("application/pdf");
  const shown = await db
    .selectFrom("auditEntry")
    .select(["personId", "detail"])
    .where("action", "=", "pilot.document_shown")
    .where("subjectId", "=", document!.id)
    .orderBy("at")
    .execute();
  expect(shown.map(({ personId }) => personId)).toEqual([owner.actor.personId, owner.actor.personId]);
  expect(shown.map(({ detail }) => detail)).toEqual([
    { kind: "bankAccount", companyId, what: "details" },
    { kind: "bankAccount", companyId, what: "file" },
  ]);
});

test("a program is refused as a document, and nothing of it stays", async () => {
  const { id, founder } = await givenScoped();
  const program = { name: "nda.pdf", content: new Blob(["#!/bin/sh\nrm"]).stream() as ReadableStream<Uint8Array> };
  await expect(provideDocument(founder, id, "nda", documentExamples.nda, program)).rejects.toMatchObject({
    messageKey: "readiness.errors.program",
  });
  expect(await itemOf(founder, id, "nda")).toMatchObject({ standing: "waiting", document: null });
});

test("other start-ups and the cloud partner read no document and no item", async () => {
  const { id, companyId, founder } = await givenScoped();
  await give(founder, id, "nda");
  const { document } = await itemOf(owner, id, "nda");
  for (const stranger of [cloud, rival]) {
    await expect(getReadiness(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(showDocument(stranger, document!.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await listReadinessWaiting(stranger)).toEqual([]);
    const rows = await stranger.transact((tx) => tx.selectFrom("startupDocument").select("id").execute());
    expect(rows).toEqual([]);
  }
  expect(await listOwnDocuments(rival)).toEqual([]);
  await expect(listOwnDocuments(owner)).rejects.toMatchObject({ code: "forbidden" });
  expect((await listCompanyDocuments(owner, companyId)).documents.map(({ kind }) => kind)).toEqual(["nda"]);
});

test("what the host was given before counts as given in the next pilot, and what it accepted is accepted with one click", async () => {
  const first = await givenScoped();
  await give(first.founder, first.id, "nda");
  await give(first.founder, first.id, "insurance");
  await judgeItem(owner, first.id, "nda", { verdict: "accepted" });
  const next = await givenScoped(first);
  expect(await itemOf(owner, next.id, "nda")).toMatchObject({ standing: "provided", isReused: true, wasAcceptedBefore: true });
  expect(await itemOf(owner, next.id, "insurance")).toMatchObject({ isReused: true, wasAcceptedBefore: false });
  await expect(acceptReused(first.founder, next.id)).rejects.toMatchObject({ code: "forbidden" });
  expect(await acceptReused(owner, next.id)).toEqual({ accepted: 1 });
  expect(await itemOf(owner, next.id, "nda")).toMatchObject({ standing: "accepted" });
  const [nda] = (await listOwnDocuments(first.founder)).filter(({ kind }) => kind === "nda");
  expect(nda!.uses.map(({ pilotId, isReused }) => [pilotId, isReused])).toEqual([
    [first.id, false],
    [next.id, true],
  ]);
});

test("what the host kept before the offer is the start-up's from then on: it opens and replaces it", async () => {
  const first = await givenScoped();
  const id = await givenPilot(owner, scout, {}, first.companyId);
  await decideGate(owner, id, { verdict: "go", told: "", note: "", version: 1 });
  const { details } = documentExamples.insurance;
  await provideDocument(owner, id, "insurance", { details, validUntil: "2027-06-30" }, pdf("policy.pdf"));
  expect(await listOwnDocuments(first.founder)).toEqual([]);
  await offerPilot(owner, id, { version: 2 });
  const { document } = await itemOf(first.founder, id, "insurance");
  const [own] = await listOwnDocuments(first.founder);
  expect(own).toMatchObject({ id: document!.id, kind: "insurance", file: { name: "policy.pdf" }, can: { replace: true } });
  expect((await downloadDocument(first.founder, document!.id)).status).toBe(200);
  await replaceDocument(first.founder, document!.id, { details, validUntil: "2028-06-30" });
  expect(await itemOf(owner, id, "insurance")).toMatchObject({ standing: "provided", validUntil: "2028-06-30" });
});

test("what was given in one pilot is offered in the others that wait for it", async () => {
  const first = await givenScoped();
  const next = await givenScoped(first);
  await give(first.founder, first.id, "exportControl");
  expect((await itemOf(first.founder, next.id, "exportControl")).offer).toMatchObject({ validUntil: null });
  expect(await reuseDocuments(first.founder, next.id)).toEqual({ reused: 1 });
  expect(await itemOf(owner, next.id, "exportControl")).toMatchObject({ standing: "provided", isReused: true, offer: null });
});

test("a replaced account is checked again wherever it is used, and the old one stays to be looked up", async () => {
  const { id, founder } = await givenScoped();
  await give(founder, id, "bankAccount");
  await judgeItem(owner, id, "bankAccount", { verdict: "accepted" });
  const { document } = await itemOf(owner, id, "bankAccount");
  const details = { ...documentExamples.bankAccount.details, account: "DE02120300000000202051" };
  await expect(replaceDocument(rival, document!.id, { details })).rejects.toMatchObject({ code: "not_found" });
  await expect(replaceDocument(owner, document!.id, { details })).rejects.toMatchObject({ code: "forbidden" });
  await replaceDocument(founder, document!.id, { details });
  expect(await itemOf(owner, id, "bankAccount")).toMatchObject({ standing: "provided", details: { account: "•••• 2051" } });
  const accounts = (await listOwnDocuments(founder)).filter(({ kind }) => kind === "bankAccount");
  expect(accounts.map(({ standing, details: { account } }) => [standing, account])).toEqual([
    ["valid", "•••• 2051"],
    ["replaced", "•••• 3000"],
  ]);
  await expect(replaceDocument(founder, document!.id, { details })).rejects.toMatchObject({
    messageKey: "pilots.errors.changedMeanwhile",
  });
});

test("of two verdicts on one version the second is refused", async () => {
  const { id, founder } = await givenScoped();
  await give(founder, id, "nda");
  const { version } = await itemOf(owner, id, "nda");
  await judgeItem(owner, id, "nda", { verdict: "returned", reason: "The annex is missing.", version });
  await expect(judgeItem(scout, id, "nda", { verdict: "accepted", version })).rejects.toMatchObject({
    messageKey: "pilots.errors.changedMeanwhile",
  });
});

test("a supplier is accepted with the number it has at the host", async () => {
  const { id, founder } = await givenScoped();
  await give(founder, id, "supplierNumber");
  await expect(judgeItem(owner, id, "supplierNumber", { verdict: "accepted" })).rejects.toMatchObject({
    fields: { supplierNumber: "errors.required" },
  });
  await judgeItem(owner, id, "supplierNumber", { verdict: "accepted", supplierNumber: "40077120" });
  expect((await itemOf(founder, id, "supplierNumber")).details.supplierNumber).toBe("40077120");
});

test("an item is given to a colleague who reads the pilot, waits for them and is judged by them", async () => {
  const { id, founder } = await givenScoped();
  await give(founder, id, "insurance");
  const waiting = async (ctx: Context) =>
    (await listReadinessWaiting(ctx))
      .filter((item) => item.pilotId === id)
      .map(({ task, kind, dueOn }) => ({ task, kind, dueOn }));
  expect(await waiting(owner)).toEqual([{ task: "judge", kind: "insurance", dueOn: "2026-03-05" }]);
  await expect(judgeItem(buyer, id, "insurance", { verdict: "accepted" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(planItem(owner, id, "insurance", { hostPersonId: cloud.actor.personId })).rejects.toMatchObject({
    fields: { hostPersonId: "readiness.errors.notAReader" },
  });
  await planItem(owner, id, "insurance", { hostPersonId: buyer.actor.personId, hostDays: 1 });
  expect(await waiting(owner)).toEqual([]);
  expect(await waiting(buyer)).toEqual([{ task: "judge", kind: "insurance", dueOn: "2026-03-03" }]);
  await judgeItem(buyer, id, "insurance", { verdict: "accepted" });
  expect(await itemOf(founder, id, "insurance")).toMatchObject({ standing: "accepted", hostPersonName: "Bea Buyer" });
});

test("a unit asks for what it needs, in an order without circles; its medians take the place of its estimates from five cases on", async () => {
  const other = await givenUnit(platform, host, "Press shop");
  const { items } = await getReadinessTemplate(scout, other);
  expect(items.find(({ kind }) => kind === "nda")!.startup).toEqual({ days: 3, estimate: 3, median: null, cases: 0 });
  const plan = items.map(({ kind, isNeeded, after, startupDays, hostDays }) => ({
    kind,
    isNeeded,
    after,
    startupDays,
    hostDays,
  }));
  const change = (changes: Partial<Record<ReadinessKind, object>>) => ({
    items: plan.map((item) => ({ ...item, ...changes[item.kind] })),
  });
  await expect(reviseReadinessTemplate(scout, other, change({ nda: { after: ["supplierNumber"] } }))).rejects.toMatchObject({
    messageKey: "readiness.errors.circle",
  });
  await expect(reviseReadinessTemplate(owner, other, change({}))).rejects.toMatchObject({ code: "forbidden" });
  await expect(getReadinessTemplate(cloud, other)).rejects.toMatchObject({ code: "not_found" });
  await reviseReadinessTemplate(scout, other, change({ insurance: { isNeeded: false }, nda: { startupDays: 9 } }));
  const revised = (await getReadinessTemplate(scout, other)).items;
  expect(revised.find(({ kind }) => kind === "insurance")!.isNeeded).toBe(false);
  expect(revised.find(({ kind }) => kind === "nda")!.startupDays).toBe(9);
  const before = await getReadinessTemplate(scout, unit);
  const accepted = before.items.find(({ kind }) => kind === "nda")!.host.cases;
  for (let done = accepted; done < 5; done++) {
    const { id, founder } = await givenScoped();
    await give(founder, id, "nda");
    await judgeItem(owner, id, "nda", { verdict: "accepted" });
  }
  const now = (await getReadinessTemplate(scout, unit)).items.find(({ kind }) => kind === "nda")!;
  expect(now.host).toEqual({ days: 0, estimate: 5, median: 0, cases: 5 });
});

test("both sides are told once before a document runs out; then it is asked for again", async () => {
  const { id, founder } = await givenScoped();
  await provideDocument(founder, id, "insurance", { ...documentExamples.insurance, validUntil: "2026-03-20" });
  await judgeItem(owner, id, "insurance", { verdict: "accepted" });
  expect(await watchDocuments(platform)).toEqual({ reopened: 0, told: 2 });
  expect(await watchDocuments(platform)).toEqual({ reopened: 0, told: 0 });
  expect(await itemOf(founder, id, "insurance")).toMatchObject({
    standing: "accepted",
    isRunningOut: true,
    can: { provide: true },
  });
  platform.setNow("2026-03-23T09:00:00Z");
  expect(await itemOf(founder, id, "insurance")).toMatchObject({ standing: "ranOut", turn: "startup", isDone: false });
  expect(await watchDocuments(platform)).toEqual({ reopened: 1, told: 0 });
  expect(await itemOf(founder, id, "insurance")).toMatchObject({ state: "waiting", dueOn: "2026-04-06" });
  platform.setNow("2026-03-02T09:00:00Z");
});
