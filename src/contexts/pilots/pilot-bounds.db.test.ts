import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { getNeed } from "#contexts/needs/index.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { withdrawAgreement } from "./commands/agreements.ts";
import { recordAdoption, reverseAdoption } from "./commands/close-pilot.ts";
import { decideGate } from "./commands/decide-gate.ts";
import { takeInvoice } from "./commands/invoices.ts";
import { judgeCriterion } from "./commands/measure.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { keepPilotFile } from "./commands/pilot-files.ts";
import { revisePilot } from "./commands/revise-pilot.ts";
import { nameRisk } from "./commands/risks.ts";
import { nameContact } from "./commands/share-pilot.ts";
import { addSigned, signAs } from "./commands/sign-agreement.ts";
import { measuredCriteria } from "./queries/agreement-facts.ts";
import { getAgreement } from "./queries/agreements.ts";
import { criteriaOf, pilotRowIn } from "./queries/pilot-row.ts";
import { getRunning } from "./queries/running.ts";
import { verifyAgreement } from "./queries/verify-agreement.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });

const rowOf = (pilotId: string) => owner.transact((tx) => pilotRowIn(tx, owner, pilotId));
const stop = async (pilotId: string) =>
  decideGate(owner, pilotId, {
    verdict: "stop",
    reason: "technology",
    told: "",
    note: "",
    version: (await rowOf(pilotId)).version,
  });

test("where the last two pilots of a need end at once the need moves on", async () => {
  const [first, second] = [await givenPilot(owner, scout), await givenPilot(owner, scout)];
  const { needId } = await rowOf(first);
  await db.updateTable("pilot").set({ needId }).where("id", "=", second).execute();
  await Promise.all([stop(first), stop(second)]);
  expect((await getNeed(owner, needId)).state).toBe("shortlisted");
});

const adoption = {
  kind: "followUpOrder" as const,
  title: "Two more lines",
  plannedMinor: 90_000_000,
  realisedMinor: 0,
  currency: "CNY" as const,
  happenedOn: "2026-02-27",
  note: "",
};

test("an adopted pilot keeps a row that stands, and one that is stopped meanwhile gets none", async () => {
  const id = await givenPilot(owner, scout);
  await db.updateTable("pilot").set({ state: "adopted" }).where("id", "=", id).execute();
  const wrong = await recordAdoption(owner, id, adoption);
  await expect(reverseAdoption(owner, wrong.id, { note: "A zero too many" })).rejects.toMatchObject({
    messageKey: "pilots.errors.lastAdoption",
  });
  await recordAdoption(owner, id, { ...adoption, plannedMinor: 9_000_000 });
  await reverseAdoption(owner, wrong.id, { note: "A zero too many" });

  const other = await givenPilot(owner, scout);
  await db.updateTable("pilot").set({ state: "evaluated" }).where("id", "=", other).execute();
  const [, adopted] = await Promise.allSettled([stop(other), recordAdoption(owner, other, adoption)]);
  const rows = await db.selectFrom("adoption").select("id").where("pilotId", "=", other).execute();
  expect(rows.length).toBe(adopted.status === "fulfilled" ? 1 : 0);
});

async function givenOffered() {
  const id = await givenPilot(owner, scout);
  const { companyId } = await rowOf(id);
  const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
  await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
  const founder = await givenSeat(platform, { role: "founder", organisationId, name: "Fang Li" });
  await offerPilot(owner, id, { version: (await rowOf(id)).version });
  return { id, companyId, founder };
}

async function givenConfirmedOrder(pilotId: string): Promise<string> {
  const id = newId();
  const { ownerOrgId, partyOrgIds } = await rowOf(pilotId);
  const by = { requestedBy: owner.actor.personId!, approvedBy: scout.actor.personId!, createdBy: owner.actor.personId! };
  const at = { sentAt: platform.now(), createdAt: platform.now() };
  const order = { id, pilotId, ownerOrgId, partyOrgIds, number: id, amountMinor: 9_000, currency: "CNY" as const };
  await db
    .insertInto("purchaseOrder")
    .values({ ...order, ...by, ...at, state: "confirmed" })
    .execute();
  return id;
}

test("a firm uses the number of an invoice once, also where two pilots take it in at once", async () => {
  const { id, companyId } = await givenOffered();
  const other = await givenPilot(owner, scout, {}, companyId);
  const orders = [await givenConfirmedOrder(id), await givenConfirmedOrder(other)];
  const invoice = { number: "R-7", amountMinor: 5_000, currency: "CNY" as const, issuedOn: "2026-02-02" };
  const taken = await Promise.allSettled(orders.map((orderId) => takeInvoice(owner, orderId, invoice)));
  expect(taken.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(taken.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { fields: { number: "pilots.errors.invoiceNumberTaken" } },
  });
});

test("whom a pilot is shared with changes nothing of its money", async () => {
  const { id } = await givenOffered();
  const orderId = await givenConfirmedOrder(id);
  const changeOf = async () =>
    (await db.selectFrom("purchaseOrder").select("changeNumber").where("id", "=", orderId).executeTakeFirstOrThrow())
      .changeNumber;
  const before = await changeOf();
  const readerOrgIds = [...(await rowOf(id)).partyOrgIds, await givenOrganisation(platform, "cloud_partner")];
  await db.updateTable("pilot").set({ readerOrgIds }).where("id", "=", id).execute();
  expect(await changeOf()).toBe(before);
});

test("whose seat has run out is named for nothing", async () => {
  const { id, founder } = await givenOffered();
  const [guest, member] = [
    await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit }),
    await givenSeat(platform, { role: "team_member", organisationId: founder.actor.organisationId! }),
  ];
  const endsAt = new Date(platform.now().getTime() - 1000);
  const seatIds = [guest, member].map(({ actor }) => actor.seatId!);
  await db.updateTable("seat").set({ endsAt }).where("id", "in", seatIds).execute();
  const { version } = await rowOf(id);
  await expect(revisePilot(owner, id, { version, problemOwnerPersonId: guest.actor.personId! })).rejects.toMatchObject({
    fields: { problemOwnerPersonId: "pilots.errors.notAColleague" },
  });
  await expect(nameContact(founder, id, { version, personId: member.actor.personId! })).rejects.toMatchObject({
    fields: { personId: "pilots.errors.notYourColleague" },
  });
});

const pdfOf = (text: string) => new Blob([`%PDF-1.4\n${text}\n%%EOF`]).stream() as ReadableStream<Uint8Array>;
const signer = { name: "scan.pdf", signer: "Olga Owner", title: "Head of paint" };

test("risks and files wait for the offer, as messages do", async () => {
  const id = await givenPilot(owner, scout);
  const notOffered = { messageKey: "pilots.errors.notOffered" };
  await expect(
    nameRisk(owner, id, { title: "They may be short of money", likelihood: 3, impact: 3, answer: "" }),
  ).rejects.toMatchObject(notOffered);
  await expect(keepPilotFile(owner, id, "file", { name: "rating.pdf", content: pdfOf("rating") })).rejects.toMatchObject(
    notOffered,
  );
  expect((await getRunning(owner, id)).can).toMatchObject({ take: false, write: false });
});

test("a criterion that was judged stays as it is", async () => {
  const id = await givenPilot(owner, scout);
  const [first] = await owner.transact((tx) => criteriaOf(tx, id));
  await db.updateTable("pilot").set({ state: "running" }).where("id", "=", id).execute();
  await judgeCriterion(owner, id, { criterionId: first!.id, judgement: "met", reason: "Seen by all of us" });
  expect(await owner.transact((tx) => measuredCriteria(tx, id))).toEqual(new Set([first!.id]));
});

test("an agreement signed outside binds what the pilot said then, and stands until both amend it", async () => {
  const { id, founder } = await givenOffered();
  const request = new Request("http://x");
  const give = async (text: string) => {
    const { id: agreementId } = await addSigned(owner, request, id, { ...signer, kind: "pilotAgreement" }, pdfOf(text));
    const params = { pilotId: id, agreementId };
    const sha256 = (await getAgreement(founder, params)).signs!;
    const confirm = () =>
      signAs(founder, params, { sha256, name: "By hand", title: "CEO" }, { proof: "password", userAgent: "Test" });
    return { params, confirm };
  };
  const first = await give("first");
  await revisePilot(owner, id, { version: (await rowOf(id)).version, scope: "Another line" });
  await expect(first.confirm()).rejects.toMatchObject({ messageKey: "agreements.errors.documentOutdated" });
  await withdrawAgreement(owner, first.params, { reason: "The scope changed." });
  await (await give("second")).confirm();
  await expect(give("third")).rejects.toMatchObject({ messageKey: "agreements.errors.amendInstead" });
});

test("the same document given for two pilots is damaged where its own bytes are", async () => {
  const pilots = [await givenOffered(), await givenOffered()];
  const request = new Request("http://x");
  for (const { id } of pilots) await addSigned(owner, request, id, { ...signer, kind: "nda" }, pdfOf("our NDA"));
  const { storageKey, sha256 } = await db
    .selectFrom("pilotFile")
    .select(["storageKey", "sha256"])
    .where("pilotId", "=", pilots[1]!.id)
    .executeTakeFirstOrThrow();
  await platform.files.write(storageKey, Readable.from([Buffer.from("other bytes")]));
  const { matches } = await verifyAgreement(owner, sha256);
  expect(new Map(matches.map((match) => [match.pilotId, match.isStoredIntact]))).toEqual(
    new Map([
      [pilots[0]!.id, true],
      [pilots[1]!.id, false],
    ]),
  );
});
