import { addEntry } from "#contexts/matching/index.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { AskedValues } from "../agreement/fields.ts";
import { publishTemplate, startTemplate } from "../commands/agreement-templates.ts";
import { draftAgreement, sendAgreement } from "../commands/agreements.ts";
import { permitReference, recordAdoption, writeLesson } from "../commands/close-pilot.ts";
import { decideGate } from "../commands/decide-gate.ts";
import { moveInvoice, takeInvoice } from "../commands/invoices.ts";
import { judgeCriterion, recordMeasurement } from "../commands/measure.ts";
import { moveMilestone } from "../commands/milestones.ts";
import { offerPilot } from "../commands/offer-pilot.ts";
import { draftOrder, moveOrder } from "../commands/orders.ts";
import { keepPilotFile } from "../commands/pilot-files.ts";
import { proposePilot } from "../commands/propose-pilot.ts";
import { judgeItem, provideDocument } from "../commands/readiness.ts";
import { nameRisk } from "../commands/risks.ts";
import { signAs } from "../commands/sign-agreement.ts";
import { givePulse, writeMessage } from "../commands/talk.ts";
import { agreeToTerm, proposeTerm } from "../commands/terms.ts";
import type { OrderMove } from "../money/order-schema.ts";
import { getAgreement } from "../queries/agreements.ts";
import { readinessKinds } from "../readiness.ts";
import { documentExamples, threeCriteria } from "../testing.ts";

export interface PilotPeople {
  /** The problem owner. */
  owner: Context;
  scout: Context;
  sponsor: Context;
  manager: Context;
  administrator: Context;
  founder: Context;
}

/** Words that tell who may read a text: the host alone, its two sides, the start-up alone. */
export interface PilotWords {
  secret: string;
  said: string;
  own: string;
}

/** Unmistakable in any answer; none of it is the start-up's to read. */
export const secretBudget = 98_765_432;
const secretOrder = 7_654_321;

const both = (text: string) => ({ "zh-CN": text, en: text });
const valuesWith = (word: string): AskedValues => ({
  "host.address": both(`${word} road`),
  "startup.address": both("Suzhou"),
  "startup.registration": { any: "91310000MA1" },
  amount: { any: "200000 CNY" },
  "payment.days": { any: "30" },
  "confidentiality.years": { any: "5" },
  purpose: both(`${word} purpose`),
  "law.name": both("the law of China"),
  "law.court": both("the Shanghai Arbitration Commission"),
  reason: both("The camera came late"),
});
const textFile = (text: string) => ({ name: `${text}.txt`, content: new Response(text).body });

interface Thing {
  people: PilotPeople;
  words: PilotWords;
  pilotId: string;
}

/** For tests: the templates that the agreements of such a pilot are written from. */
export async function publishTemplates(manager: Context): Promise<void> {
  for (const kind of ["pilotAgreement", "nda"] as const)
    await publishTemplate(manager, (await startTemplate(manager, { kind })).id);
}

/** For tests: a pilot with all its parts, led through every gate to its adoption; answers with the ids of its parts. */
export async function givenFullPilot(
  people: PilotPeople,
  { needId, companyId }: { needId: string; companyId: string },
  words: PilotWords,
): Promise<Record<string, string>> {
  const pilotId = await proposed(people, { needId, companyId }, words);
  const thing = { people, words, pilotId };
  await decide(thing);
  await offerPilot(people.owner, pilotId, { version: await versionOf(thing) });
  const { documentId } = await prepare(thing);
  await decide(thing);
  const agreements = await agreeOn(thing);
  const orders = await order(thing);
  await decide(thing);
  const running = await run(thing, orders);
  await decide(thing);
  await close(thing);
  const { draftedOrderId, orderId } = orders;
  return { pilotId, documentId, ...agreements, orderId, draftedOrderId, ...running };
}

/** For tests: a pilot just proposed, with everything a proposal says. */
export async function proposed(
  { owner, scout, sponsor }: Pick<PilotPeople, "owner" | "scout" | "sponsor">,
  { needId, companyId }: { needId: string; companyId: string },
  { secret, said }: PilotWords,
): Promise<string> {
  await addEntry(scout, needId, { companyId, stage: "shortlist" });
  const { id } = await proposePilot(owner, {
    needId,
    companyId,
    title: "Scratches on painted parts",
    scope: "One line in Shenyang",
    budgetMinor: secretBudget,
    sponsorPersonId: sponsor.actor.personId!,
    budgetLine: `${secret} line`,
    seriesContact: `${secret} contact`,
    note: `${secret} note`,
    nextOrder: `${said} next order`,
    consequenceWithinDays: 60,
    startsOn: "2026-03-02",
    endsOn: "2026-06-30",
    decisionOn: "2026-07-15",
    criteria: threeCriteria,
  });
  return id;
}

const dbOf = ({ people }: Thing) => people.owner.platform.database.kysely;

const versionOf = async (thing: Thing): Promise<number> =>
  (await dbOf(thing).selectFrom("pilot").select("version").where("id", "=", thing.pilotId).executeTakeFirstOrThrow()).version;

async function decide(thing: Thing): Promise<void> {
  const { secret, said } = thing.words;
  const version = await versionOf(thing);
  await decideGate(thing.people.owner, thing.pilotId, {
    verdict: "go",
    told: `${said} verdict`,
    note: `${secret} verdict`,
    version,
  });
}

async function prepare(thing: Thing): Promise<{ documentId: string }> {
  const { people, pilotId, words } = thing;
  for (const kind of readinessKinds) {
    await provideDocument(people.founder, pilotId, kind, documentExamples[kind], textFile(`${words.said} ${kind}`));
    const supplierNumber = kind === "supplierNumber" ? "4711" : null;
    await judgeItem(people.scout, pilotId, kind, { verdict: "accepted", supplierNumber });
  }
  const { id } = await dbOf(thing)
    .selectFrom("startupDocument")
    .innerJoin("pilot", "pilot.companyId", "startupDocument.companyId")
    .select("startupDocument.id")
    .where("pilot.id", "=", pilotId)
    .executeTakeFirstOrThrow();
  return { documentId: id };
}

async function agreeOn({ people, pilotId, words }: Thing) {
  const { owner, founder } = people;
  const { id: termId } = await proposeTerm(owner, pilotId, {
    kind: "foregroundIp",
    subject: `${words.said} images`,
    belongsTo: "startup",
    useByOther: `${words.said} use`,
  });
  await agreeToTerm(founder, termId);
  const draft = await draftAgreement(owner, pilotId, { kind: "nda", values: valuesWith(words.secret), changes: {} });
  const sent = await draftAgreement(owner, pilotId, { kind: "pilotAgreement", values: valuesWith(words.said), changes: {} });
  const params = { pilotId, agreementId: sent.id };
  const sha256 = (await getAgreement(owner, params)).sha256!;
  await sendAgreement(owner, params, { sha256 });
  for (const ctx of [founder, owner])
    await signAs(ctx, params, { sha256, name: `${words.said} by hand`, title: "CEO" }, { proof: "password", userAgent: "Test" });
  return { termId, agreementId: sent.id, draftedAgreementId: draft.id };
}

async function order(thing: Thing) {
  const { people, pilotId, words } = thing;
  const { owner, scout, manager, founder } = people;
  const inHalves = (title: string, amountMinor: number) => ({
    amountMinor,
    currency: "CNY" as const,
    milestones: [{ title, deliverable: title, amountMinor }],
  });
  await draftOrder(owner, pilotId, inHalves(`${words.secret} drafted`, secretOrder));
  const { id: draftedOrderId } = await draftOrder(scout, pilotId, inHalves(`${words.secret} asked for`, secretOrder));
  const { id: orderId } = await draftOrder(owner, pilotId, inHalves(`${words.said} installed`, 20_000_000));
  const move = async (ctx: Context, id: string, to: OrderMove["to"]) => {
    const { version } = await dbOf(thing)
      .selectFrom("purchaseOrder")
      .select("version")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    await moveOrder(ctx, id, { to, reason: "", version });
  };
  await move(scout, draftedOrderId, "requested");
  await move(owner, orderId, "requested");
  await move(manager, orderId, "approved");
  await decide(thing);
  await move(owner, orderId, "sent");
  await move(founder, orderId, "confirmed");
  return { draftedOrderId, orderId };
}

async function run(thing: Thing, { orderId }: { orderId: string }) {
  const { people, pilotId, words } = thing;
  const { owner, founder } = people;
  const { said } = words;
  const db = dbOf(thing);
  const { id: fileId } = await keepPilotFile(founder, pilotId, "file", textFile(`${said} log`));
  const criteria = await db.selectFrom("pilotCriterion").select("id").where("pilotId", "=", pilotId).execute();
  for (const { id: criterionId } of criteria) {
    await recordMeasurement(founder, pilotId, { criterionId, value: 95, measuredOn: "2026-03-02", note: `${said} measured` });
    await judgeCriterion(owner, pilotId, { criterionId, judgement: "met", reason: `${said} judged` });
  }
  await writeMessage(founder, pilotId, { text: `${said} message` });
  await givePulse(owner, pilotId, { mood: "good", comment: `${said} pulse` });
  const { id: riskId } = await nameRisk(owner, pilotId, {
    title: `${said} risk`,
    likelihood: 2,
    impact: 2,
    answer: `${said} answer`,
  });
  const invoiceId = await pay(thing, orderId);
  return { fileId, riskId, invoiceId };
}

async function pay(thing: Thing, orderId: string): Promise<string> {
  const { people, pilotId, words } = thing;
  const { owner, manager, administrator, founder } = people;
  const db = dbOf(thing);
  const { id: milestoneId } = await db
    .selectFrom("orderMilestone")
    .select("id")
    .where("orderId", "=", orderId)
    .executeTakeFirstOrThrow();
  const { id: fileId } = await keepPilotFile(founder, pilotId, "delivery", textFile(`${words.said} delivery`));
  await moveMilestone(founder, milestoneId, { to: "delivered", reason: "", fileId });
  await moveMilestone(owner, milestoneId, { to: "accepted", reason: "" });
  const { id } = await takeInvoice(founder, orderId, {
    number: `${words.said}-1`,
    milestoneId,
    amountMinor: 20_000_000,
    currency: "CNY",
    issuedOn: "2026-03-02",
  });
  const move = async (ctx: Context, to: "approved" | "paid") => {
    const { version } = await db.selectFrom("invoice").select("version").where("id", "=", id).executeTakeFirstOrThrow();
    await moveInvoice(ctx, id, { to, reason: "", version });
  };
  await move(manager, "approved");
  await move(administrator, "paid");
  return id;
}

async function close(thing: Thing): Promise<void> {
  const { people, pilotId, words } = thing;
  const { owner, founder } = people;
  await writeLesson(owner, pilotId, { kind: "advice", text: `${words.secret} lesson`, isShared: false });
  await writeLesson(owner, pilotId, { kind: "worked", text: `${words.said} lesson`, isShared: true });
  await writeLesson(founder, pilotId, { kind: "failed", text: `${words.own} lesson`, isShared: false });
  await permitReference(founder, pilotId, { permission: "named" });
  await recordAdoption(owner, pilotId, {
    kind: "followUpOrder",
    title: `${words.secret} adoption`,
    plannedMinor: secretOrder,
    realisedMinor: 0,
    currency: "CNY",
    happenedOn: "2026-03-02",
    note: `${words.secret} ledger`,
  });
  await dbOf(thing)
    .insertInto("pilotCheck")
    .values({
      id: newId(),
      pilotId,
      ownerOrgId: owner.actor.organisationId!,
      answer: "needsHelp",
      personId: owner.actor.personId!,
      personName: `${words.secret} checker`,
      checkedAt: owner.platform.now(),
    })
    .execute();
}
