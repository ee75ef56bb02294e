import { expect, test } from "vitest";
import { givenCompany } from "#contexts/companies/testing.ts";
import { publicUrl } from "#contexts/identity/index.ts";
import { givenApplicant, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { listAuditEntries, listMails } from "#contexts/operations/queries.ts";
import { type Context, contextFor, visitor } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { type Outcome, outcomes } from "./application.ts";
import { declareConflict } from "./commands/conflicts.ts";
import { proposeDecision } from "./commands/decide-application.ts";
import { decideMany } from "./commands/decide-many.ts";
import { followDecision } from "./commands/follow-decision.ts";
import { resetLetter, writeLetter } from "./commands/letters.ts";
import { giveReview, writeReview } from "./commands/reviews.ts";
import { askForSecondStage, beginReview, reopenApplication, withdrawApplication } from "./commands/run-application.ts";
import { sendDigests } from "./commands/send-digests.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { orderWaitingList } from "./commands/waiting-list.ts";
import { decisionsAsked } from "./decision-schema.ts";
import { getDecisionDesk } from "./queries/decision-desk.ts";
import { getDecisionTable } from "./queries/decision-table.ts";
import { listLetters } from "./queries/letters.ts";
import { getOwnApplication } from "./queries/own-application.ts";
import { previewDecisions } from "./queries/preview-decisions.ts";
import { getPublicAnswerTimes, getResponseTimes } from "./queries/response-times.ts";
import { listWaiting } from "./queries/waiting.ts";
import type { DecisionInput } from "./schema.ts";
import { givenApplication, givenCall, givenOperators, givenPhase } from "./testing.ts";

const platform = await openTestPlatform();
const { host, cloud, hostManager, cloudManager } = await givenOperators(platform);
const secondHost = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Hugo Host" });
const db = platform.database.kysely;

const decision = (outcome: Outcome, more: Partial<DecisionInput> = {}): DecisionInput => ({
  outcome,
  reasonCodes: outcome === "declined" ? ["too_early"] : [],
  note: "Internal words",
  letter: "Thank you for your work.",
  letterLang: "en",
  nextSteps: [],
  recheck: null,
  ...more,
});
const joint = () => givenCall(hostManager, {}, { agreeing: cloudManager });
const asked = (applicationIds: string[], more: object = {}) => parse(decisionsAsked, { applicationIds, ...more });
const stateOf = (id: string) => db.selectFrom("application").select(["state", "outcome"]).where("id", "=", id).executeTakeFirst();
const mailsTo = (ctx: Context) =>
  db
    .selectFrom("mailMessage")
    .innerJoin("person", "person.email", "mailMessage.toAddress")
    .select(["mailMessage.subject", "mailMessage.textBody", "mailMessage.orgId"])
    .where("person.id", "=", ctx.actor.personId!)
    .orderBy("mailMessage.createdAt")
    .orderBy("mailMessage.id")
    .execute();

test("every outcome in every state: one operator decides alone, a joint call takes both, and a told decision a reason", async () => {
  const rows: unknown[] = [];
  for (const isJoint of [false, true]) {
    const callId = isJoint ? await joint() : await givenCall(hostManager);
    for (const outcome of outcomes) {
      const { id, applicant } = await givenApplication(platform, callId, { firmName: `Matrix ${outcome} ${isJoint}` });
      const verdicts: string[] = [];
      const say = async (ctx: Context, more: Partial<DecisionInput> = {}) =>
        verdicts.push(
          await proposeDecision(ctx, id, decision(outcome, more)).then(
            ({ kind }) => kind,
            (error) => error.fields?.correction ?? error.messageKey,
          ),
        );
      await say(hostManager);
      if (isJoint) await say(cloudManager);
      await say(secondHost);
      await say(secondHost, { correction: "We looked at the wrong file." });
      if (isJoint) await say(cloudManager, { correction: "So did we." });
      const told = await mailsTo(applicant);
      rows.push([isJoint, outcome, verdicts.join(" "), (await stateOf(id))?.outcome, told.length]);
    }
  }
  const [told, replaced] = ["stands", "decisions.errors.correctionMissing"];
  expect(rows).toEqual([
    [false, "accepted", `${told} ${replaced} ${told}`, "accepted", 2],
    [false, "waitlisted", `${told} ${told} ${told}`, "waitlisted", 3],
    [false, "declined", `${told} ${replaced} ${told}`, "declined", 2],
    [true, "accepted", `waiting ${told} ${replaced} waiting ${told}`, "accepted", 2],
    [true, "waitlisted", `waiting ${told} waiting waiting ${told}`, "waitlisted", 2],
    [true, "declined", `waiting ${told} ${replaced} waiting ${told}`, "declined", 2],
  ]);
});

test("what is with its writers, withdrawn or not for this seat cannot be decided, and what was proposed before counts no more", async () => {
  const callId = await joint();
  const { id, applicant } = await givenApplication(platform, callId);
  const steering = await givenSeat(platform, { role: "steering_member", organisationId: host });
  await expect(proposeDecision(steering, id, decision("accepted"))).rejects.toMatchObject({ code: "forbidden" });
  await expect(proposeDecision(applicant, id, decision("accepted"))).rejects.toMatchObject({ code: "not_found" });
  await expect(proposeDecision(hostManager, id, decision("declined", { reasonCodes: [] }))).rejects.toMatchObject({
    fields: { reasonCodes: "errors.required" },
  });
  await expect(proposeDecision(hostManager, id, decision("accepted", { reasonCodes: ["too_early"] }))).rejects.toMatchObject({
    fields: { reasonCodes: "decisions.errors.reasonOfOther" },
  });
  await proposeDecision(hostManager, id, decision("accepted"));
  await askForSecondStage(hostManager, id, { reason: "Your plan, please", until: null });
  await expect(proposeDecision(cloudManager, id, decision("accepted"))).rejects.toMatchObject({
    messageKey: "decisions.errors.writersAsked",
  });
  await reopenApplication(hostManager, id, { reason: "Again", until: null });
  await db.updateTable("application").set({ isAskedBack: false, stage: 1 }).where("id", "=", id).execute();
  await submitApplication(applicant, id);
  expect(await proposeDecision(cloudManager, id, decision("accepted"))).toEqual({ kind: "waiting", for: [host] });
  await withdrawApplication(applicant, id, { reason: "Bought" });
  await expect(proposeDecision(hostManager, id, decision("accepted"))).rejects.toMatchObject({
    messageKey: "applications.errors.noSuchMove",
  });
});

test("two managers who decide at once make one decision and one mail; two operators at once decide together", async () => {
  const callId = await givenCall(hostManager);
  const { id, applicant } = await givenApplication(platform, callId);
  const both = await Promise.allSettled([
    proposeDecision(hostManager, id, decision("accepted")),
    proposeDecision(secondHost, id, decision("declined")),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await mailsTo(applicant)).toHaveLength(1);
  const shared = await givenApplication(platform, await joint());
  const said = await Promise.all([
    proposeDecision(hostManager, shared.id, decision("accepted")),
    proposeDecision(cloudManager, shared.id, decision("accepted")),
  ]);
  expect(said.map(({ kind }) => kind).sort()).toEqual(["stands", "waiting"]);
  expect([(await stateOf(shared.id))?.outcome, (await mailsTo(shared.applicant)).length]).toEqual(["accepted", 1]);
});

test("a preview shows every mail exactly as it is sent, each in its applicant's language, and sent twice it is sent once", async () => {
  const callId = await givenCall(hostManager, { title: { en: "Battery call", de: "Batterie-Aufruf" } as never });
  const german = await givenApplicant(platform, { name: "Greta Gründer", email: "greta@startup.test" });
  await db.updateTable("person").set({ locale: "de" }).where("id", "=", german.actor.personId!).execute();
  const one = await givenApplication(platform, callId, { firmName: "Alpha {firm} Ltd" });
  const two = await givenApplication(platform, callId, { firmName: "Beta GmbH", applicant: german });
  const gone = await givenApplication(platform, callId, { firmName: "Gamma SA" });
  await withdrawApplication(gone.applicant, gone.id, { reason: "" });
  const other = await givenCall(hostManager, { title: { en: "Other call" } as never });
  const { slug } = await db.selectFrom("call").select("slug").where("id", "=", other).executeTakeFirstOrThrow();
  const ids = [one.id, two.id, gone.id];
  const wanted = {
    outcome: "declined",
    reasonCodes: ["too_early", "team"],
    nextSteps: [
      { kind: "call", ref: slug, on: null },
      { kind: "reapply", ref: null, on: "2026-09-01" },
    ],
    recheck: { kind: "date", on: "2026-09-01" },
  };
  const previews = await previewDecisions(hostManager, callId, asked(ids, wanted));
  expect(previews.map(({ firmName, effect, fault }) => [firmName, effect, fault])).toEqual([
    ["Alpha {firm} Ltd", "decides", null],
    ["Beta GmbH", "decides", null],
    ["Gamma SA", "decides", "applications.errors.noSuchMove"],
  ]);
  const [first, second] = previews;
  expect(first!.decision!.letter).toContain(`Other call\n  ${publicUrl(platform)}/calls/${slug}`);
  expect(first!.decision!.letter).toMatch(/too early.*\n.*team/i);
  expect(first!.decision!.letter).toContain("September 1, 2026");
  expect(second!.decision!.letter).toMatch(/^Ihre Arbeit an der Bewerbung von Beta GmbH wissen wir zu schätzen: Batterie-Aufruf/);
  const edited = { ...first!.decision!, letter: `${first!.decision!.letter}\n\nP.S. {name} Call us.` };
  const batch = {
    batchId: newId(),
    decisions: [
      { applicationId: one.id, seal: first!.seal, decision: edited },
      { applicationId: two.id, seal: second!.seal, decision: second!.decision! },
      { applicationId: gone.id, seal: "0".repeat(64), decision: second!.decision! },
      { applicationId: newId(), seal: "0".repeat(64), decision: second!.decision! },
    ],
  };
  const results = [await decideMany(hostManager, callId, batch), await decideMany(hostManager, callId, batch)];
  for (const result of results)
    expect(result.map((row) => [row.result, row.error])).toEqual([
      ["decided", null],
      ["decided", null],
      ["failed", "From its present state this is not possible."],
      ["failed", expect.stringContaining("not")],
    ]);
  for (const [preview, letter, { applicant }] of [
    [first!, edited.letter, one],
    [second!, second!.decision!.letter, two],
  ] as const) {
    const sent = await mailsTo(applicant);
    expect(sent.map(({ subject, textBody }) => [subject, textBody])).toEqual(
      preview.mails.map((mail) => [mail.subject, `${mail.before}${letter}${mail.after}`]),
    );
    expect(sent.map(({ orgId }) => orgId)).toEqual([null]);
  }
  expect(second!.mails[0]!.before).toBe("Guten Tag Greta Gründer,\n\n");
  const view = await getOwnApplication(two.applicant, two.id);
  expect(view.decision).toMatchObject({
    reasonCodes: ["too_early", "team"],
    nextSteps: [
      { kind: "call", title: "Other call", href: `/calls/${slug}` },
      { kind: "reapply", title: null, href: null, on: "2026-09-01" },
    ],
  });
});

test("what changes between preview and sending is refused for that row alone, and nothing of it is sent", async () => {
  const callId = await joint();
  const { id, applicant } = await givenApplication(platform, callId);
  const [before] = await previewDecisions(hostManager, callId, asked([id], { outcome: "accepted" }));
  expect([before!.effect, before!.waitsFor.map((each) => each.id)]).toEqual(["waits", [cloud]]);
  await proposeDecision(cloudManager, id, decision("declined"));
  const send = (seal: string, of = before!.decision!) =>
    decideMany(hostManager, callId, { batchId: newId(), decisions: [{ applicationId: id, seal, decision: of }] });
  expect((await send(before!.seal)).map(({ result, error }) => [result, error])).toEqual([
    ["failed", expect.stringContaining("since the preview")],
  ]);
  expect(await mailsTo(applicant)).toEqual([]);
  const [disputed] = await previewDecisions(hostManager, callId, asked([id], { outcome: "accepted" }));
  expect(disputed!.effect).toBe("disputes");
  const [agreed] = await previewDecisions(hostManager, callId, asked([id], { agrees: true, note: "Ours" }));
  expect([agreed!.effect, agreed!.decision!.outcome, agreed!.decision!.letter, agreed!.decision!.note]).toEqual([
    "decides",
    "declined",
    "Thank you for your work.",
    "Ours",
  ]);
  const table = await getDecisionTable(hostManager, callId, { stage: "waitsForUs" });
  expect(table.rows.map((row) => [row.id, row.proposals.map(({ outcome, isOurs }) => [outcome, isOurs])])).toEqual([
    [id, [["declined", false]]],
  ]);
  expect((await getDecisionTable(cloudManager, callId, { stage: "waitsForThem" })).rows.map((row) => row.id)).toEqual([id]);
  expect((await send(agreed!.seal, agreed!.decision!)).map(({ result }) => result)).toEqual(["decided"]);
  expect(await mailsTo(applicant)).toHaveLength(1);
  await expect(previewDecisions(hostManager, callId, asked([id]))).rejects.toMatchObject({ code: "invalid" });
  const [nothing] = await previewDecisions(hostManager, callId, asked([id], { agrees: true, correction: "x" }));
  expect(nothing!.fault).not.toBeNull();
});

test("managers write the letters of a call, are told of a placeholder that means nothing, and go back to the product's words", async () => {
  const callId = await givenCall(hostManager);
  const name = { outcome: "accepted", lang: "en" } as const;
  const all = await listLetters(hostManager, callId);
  expect([all.letters.length, all.letters.every(({ isDefault, text }) => isDefault && text.includes("{firm}"))]).toEqual([
    12,
    true,
  ]);
  await expect(writeLetter(hostManager, callId, name, { text: "Dear {frim}", version: 0 })).rejects.toMatchObject({
    fields: { text: "decisions.errors.unknownPlaceholder" },
  });
  await expect(writeLetter(cloudManager, callId, name, { text: "x", version: 0 })).rejects.toMatchObject({ code: "forbidden" });
  await writeLetter(hostManager, callId, name, { text: "Hooray, {firm}!", version: 0 });
  await expect(writeLetter(secondHost, callId, name, { text: "Late", version: 0 })).rejects.toMatchObject({ code: "conflict" });
  const { id } = await givenApplication(platform, callId, { firmName: "Delta" });
  const letter = async () =>
    (await previewDecisions(hostManager, callId, asked([id], { outcome: "accepted" })))[0]!.decision!.letter;
  expect(await letter()).toBe("Hooray, Delta!");
  await resetLetter(hostManager, callId, name);
  expect(await letter()).toMatch(/^We are glad/);
});

test("from the waiting list firms move up in an order that tells nobody of somebody else", async () => {
  const callId = await givenCall(hostManager);
  const waiting = [];
  for (const firmName of ["W1", "W2 Hidden", "W3", "W4"]) {
    const given = await givenApplication(platform, callId, { firmName });
    await proposeDecision(hostManager, given.id, decision("waitlisted"));
    waiting.push(given);
  }
  const [first, hidden, third, fourth] = waiting as [
    (typeof waiting)[0],
    (typeof waiting)[0],
    (typeof waiting)[0],
    (typeof waiting)[0],
  ];
  await declareConflict(secondHost, hidden!.id, { kind: "other", note: "" });
  const seen = async (ctx: Context) =>
    (await getDecisionTable(ctx, callId, { stage: "waitlisted" })).rows.map(({ firmName, place }) => [firmName, place]);
  expect(await seen(secondHost)).toEqual([
    ["W1", 1],
    ["W3", 2],
    ["W4", 3],
  ]);
  await orderWaitingList(secondHost, callId, [fourth!.id, first!.id, third!.id]);
  expect(await seen(hostManager)).toEqual([
    ["W4", 1],
    ["W2 Hidden", 2],
    ["W1", 3],
    ["W3", 4],
  ]);
  await expect(orderWaitingList(hostManager, callId, [fourth!.id])).rejects.toMatchObject({ code: "conflict" });
  expect((await getOwnApplication(third!.applicant, third!.id)).decision?.place).toBe(4);
  await proposeDecision(hostManager, fourth!.id, decision("accepted"));
  expect((await getOwnApplication(third!.applicant, third!.id)).decision?.place).toBe(3);
  expect((await getOwnApplication(fourth!.applicant, fourth!.id)).decision).toMatchObject({ outcome: "accepted", place: null });
});

test("a correction takes back what followed from the decision it replaces, and tells the applicant why", async () => {
  const callId = await givenCall(hostManager);
  const { id, applicant } = await givenApplication(platform, callId, { firmName: "Corrected Optics" });
  const seats = () =>
    db
      .selectFrom("seat")
      .select((eb) => eb("endedAt", "is", null).as("isOpen"))
      .where("personId", "=", applicant.actor.personId!)
      .orderBy("createdAt")
      .orderBy("id")
      .execute();
  const passes = () =>
    db
      .selectFrom("companyPass")
      .select(["reasonCode", "recheckKind", "recheckDetail", "note"])
      .select((eb) => eb("withdrawnAt", "is", null).as("stands"))
      .where("applicationId", "=", id)
      .execute();
  await proposeDecision(hostManager, id, decision("accepted"));
  await followDecision(platform, id);
  await followDecision(platform, id);
  expect([await seats(), (await getDecisionDesk(hostManager, id)).decisions[0]!.followed]).toMatchObject([
    [{ isOpen: true }],
    { organisation: { name: "Corrected Optics" }, seats: 1, passes: 0 },
  ]);
  const recheck = { kind: "certificate" as const, on: null, detail: "TISAX" };
  await proposeDecision(hostManager, id, decision("declined", { correction: "The certificate had expired.", recheck }));
  await followDecision(platform, id);
  expect([await seats(), await passes()]).toEqual([
    [{ isOpen: false }],
    [{ reasonCode: "too_early", recheckKind: "certificate", recheckDetail: "TISAX", note: "Internal words", stands: true }],
  ]);
  const told = await getOwnApplication(applicant, id);
  expect(told.decision).toMatchObject({ outcome: "declined", correction: "The certificate had expired." });
  const [, corrected] = await mailsTo(applicant);
  expect([corrected!.subject, corrected!.textBody]).toEqual([
    expect.stringMatching(/^Corrected: /),
    expect.stringContaining("The reason: The certificate had expired."),
  ]);
  await proposeDecision(hostManager, id, decision("accepted", { correction: "It had not." }));
  await followDecision(platform, id);
  expect([await seats(), (await passes()).map(({ stands }) => stands)]).toEqual([[{ isOpen: false }, { isOpen: true }], [false]]);
  const reasons = await db
    .selectFrom("auditEntry")
    .select("reason")
    .where("subjectId", "=", id)
    .where("action", "=", "application.decided")
    .orderBy("id")
    .execute();
  expect(reasons.map(({ reason }) => reason)).toEqual([null, "The certificate had expired. – too_early", "It had not."]);
});

test("a firm that is known, with an organisation already, comes in once more through the other door and its people sign in to it", async () => {
  const known = await givenCompany(hostManager, { name: "Twodoor Sensors" });
  const own = { id: newId(), kind: "startup" as const, name: "Twodoor Sensors", companyId: known };
  await db
    .insertInto("organisation")
    .values({ ...own, names: json({}), createdAt: platform.now() })
    .execute();
  const founder = await givenSeat(platform, { role: "founder", organisationId: own.id, name: "Fritz First" });
  const callId = await givenCall(cloudManager);
  const { id, applicant } = await givenApplication(platform, callId, { firmName: "Twodoor Sensors" });
  await db
    .updateTable("application")
    .set({ companyId: known, authorPersonIds: [applicant.actor.personId!, founder.actor.personId!] })
    .where("id", "=", id)
    .execute();
  await proposeDecision(cloudManager, id, decision("accepted"));
  await followDecision(platform, id);
  const seats = await db
    .selectFrom("seat")
    .select(["personId", "role"])
    .where("organisationId", "=", own.id)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  expect(seats).toEqual([
    { personId: founder.actor.personId, role: "founder" },
    { personId: applicant.actor.personId, role: "founder" },
  ]);
  const organisations = await db.selectFrom("organisation").select("id").where("companyId", "=", known).execute();
  expect(organisations).toEqual([{ id: own.id }]);
});

test("for a person who is shut out a declined firm leaves no trace: no record, no pass, no line in the log", async () => {
  const callId = await givenCall(hostManager);
  const administrator = await givenSeat(platform, { role: "administrator", organisationId: host, name: "Tied Admin" });
  await db
    .insertInto("reviewerTie")
    .values({
      id: newId(),
      personId: administrator.actor.personId!,
      kind: "family",
      firmName: "Traceless",
      domain: null,
      toldAt: platform.now(),
    })
    .execute();
  const readings = async () =>
    JSON.stringify([
      await listAuditEntries(administrator, { limit: 200 }),
      await listMails(administrator, { limit: 200 }),
      await administrator.transact((tx) => tx.selectFrom("company").select(["id", "updatedAt"]).orderBy("id").execute()),
      await administrator.transact((tx) => tx.selectFrom("companyPass").selectAll().orderBy("id").execute()),
      await getResponseTimes(administrator, callId),
      await getPublicAnswerTimes(administrator, callId),
      await getPublicAnswerTimes(contextFor(platform, visitor), callId),
      await listWaiting(administrator),
    ]);
  const known = await givenCompany(hostManager, { name: "Traceless Known" });
  const before = await readings();
  for (const companyId of [null, known]) {
    const { id } = await givenApplication(platform, callId, { firmName: "Traceless" });
    if (companyId) await db.updateTable("application").set({ companyId }).where("id", "=", id).execute();
    await proposeDecision(hostManager, id, decision("declined"));
    await followDecision(platform, id);
    const passes = await db.selectFrom("companyPass").select("companyId").where("applicationId", "=", id).execute();
    expect(passes.map((pass) => pass.companyId)).toEqual(companyId ? [known] : []);
  }
  expect(await readings()).toBe(before);
});

test("feedback reaches the applicant without names, and from a single reviewer only where a manager said so", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const give = async (id: string, name: string, feedback: string) => {
    const reviewer = await givenSeat(platform, { role: "expert", organisationId: host, name });
    const given = await giveReview(hostManager, id, { phaseId, personId: reviewer.actor.personId!, dueOn: null });
    const review = { version: 1, scores: { fit: 3 }, recommendation: "accept" as const, comment: "Secret", isHandedIn: true };
    await writeReview(reviewer, given.id, { ...review, feedback });
  };
  const told = async (names: string[], sharesOnlyReview?: boolean) => {
    const { id, applicant } = await givenApplication(platform, callId);
    await beginReview(hostManager, id);
    for (const name of names) await give(id, name, `Bring data. ${name}`);
    await proposeDecision(hostManager, id, decision("accepted", { sharesOnlyReview }));
    return (await getOwnApplication(applicant, id)).decision!.feedback;
  };
  expect(await told(["Erik Expert"])).toEqual([]);
  expect(await told(["Erik Expert"], true)).toEqual(["Bring data. …"]);
  expect(await told(["Erik Expert", "Rita Referee"])).toEqual(["Bring data. …"]);
});

test("the one answerable is the manager who opened the call, else one of the operator that is not shut out", async () => {
  const callId = await givenCall(hostManager);
  const { id } = await givenApplication(platform, callId);
  const responsible = async () =>
    db.selectFrom("application").select(["responsiblePersonId", "responsibleOrgId"]).where("id", "=", id).executeTakeFirst();
  expect(await responsible()).toEqual({ responsiblePersonId: hostManager.actor.personId, responsibleOrgId: host });
  await declareConflict(hostManager, id, { kind: "other", note: "" });
  expect(await responsible()).toEqual({ responsiblePersonId: secondHost.actor.personId, responsibleOrgId: host });
});

test("what is overdue is mailed once a working day in one mail, and names nothing its reader is shut out of", async () => {
  const unit = await givenUnit(platform, host, "Batteries");
  const manager = await givenSeat(platform, { role: "base_manager", organisationId: host, unitId: unit, name: "Dora Digest" });
  const promisedDays = json({ screening: 3, review: 3, waitlist: 3 });
  const callId = await givenCall(manager, { promisedDays } as never, { agreeing: cloudManager });
  const open = await givenApplication(platform, callId, { firmName: "Overdue Drives" });
  const tied = await givenApplication(platform, callId, { firmName: "Shutout Drives" });
  await declareConflict(manager, tied.id, { kind: "other", note: "" });
  const digests = async () => (await mailsTo(manager)).filter(({ subject }) => subject.includes("overdue"));
  // Monday the second of March, three working days: until Thursday.
  platform.setNow("2026-03-05T09:00:00Z");
  await sendDigests(platform);
  expect(await digests()).toEqual([]);
  platform.setNow("2026-03-06T09:00:00Z");
  await sendDigests(platform);
  await sendDigests(platform);
  const [mail, ...more] = await digests();
  expect(more).toEqual([]);
  expect([mail!.orgId, mail!.subject]).toEqual([null, "One application is overdue"]);
  expect(mail!.textBody).toContain("Overdue Drives (Battery call): look at it – due Mar 5, 2026");
  expect(mail!.textBody).not.toContain("Shutout");
  expect((await listWaiting(manager)).map(({ title, kind, isOverdue }) => [title, kind, isOverdue])).toEqual([
    ["Overdue Drives", "screen", true],
  ]);
  platform.setNow("2026-03-07T09:00:00Z");
  expect(await sendDigests(platform)).toBe(0);
  platform.setNow("2026-03-09T09:00:00Z");
  await proposeDecision(manager, open.id, decision("accepted"));
  // Our word is said: the other operator has the next one.
  expect(await listWaiting(manager)).toEqual([]);
  const agree = (await listWaiting(cloudManager)).filter(({ title }) => title === "Overdue Drives");
  expect(agree.map(({ kind, isOverdue }) => [kind, isOverdue])).toEqual([["agree", true]]);
  await sendDigests(platform);
  expect(await digests()).toHaveLength(1);
  platform.setNow("2026-03-02T09:00:00Z");
});

test("answer times count by call and by unit, what still waits as censored, in public from five answers on and without what somebody is shut out of", async () => {
  const unit = await givenUnit(platform, host, "Drives");
  const manager = await givenSeat(platform, { role: "base_manager", organisationId: host, unitId: unit, name: "Ute Unit" });
  const callId = await givenCall(manager);
  const start = platform.now().getTime();
  const after = (days: number) => platform.setNow(new Date(start + days * 86_400_000).toISOString());
  const given = [];
  for (let at = 0; at < 7; at++) given.push(await givenApplication(platform, callId, { firmName: `Times ${at}` }));
  for (const [at, { id }] of given.slice(0, 5).entries()) {
    after(at + 1.5);
    await proposeDecision(manager, id, decision("accepted"));
    const told = await getPublicAnswerTimes(contextFor(platform, visitor), callId);
    expect(told).toEqual(at < 4 ? { medianDays: null, ninetiethDays: null } : { medianDays: 5, ninetiethDays: null });
  }
  const times = await getResponseTimes(manager, callId);
  expect(times.decision).toEqual({ count: 7, open: 2, median: 4.5, ninetieth: null });
  expect(times.units.map(({ name, times: each }) => [name, each.count])).toEqual([["Drives", 7]]);
  await withdrawApplication(given[5]!.applicant, given[5]!.id, { reason: "" });
  expect((await getResponseTimes(manager, callId)).decision).toMatchObject({ count: 7, open: 2 });
  await declareConflict(secondHost, given[0]!.id, { kind: "other", note: "" });
  expect((await getResponseTimes(secondHost, callId)).decision).toMatchObject({ count: 6, open: 2 });
  expect(await getPublicAnswerTimes(contextFor(platform, visitor), callId)).toEqual({ medianDays: null, ninetiethDays: null });
  const expert = await givenSeat(platform, { role: "expert", organisationId: host });
  await expect(getResponseTimes(expert, callId)).rejects.toMatchObject({ code: "forbidden" });
  after(0);
});
