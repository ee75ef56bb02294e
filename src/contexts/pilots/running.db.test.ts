import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { permitReference, recordAdoption, reverseAdoption, shareLesson, writeLesson } from "./commands/close-pilot.ts";
import { judgeCriterion, recordMeasurement, recordMeasurements, recordProvenMeasurement } from "./commands/measure.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { keepPilotFile } from "./commands/pilot-files.ts";
import { closeRisk, nameRisk, reviseRisk } from "./commands/risks.ts";
import { removePilotFile } from "./commands/running-files.ts";
import { givePulse, markMessagesSeen, writeMessage } from "./commands/talk.ts";
import { exportAdoptions, listAdoptions } from "./queries/adoptions.ts";
import { closingReport } from "./queries/closing-report.ts";
import { pilotPartsOfCompany } from "./queries/company-parts.ts";
import { timelineOfCompany } from "./queries/company-timeline.ts";
import { getRunningPage } from "./queries/measurement-charts.ts";
import { linkToPilotFile, openPilotFileLink } from "./queries/pilot-file-link.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";
import { getResult } from "./queries/result.ts";
import { getRunning } from "./queries/running.ts";
import type { AdoptionInput } from "./running-schema.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const steering = await givenSeat(platform, { role: "steering_member", organisationId: host });
const cloud = await givenSeat(platform, {
  role: "base_manager",
  organisationId: await givenOrganisation(platform, "cloud_partner"),
});

/** A pilot that runs, with its start-up; the clock of the tests stands before its start. */
async function givenRunning() {
  const id = await givenPilot(owner, scout, { startsOn: "2026-02-02", note: "We would pay twice as much" });
  const { companyId } = await owner.transact((tx) => pilotRowIn(tx, owner, id));
  const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
  await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
  const founder = await givenSeat(platform, { role: "founder", organisationId, name: "Fang Li" });
  await offerPilot(owner, id, { version: 1 });
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  const criteria = (await getRunning(owner, id)).criteria.map((criterion) => criterion.id);
  return { id, founder, criteria };
}

const measured = { note: "", measuredOn: "2026-02-20" };
const upload = (text: string, name = "log.txt") => ({ name, content: new Response(text).body });

test("values of both sides make a chart; one that was wrong is replaced once, and both stay", async () => {
  const { id, founder, criteria } = await givenRunning();
  const criterionId = criteria[0]!;
  const first = await recordMeasurement(founder, id, { ...measured, criterionId, value: 950 });
  const correct = (ctx: Context, value: number) =>
    recordMeasurement(ctx, id, { ...measured, criterionId, value, replacesId: first.id });
  const both = await Promise.allSettled([correct(owner, 95), correct(founder, 94)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { messageKey: "pilots.errors.correctedBefore" },
  });
  const [drawn] = (await getRunningPage(founder, id)).criteria;
  expect(drawn).toMatchObject({ isMetSoFar: true, measurements: [{ value: 950 }, { replacesId: first.id }] });
  expect(drawn!.picture!.wide).toContain("Target 90 %");
  await expect(
    recordMeasurement(owner, id, { ...measured, criterionId, value: 1, measuredOn: "2027-01-01" }),
  ).rejects.toMatchObject({
    fields: { measuredOn: "pilots.errors.measuredOutside" },
  });
});

test("who measures a criterion enters its values, the other side writes a message", async () => {
  const { id, founder, criteria } = await givenRunning();
  const [ours, theirs] = criteria as [string, string];
  await db.updateTable("pilotCriterion").set({ measuredBy: "host" }).where("id", "=", ours).execute();
  await db.updateTable("pilotCriterion").set({ measuredBy: "startup" }).where("id", "=", theirs).execute();
  const refused = { fields: { criterionId: "evaluation.errors.measurer" } };
  const enter = (ctx: Context, criterionId: string) => recordMeasurement(ctx, id, { ...measured, criterionId, value: 95 });
  await expect(enter(founder, ours)).rejects.toMatchObject(refused);
  await expect(enter(owner, theirs)).rejects.toMatchObject(refused);
  await enter(owner, ours);
  await enter(founder, theirs);
  const lines = "1; 2026-02-21; 96\n2; 2026-02-21; 96";
  await expect(recordMeasurements(founder, id, { lines })).rejects.toMatchObject({
    fields: { "lines.1": "evaluation.lineErrors.measurer" },
  });
});

test("many values are taken all or none, with what is wrong in which line", async () => {
  const { id, founder } = await givenRunning();
  await expect(
    recordMeasurements(founder, id, { lines: "1;2026-02-20;90\n7;2026-02-20;90\n1;2026-01-01;90" }),
  ).rejects.toMatchObject({
    fields: { "lines.2": "evaluation.lineErrors.criterion", "lines.3": "evaluation.lineErrors.outside" },
  });
  expect(await recordMeasurements(founder, id, { lines: "1;2026-02-20;90\nuptime;20.02.2026;91,5" })).toEqual({ recorded: 2 });
  expect((await getRunning(owner, id)).criteria.map(({ last }) => last?.value)).toEqual([90, 91.5, undefined]);
});

test("a message counts as unread for the other side until it looks or answers, and each side says once a week how it goes", async () => {
  const { id, founder } = await givenRunning();
  await writeMessage(founder, id, { text: "The camera is here." });
  expect(await getRunning(owner, id)).toMatchObject({ unread: 1, messages: [{ isUnread: true }] });
  expect((await getRunning(founder, id)).unread).toBe(0);
  await markMessagesSeen(owner, id);
  expect((await getRunning(founder, id)).seenByOther).toMatchObject({ personName: "Olga Owner" });
  await givePulse(founder, id, { mood: "bad", comment: "" });
  await givePulse(founder, id, { mood: "good", comment: "It works" });
  expect((await getRunning(owner, id)).pulse.at(-1)).toMatchObject({
    host: null,
    startup: { mood: "good", personName: "Fang Li" },
  });
  const risk = await nameRisk(founder, id, { title: "Dust", likelihood: 3, impact: 2, answer: "" });
  await closeRisk(owner, risk.id, true);
  expect((await getRunning(founder, id)).risks).toMatchObject([{ title: "Dust", closedByName: "Olga Owner" }]);
});

test("a pilot that is over takes no risks any more", async () => {
  const { id, founder } = await givenRunning();
  const dust = { title: "Dust", likelihood: 3, impact: 2, answer: "" };
  const risk = await nameRisk(founder, id, dust);
  await db.updateTable("pilot").set({ state: "stopped" }).where("id", "=", id).execute();
  const refusal = { code: "conflict", messageKey: "pilots.errors.riskOfEnded" };
  await expect(nameRisk(owner, id, dust)).rejects.toMatchObject(refusal);
  await expect(reviseRisk(founder, risk.id, dust)).rejects.toMatchObject(refusal);
  await expect(closeRisk(owner, risk.id, true)).rejects.toMatchObject(refusal);
});

test("files are read by the two sides alone, by a link of one's own, and taken away by the side that gave them", async () => {
  const { id, founder, criteria } = await givenRunning();
  const file = await keepPilotFile(founder, id, "file", upload("measured"));
  const { href } = await linkToPilotFile(owner, id, file.id);
  const query = Object.fromEntries(new URL(href, "http://x").searchParams) as { expires: string; signature: string };
  const link = { expires: Number(query.expires), signature: query.signature };
  expect(await (await openPilotFileLink(owner, id, file.id, link)).text()).toBe("measured");
  await expect(openPilotFileLink(founder, id, file.id, link)).rejects.toMatchObject({
    messageKey: "evaluation.errors.linkExpired",
  });
  await expect(linkToPilotFile(cloud, id, file.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(removePilotFile(owner, id, file.id)).rejects.toMatchObject({ messageKey: "evaluation.errors.notYourFile" });
  await expect(keepPilotFile(owner, id, "file", upload("MZ\0\0", "report.pdf"))).rejects.toMatchObject({ code: "invalid" });
  await removePilotFile(founder, id, file.id);
  await recordProvenMeasurement(founder, id, { ...measured, criterionId: criteria[0]!, value: 92 }, upload("proof"));
  const { files, criteria: shown } = await getRunning(owner, id);
  expect(files).toMatchObject([{ purpose: "measurement", uploadedByName: "Fang Li", can: { remove: false } }]);
  expect(shown[0]!.last!.file).toMatchObject({ name: "log.txt" });
});

test("the cloud partner reads values once both share the pilot, and nothing the sides say to each other", async () => {
  const { id, founder, criteria } = await givenRunning();
  await recordMeasurement(founder, id, { ...measured, criterionId: criteria[0]!, value: 92, note: "secret recipe" });
  await writeMessage(founder, id, { text: "secret words" });
  await writeLesson(founder, id, { kind: "worked", text: "secret lesson", isShared: true });
  await expect(getRunning(cloud, id)).rejects.toMatchObject({ code: "not_found" });
  const { partyOrgIds } = await owner.transact((tx) => pilotRowIn(tx, owner, id));
  const readerOrgIds = [...partyOrgIds, cloud.actor.organisationId!];
  await db.updateTable("pilot").set({ readerOrgIds }).where("id", "=", id).execute();
  const read = [await getRunning(cloud, id), await getResult(cloud, id)];
  expect(read[0]).toMatchObject({ side: null, criteria: [{ last: { value: 92 } }, {}, {}] });
  expect(JSON.stringify(read)).not.toContain("secret");
  await expect(closingReport(cloud, id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(listAdoptions(cloud, {})).rejects.toMatchObject({ code: "forbidden" });
});

const adoption: AdoptionInput = {
  kind: "followUpOrder",
  title: "Two more lines",
  plannedMinor: 90_000_000,
  realisedMinor: 30_000_000,
  currency: "CNY",
  happenedOn: "2026-02-27",
  note: "",
};

test("a promise is open until a row of the ledger carries it out, and open again when the row is taken back", async () => {
  const { id, founder, criteria } = await givenRunning();
  for (const criterionId of criteria) {
    const judge = { criterionId, judgement: "met" as const };
    await expect(judgeCriterion(owner, id, { ...judge, reason: "" })).rejects.toMatchObject({
      fields: { reason: "pilots.errors.judgedAgainst" },
    });
    await judgeCriterion(owner, id, { ...judge, reason: "Seen by all of us" });
  }
  await expect(judgeCriterion(founder, id, { criterionId: criteria[0]!, judgement: "met", reason: "x" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const due = {
    state: "evaluated" as const,
    result: "met" as const,
    evaluatedAt: platform.now(),
    consequenceDueOn: "2026-02-28",
  };
  await db.updateTable("pilot").set(due).where("id", "=", id).execute();
  expect((await getResult(owner, id)).consequence).toMatchObject({ isOverdue: true, doneAt: null });
  const row = await recordAdoption(owner, id, adoption);
  expect((await getResult(owner, id)).consequence).toMatchObject({ isOverdue: false });
  const both = await Promise.allSettled([owner, scout].map((ctx) => reverseAdoption(ctx, row.id, { note: "A zero too many" })));
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { messageKey: "pilots.errors.reversedBefore" },
  });
  expect(await getResult(owner, id)).toMatchObject({
    consequence: { isOverdue: true },
    adoption: { sums: [{ currency: "CNY", plannedMinor: 0, realisedMinor: 0 }] },
  });
  await recordAdoption(owner, id, { ...adoption, currency: "EUR" });
  expect((await getResult(founder, id)).adoption).toBeNull();
  const ledger = await listAdoptions(steering, { unitId: unit, year: "2026" });
  expect(ledger.sums).toMatchObject([
    { currency: "CNY", pilots: 0, plannedMinor: 0 },
    { currency: "EUR", year: "2026", pilots: 1, plannedMinor: 90_000_000 },
  ]);
  expect(await (await exportAdoptions(steering, { format: "csv" })).text()).toContain("Two more lines,CNY,-900000,-300000");
  await expect(listAdoptions(founder, {})).rejects.toMatchObject({ code: "forbidden" });
});

test("a company's timeline tells of its pilots what the reader may know, the last first", async () => {
  const { id, founder, criteria } = await givenRunning();
  const { companyId, ownerOrgId, partyOrgIds } = await owner.transact((tx) => pilotRowIn(tx, owner, id));
  await recordMeasurement(founder, id, { ...measured, criterionId: criteria[0]!, value: 95 });
  const walls = { pilotId: id, ownerOrgId, partyOrgIds: [...partyOrgIds] };
  const order = { id: newId(), number: "PO-7", amountMinor: 100, currency: "CNY" as const, createdBy: newId() };
  const [approvedBy, requestedBy] = [newId(), newId()];
  const hands = { requestedBy, approvedBy, sentAt: new Date("2026-03-01T09:00:00Z"), createdAt: platform.now() };
  await db
    .insertInto("purchaseOrder")
    .values({ ...walls, ...order, ...hands, state: "sent" })
    .execute();
  await db.updateTable("pilot").set({ state: "evaluated", result: "met" }).where("id", "=", id).execute();
  await recordAdoption(owner, id, adoption);
  const textsFor = async (ctx: Context) => (await timelineOfCompany(ctx, companyId)).map(({ detail }) => detail.text).toSorted();
  const told = ["First measurement in the pilot", "Pilot offered to the start-up", "Pilot proposed", "Purchase order PO-7 sent"];
  expect(await textsFor(owner)).toEqual([...told.slice(0, 1), "Follow-up order: Two more lines", ...told.slice(1)].toSorted());
  expect(await textsFor(founder)).toEqual(told);
  expect(await textsFor(cloud)).toEqual([]);
  const [last] = (await timelineOfCompany(owner, companyId)).slice(-1);
  expect(last).toMatchObject({ kind: "pilot", detail: { href: `/pilots/${id}/orders`, title: "Scratches on painted parts" } });
  expect(await pilotPartsOfCompany.tabs(scout, companyId)).toEqual(["pilots"]);
  expect(await pilotPartsOfCompany.tabs(cloud, companyId)).toEqual([]);
  expect(await pilotPartsOfCompany.pilots(founder, companyId)).toMatchObject([{ href: `/pilots/${id}` }]);
});

test("a lesson is one side's own until it shares it; permission to be named is each side's", async () => {
  const { id, founder } = await givenRunning();
  const lesson = await writeLesson(owner, id, { kind: "failed", text: "Ask purchasing earlier", isShared: false });
  expect((await getResult(founder, id)).lessons).toEqual([]);
  await expect(shareLesson(founder, lesson.id, true)).rejects.toMatchObject({ code: "not_found" });
  await shareLesson(owner, lesson.id, true);
  expect((await getResult(founder, id)).lessons).toMatchObject([{ side: "host", personName: "Olga Owner" }]);
  await expect(shareLesson(founder, lesson.id, false)).rejects.toMatchObject({ code: "forbidden" });
  await permitReference(founder, id, { permission: "quoted" });
  expect((await getResult(owner, id)).references).toEqual({ host: null, startup: "quoted" });
});

test("the closing report is written for each side in its own language", async () => {
  const { id, founder, criteria } = await givenRunning();
  await recordMeasurements(founder, id, { lines: "1;2026-02-10;70\n1;2026-02-20;92" });
  await judgeCriterion(owner, id, { criterionId: criteria[0]!, judgement: "met", reason: "" });
  for (const locale of ["en", "zh-CN", "de", "ru"] as const)
    for (const ctx of [owner, founder]) {
      const bytes = new Uint8Array(await (await closingReport({ ...ctx, locale }, id)).arrayBuffer());
      expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
    }
});
