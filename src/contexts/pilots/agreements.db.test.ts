import { sql } from "kysely";
import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { agreementKinds } from "./agreement/agreement.ts";
import type { AskedValues } from "./agreement/fields.ts";
import { starterTemplates } from "./agreement/starters/index.ts";
import type { AmendmentInput } from "./agreement-schema.ts";
import { publishTemplate, retireTemplate, reviseTemplate, startTemplate } from "./commands/agreement-templates.ts";
import { draftAgreement, redraftAgreement, sendAgreement, withdrawAgreement } from "./commands/agreements.ts";
import { decideGate } from "./commands/decide-gate.ts";
import { scanPilotFileJob } from "./commands/keep-file.ts";
import { recordMeasurement } from "./commands/measure.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { revisePilot } from "./commands/revise-pilot.ts";
import { addSigned, signAgreement, signAs, uploadSigned } from "./commands/sign-agreement.ts";
import { agreeToTerm, proposeTerm } from "./commands/terms.ts";
import { agreementEvidence } from "./queries/agreement-evidence.ts";
import { openAgreementDocument } from "./queries/agreement-files.ts";
import { getAgreementForm } from "./queries/agreement-form.ts";
import { listTemplates } from "./queries/agreement-templates.ts";
import { getAgreement, listAgreements } from "./queries/agreements.ts";
import { listAgreementsWaiting } from "./queries/agreements-waiting.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";
import { getReadiness } from "./queries/readiness.ts";
import { verifyAgreement, verifyAgreementFile } from "./queries/verify-agreement.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const colleague = await givenSeat(platform, { role: "scout", organisationId: host });
const manager = await givenSeat(platform, { role: "base_manager", organisationId: host });
const cloud = await givenSeat(platform, {
  role: "base_manager",
  organisationId: await givenOrganisation(platform, "cloud_partner"),
});
for (const kind of agreementKinds) await publishTemplate(manager, (await startTemplate(manager, { kind })).id);

const both = (zh: string, en: string) => ({ "zh-CN": zh, en });
const values: AskedValues = {
  "host.address": both("上海", "Shanghai"),
  "startup.address": both("苏州", "Suzhou"),
  "startup.registration": { any: "91310000MA1" },
  amount: { any: "300000 CNY" },
  "payment.days": { any: "30" },
  "confidentiality.years": { any: "5" },
  purpose: both("漆面检测", "Paint inspection"),
  "law.name": both("中国法律", "the law of China"),
  "law.court": both("上海仲裁委员会", "the Shanghai Arbitration Commission"),
  reason: both("摄像头晚到", "The camera came late"),
};
const how = { proof: "password", userAgent: "Test" } as const;

async function givenOffered(input = {}) {
  const id = await givenPilot(owner, scout, input);
  const say = async () => decideGate(owner, id, { verdict: "go", told: "", note: "", version: (await rowOf(owner, id)).version });
  await say();
  const { companyId } = await rowOf(owner, id);
  const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
  await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
  const founder = await givenSeat(platform, { role: "founder", organisationId, name: "Fang Li" });
  const member = await givenSeat(platform, { role: "team_member", organisationId });
  await offerPilot(owner, id, { version: 2 });
  await say();
  return { id, founder, member };
}

const rowOf = (ctx: Context, pilotId: string) => ctx.transact((tx) => pilotRowIn(tx, ctx, pilotId));

async function givenSent(
  pilotId: string,
  kind: (typeof agreementKinds)[number] = "pilotAgreement",
  changes: AmendmentInput = {},
) {
  const { id: agreementId } = await draftAgreement(owner, pilotId, { kind, values, changes });
  const params = { pilotId, agreementId };
  const sha256 = (await getAgreement(owner, params)).sha256!;
  await sendAgreement(owner, params, { sha256 });
  return { params, sha256 };
}

type Sent = Awaited<ReturnType<typeof givenSent>>;
const sign = (ctx: Context, { params, sha256 }: Sent) => signAs(ctx, params, { sha256, name: "By hand", title: "CEO" }, how);

async function givenSigned(pilotId: string, founder: Context, kind: (typeof agreementKinds)[number] = "pilotAgreement") {
  const sent = await givenSent(pilotId, kind);
  await sign(founder, sent);
  await sign(owner, sent);
  return sent;
}

test("a template is published without faults, never changes then, and its next version takes its place", async () => {
  const { id } = await startTemplate(manager, { kind: "nda" });
  await expect(startTemplate(manager, { kind: "nda" })).rejects.toMatchObject({ messageKey: "agreements.errors.draftedAlready" });
  const { texts, name, rulingLang } = starterTemplates[0]!;
  const broken = { en: `${texts.en}\n{{startup.nam}}`, "zh-CN": texts["zh-CN"]! };
  await reviseTemplate(manager, id, { name, rulingLang, texts: broken, revision: 1 });
  await expect(publishTemplate(manager, id)).rejects.toMatchObject({
    messageKey: "agreements.errors.templateFaulty",
    fields: { "en.0": "agreements.faults.misspelt" },
    fieldValues: { "en.0": { field: "startup.nam", meant: "startup.name", line: 31 } },
  });
  await expect(reviseTemplate(manager, id, { name, rulingLang, texts, revision: 1 })).rejects.toMatchObject({
    messageKey: "pilots.errors.changedMeanwhile",
  });
  await reviseTemplate(manager, id, { name, rulingLang, texts, revision: 2 });
  await expect(publishTemplate(scout, id)).rejects.toMatchObject({ code: "forbidden" });
  await publishTemplate(manager, id);
  await expect(reviseTemplate(manager, id, { name, rulingLang, texts, revision: 3 })).rejects.toMatchObject({
    messageKey: "agreements.errors.templatePublished",
  });
  const versions = (await listTemplates(scout)).templates.filter(({ kind }) => kind === "nda");
  expect(versions.map(({ version, retiredAt }) => [version, retiredAt !== null])).toEqual([
    [2, false],
    [1, true],
  ]);
  await expect(db.updateTable("agreementTemplate").set({ name: "x" }).where("id", "=", id).execute()).rejects.toThrow(
    /never changes/,
  );
  await expect(listTemplates(cloud)).rejects.toMatchObject({ code: "forbidden" });
});

test("a document names what is missing for it, is read by the start-up once it was sent, and only a current draft is sent", async () => {
  const { id, founder } = await givenOffered();
  const { purpose: _, ...without } = values;
  await expect(draftAgreement(owner, id, { kind: "nda", values: without, changes: {} })).rejects.toMatchObject({
    messageKey: "agreements.errors.fieldsMissing",
    fields: { "values.purpose.zh-CN": "agreements.errors.fieldMissing", "values.purpose.en": "agreements.errors.fieldMissing" },
  });
  await expect(draftAgreement(founder, id, { kind: "nda", values, changes: {} })).rejects.toMatchObject({ code: "forbidden" });
  const { id: agreementId } = await draftAgreement(owner, id, { kind: "pilotAgreement", values, changes: {} });
  const params = { pilotId: id, agreementId };
  expect((await listAgreements(founder, id)).agreements).toEqual([]);
  await expect(getAgreement(founder, params)).rejects.toMatchObject({ code: "not_found" });
  const first = await getAgreement(owner, params);
  const { version } = await rowOf(owner, id);
  await revisePilot(owner, id, { version, scope: "Two lines in Shenyang" });
  await expect(sendAgreement(owner, params, { sha256: first.sha256! })).rejects.toMatchObject({
    messageKey: "agreements.errors.draftOutdated",
  });
  await redraftAgreement(owner, params, { sha256: first.sha256!, values, changes: {} });
  await expect(sendAgreement(owner, params, { sha256: first.sha256! })).rejects.toMatchObject({
    messageKey: "pilots.errors.changedMeanwhile",
  });
  const second = await getAgreement(owner, params);
  expect(JSON.stringify(second.languages)).toContain("Two lines in Shenyang");
  expect(second.isParallel).toBe(true);
  await sendAgreement(owner, params, { sha256: second.sha256! });
  expect(await getAgreement(founder, params)).toMatchObject({ number: "P-2026-001-PA-1", can: { sign: true, send: false } });
  expect((await listAgreementsWaiting(founder)).map(({ agreementId: waiting }) => waiting)).toEqual([agreementId]);
  await expect(redraftAgreement(owner, params, { sha256: second.sha256!, values, changes: {} })).rejects.toMatchObject({
    messageKey: "agreements.errors.sentAlready",
  });
  await expect(draftAgreement(owner, id, { kind: "pilotAgreement", values, changes: {} })).rejects.toMatchObject({
    messageKey: "agreements.errors.openAlready",
  });
  await expect(listAgreements(cloud, id)).rejects.toMatchObject({ code: "not_found" });
});

test("who may sign signs the document they read, once each, and with both the gate is open and what was agreed is fixed", async () => {
  const { id, founder, member } = await givenOffered();
  const sent = await givenSent(id);
  await expect(sign(member, sent)).rejects.toMatchObject({ messageKey: "agreements.errors.mayNotSign" });
  await expect(sign(colleague, sent)).rejects.toMatchObject({ messageKey: "agreements.errors.mayNotSign" });
  await expect(sign(cloud, sent)).rejects.toMatchObject({ code: "not_found" });
  await expect(sign(founder, { ...sent, sha256: "0".repeat(64) })).rejects.toMatchObject({
    messageKey: "pilots.errors.documentChanged",
  });
  const request = new Request("http://x", { method: "POST" });
  const input = { sha256: sent.sha256, name: "Fang Li", title: "CEO", hasRead: true, intends: true } as const;
  await expect(signAgreement(founder, request, sent.params, input)).rejects.toMatchObject({
    fields: { password: "identity.errors.signInAgain" },
  });
  const token = { ...founder, actor: { ...founder.actor, kind: "token" as const } };
  await expect(signAgreement(token, request, sent.params, input)).rejects.toMatchObject({
    messageKey: "agreements.errors.personSigns",
  });
  await sign(founder, sent);
  await expect(sign(founder, sent)).rejects.toMatchObject({ messageKey: "pilots.errors.signedBefore" });
  await expect(
    db.updateTable("agreement").set({ rulingLang: "de" }).where("id", "=", sent.params.agreementId).execute(),
  ).rejects.toThrow(/never changes/);
  await expect(
    db.updateTable("agreementSignature").set({ writtenName: "x" }).where("agreementId", "=", sent.params.agreementId).execute(),
  ).rejects.toThrow(/never changes/);
  await sign(scout, sent);
  expect(await getAgreement(owner, sent.params)).toMatchObject({
    state: "signed",
    signatures: [
      { side: "startup", personName: "Fang Li", writtenName: "By hand" },
      { side: "host", personName: "Sven Scout" },
    ],
  });
  const { version } = await rowOf(owner, id);
  await expect(decideGate(owner, id, { verdict: "go", told: "", note: "", version })).rejects.toMatchObject({
    fields: { purchaseOrder: "pilots.missing.purchaseOrder", readiness: "pilots.missing.readiness" },
  });
  await expect(revisePilot(owner, id, { version, scope: "More" })).rejects.toMatchObject({
    messageKey: "agreements.errors.signedIsFixed",
  });
  await expect(draftAgreement(owner, id, { kind: "pilotAgreement", values, changes: {} })).rejects.toMatchObject({
    messageKey: "agreements.errors.amendInstead",
  });
  const evidence = Buffer.from(await (await agreementEvidence(founder, sent.params)).arrayBuffer());
  expect(evidence.subarray(0, 5).toString()).toBe("%PDF-");
});

test("of two of one side who sign at once one is told, and both sides at once make one signed agreement", async () => {
  const { id, founder } = await givenOffered();
  const sent = await givenSent(id);
  const settled = await Promise.allSettled([sign(owner, sent), sign(scout, sent), sign(founder, sent)]);
  expect(settled.filter(({ status }) => status === "rejected")).toMatchObject([
    { reason: { messageKey: "pilots.errors.signedBefore" } },
  ]);
  expect(await getAgreement(owner, sent.params)).toMatchObject({ state: "signed" });
});

test("a withdrawn document is signed by nobody, and one whose pilot changed or whose bytes are damaged neither", async () => {
  const { id, founder } = await givenOffered();
  const first = await givenSent(id);
  await sign(founder, first);
  await withdrawAgreement(founder, first.params, { reason: "The price is wrong." });
  await expect(sign(owner, first)).rejects.toMatchObject({ messageKey: "pilots.errors.notSent" });
  await expect(withdrawAgreement(owner, first.params, { reason: "x" })).rejects.toMatchObject({
    messageKey: "agreements.errors.notOpen",
  });
  const second = await givenSent(id);
  const { version } = await rowOf(owner, id);
  await revisePilot(owner, id, { version, scope: "Another line" });
  await expect(sign(founder, second)).rejects.toMatchObject({ messageKey: "agreements.errors.documentOutdated" });
  await withdrawAgreement(owner, second.params, { reason: "The scope changed." });
  const third = await givenSent(id);
  const { storageKey } = await db
    .selectFrom("pilotFile")
    .select("storageKey")
    .where("sha256", "=", third.sha256)
    .executeTakeFirstOrThrow();
  const { Readable } = await import("node:stream");
  await platform.files.write(storageKey, Readable.from([Buffer.from("other bytes")]));
  await expect(sign(founder, third)).rejects.toMatchObject({ messageKey: "agreements.errors.documentDamaged" });
  expect((await verifyAgreement(founder, third.sha256)).matches).toMatchObject([{ isStoredIntact: false }]);
});

test("a document says the terms both sides agreed on and no others, and is outdated once they agree on another", async () => {
  const { id, founder } = await givenOffered();
  const term = { kind: "foregroundIp", subject: "Model weights", belongsTo: "startup", useByOther: "In the plant" } as const;
  const { id: termId } = await proposeTerm(founder, id, term);
  const textOf = async ({ params }: Sent) => JSON.stringify((await getAgreement(owner, params)).languages);
  const first = await givenSent(id);
  expect(await textOf(first)).not.toContain("Model weights");
  await agreeToTerm(owner, termId);
  expect(await getAgreement(owner, first.params)).toMatchObject({ isOutdated: true });
  await expect(sign(founder, first)).rejects.toMatchObject({ messageKey: "agreements.errors.documentOutdated" });
  await withdrawAgreement(owner, first.params, { reason: "Who owns the weights is agreed." });
  await proposeTerm(founder, id, { ...term, subject: "Weights and data", replacesId: termId });
  const second = await givenSent(id);
  expect(await textOf(second)).toContain("Model weights");
  expect(await textOf(second)).not.toContain("Weights and data");
  await sign(founder, second);
  await sign(owner, second);
  expect(await getAgreement(owner, second.params)).toMatchObject({ state: "signed", isOutdated: false });
});

test("a signed NDA is the NDA of the readiness lane, and its next version supersedes it", async () => {
  const { id, founder } = await givenOffered();
  const first = await givenSigned(id, founder, "nda");
  const nda = (await getReadiness(founder, id)).items.find(({ kind }) => kind === "nda");
  expect(nda).toMatchObject({ state: "accepted", turn: null });
  await givenSigned(id, founder, "nda");
  expect(await getAgreement(founder, first.params)).toMatchObject({ state: "signed", supersededAt: platform.now() });
});

test("where a scanner looks at files, it looks at the signed document as the readiness lane keeps it, too", async () => {
  const { id, founder } = await givenOffered();
  const scanning = { ...platform, config: { ...platform.config, CLAMD_ADDRESS: "tcp://127.0.0.1:1" } };
  const sent = await givenSent(id, "nda");
  await sign({ ...founder, platform: scanning }, sent);
  await sign({ ...owner, platform: scanning }, sent);
  const kept = await db
    .selectFrom("startupDocument as document")
    .innerJoin("pilotFile as file", "file.id", "document.fileId")
    .select(["file.id", "file.scanState"])
    .where("document.givenForPilotId", "=", id)
    .executeTakeFirstOrThrow();
  expect(kept.scanState).toBe("waiting");
  const { rows } = await sql`select data from pgboss.job where name = ${scanPilotFileJob}`.execute(db);
  expect(rows).toEqual([{ data: { fileId: kept.id } }]);
});

const pdfOf = (text: string) => new Blob([`%PDF-1.4\n${text}\n%%EOF`]).stream() as ReadableStream<Uint8Array>;

test("a document signed outside is given by one side and confirmed by the other", async () => {
  const { id, founder } = await givenOffered();
  const sent = await givenSent(id);
  const request = new Request("http://x");
  const outside = { name: "scan.pdf", signer: "Olga Owner", title: "Head of paint" };
  const text = new Blob(["plain"]).stream() as ReadableStream<Uint8Array>;
  await expect(uploadSigned(owner, request, sent.params, { ...outside, name: "a.txt" }, text)).rejects.toMatchObject({
    fields: { file: "agreements.errors.notPdf" },
  });
  await uploadSigned(owner, request, sent.params, outside, pdfOf("both signed"));
  const { signs, way } = await getAgreement(founder, sent.params);
  expect(way).toBe("outside");
  await expect(sign(founder, sent)).rejects.toMatchObject({ messageKey: "pilots.errors.documentChanged" });
  await sign(founder, { ...sent, sha256: signs! });
  expect(await getAgreement(founder, sent.params)).toMatchObject({ state: "signed" });
  const bytes = await (await openAgreementDocument(founder, sent.params)).text();
  expect(bytes).toContain("both signed");
  const { id: ndaId } = await addSigned(founder, request, id, { ...outside, kind: "nda" }, pdfOf("old NDA"));
  expect(await getAgreement(owner, { pilotId: id, agreementId: ndaId })).toMatchObject({ state: "sent", can: { sign: true } });
});

test("a file or a hash says which agreement it is, to its parties only", async () => {
  const { id, founder } = await givenOffered();
  const sent = await givenSigned(id, founder);
  const file = await (await openAgreementDocument(founder, sent.params)).arrayBuffer();
  const content = () => new Blob([file]).stream() as ReadableStream<Uint8Array>;
  expect((await verifyAgreementFile(founder, content())).matches).toMatchObject([
    { agreementId: sent.params.agreementId, isStoredIntact: true, state: "signed" },
  ]);
  const altered = new Blob([file, "x"]).stream() as ReadableStream<Uint8Array>;
  expect((await verifyAgreementFile(founder, altered)).matches).toEqual([]);
  expect((await verifyAgreementFile(cloud, content())).matches).toEqual([]);
});

test("an amendment takes effect with its second signature, with the history entry, and not over another change", async () => {
  const { id, founder } = await givenOffered();
  await expect(draftAgreement(owner, id, { kind: "amendment", values, changes: { scope: "x" } })).rejects.toMatchObject({
    messageKey: "agreements.errors.notAmendable",
  });
  await givenSigned(id, founder);
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  platform.setNow("2026-05-01T09:00:00Z");
  const { agreed } = await getAgreementForm(owner, id, { kind: "amendment" });
  const [first, ...others] = agreed!.criteria!;
  await recordMeasurement(founder, id, { criterionId: first!.id!, value: 70, measuredOn: "2026-04-15", note: "" });
  const lower = (at: number) => agreed!.criteria!.map((each, place) => (place === at ? { ...each, target: 85 } : each));
  await expect(draftAgreement(owner, id, { kind: "amendment", values, changes: { criteria: lower(0) } })).rejects.toMatchObject({
    messageKey: "agreements.errors.measuredCriterion",
  });
  const changes = { criteria: lower(1), endsOn: "2026-09-30", decisionOn: "2026-10-15" };
  const sent = await givenSent(id, "amendment", changes);
  expect((await getAgreement(founder, sent.params)).changes.map(({ part }) => part)).toEqual([
    "End",
    "Day of the decision",
    "Success criteria",
  ]);
  await sign(founder, sent);
  expect(await rowOf(owner, id)).toMatchObject({ endsOn: "2026-07-31" });
  await sign(owner, sent);
  expect(await rowOf(owner, id)).toMatchObject({ endsOn: "2026-09-30", extendedFromOn: "2026-07-31" });
  const after = (await getAgreementForm(owner, id, { kind: "amendment" })).agreed!.criteria!;
  expect(after.map(({ id: same, target }) => [same, target])).toEqual([
    [first!.id, 90],
    [others[0]!.id, 85],
    [others[1]!.id, 90],
  ]);
  const gates = await db.selectFrom("pilotGate").select(["verdict", "told"]).where("pilotId", "=", id).orderBy("id").execute();
  expect(gates.at(-1)).toMatchObject({ verdict: "extend" });
  await expect(draftAgreement(owner, id, { kind: "amendment", values, changes: { endsOn: "2026-10-10" } })).rejects.toMatchObject(
    {
      messageKey: "pilots.errors.extendedBefore",
    },
  );
  const another = await givenSent(id, "amendment", { scope: "Two lines" });
  await sign(founder, another);
  await db.updateTable("pilot").set({ nextOrder: "Changed past everybody" }).where("id", "=", id).execute();
  await expect(sign(owner, another)).rejects.toMatchObject({ messageKey: "agreements.errors.documentOutdated" });
  expect(await rowOf(owner, id)).toMatchObject({ scope: "One line in Shenyang" });
});

test("a start-up's second signature carries an amendment as well, and no template makes no document", async () => {
  const { id, founder } = await givenOffered();
  await givenSigned(id, founder);
  const sent = await givenSent(id, "amendment", { startsOn: "2026-04-15", criteria: undefined });
  await sign(owner, sent);
  await sign(founder, sent);
  expect(await rowOf(founder, id)).toMatchObject({ startsOn: "2026-04-15", extendedFromOn: null });
  const inUse = (await listTemplates(manager)).templates.find(({ kind, retiredAt }) => kind === "nda" && retiredAt === null)!;
  await retireTemplate(manager, inUse.id);
  await expect(draftAgreement(owner, id, { kind: "nda", values, changes: {} })).rejects.toMatchObject({
    messageKey: "agreements.errors.noTemplate",
  });
});
