import { expect, test } from "vitest";
import { mergeCompanies } from "#contexts/companies/commands/merge-companies.ts";
import { givenCompany } from "#contexts/companies/testing.ts";
import { givenSeat } from "#contexts/identity/testing.ts";
import { listAuditEntries, listMails } from "#contexts/operations/queries.ts";
import { contextFor, visitor } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { proposeDecision } from "./commands/decide-application.ts";
import { followDecision } from "./commands/follow-decision.ts";
import { giveReview, writeReview } from "./commands/reviews.ts";
import { beginReview } from "./commands/run-application.ts";
import { startApplication } from "./commands/start-application.ts";
import { getDecisionDesk } from "./queries/decision-desk.ts";
import { getOwnApplication } from "./queries/own-application.ts";
import { getPublicAnswerTimes, getResponseTimes } from "./queries/response-times.ts";
import { listWaiting } from "./queries/waiting.ts";
import { decision, givenApplication, givenCall, givenOperators, givenPhase, mailsTo, shortForm } from "./testing.ts";

const platform = await openTestPlatform();
const { host, hostManager, cloudManager } = await givenOperators(platform);
const db = platform.database.kysely;

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

test("a correction is followed after the firm's record was merged into another one", async () => {
  const callId = await givenCall(hostManager);
  const { id } = await givenApplication(platform, callId, { firmName: "Merged Mirrors" });
  await proposeDecision(hostManager, id, decision("declined"));
  await followDecision(platform, id);
  const { companyId } = await db.selectFrom("application").select("companyId").where("id", "=", id).executeTakeFirstOrThrow();
  const survivor = await givenCompany(hostManager, { name: "Merged Mirrors Group" });
  await mergeCompanies(hostManager, survivor, { absorbedId: companyId!, fromAbsorbed: [], reason: "" });
  await proposeDecision(hostManager, id, decision("accepted", { correction: "They are ready after all." }));
  await followDecision(platform, id);
  const passes = await db
    .selectFrom("companyPass")
    .select(["companyId", "withdrawnAt"])
    .where("applicationId", "=", id)
    .execute();
  expect(passes).toEqual([{ companyId: survivor, withdrawnAt: expect.any(Date) }]);
  const organisations = await db.selectFrom("organisation").select("name").where("companyId", "=", survivor).execute();
  expect(organisations).toEqual([{ name: "Merged Mirrors" }]);
});

test("whoever applies for a second firm brings nothing of the first along, for the same one everything", async () => {
  const fields = shortForm.map((field) => (field.key === "founders" ? { ...field, profilePart: "city" as const } : field));
  const callId = await givenCall(hostManager, {}, { fields });
  const answers = { founders: "Hefei" };
  const { id, applicant } = await givenApplication(platform, callId, { firmName: "Firstborn Lidar GmbH", answers });
  await proposeDecision(hostManager, id, decision("declined"));
  await followDecision(platform, id);
  const { companyId } = await db.selectFrom("application").select("companyId").where("id", "=", id).executeTakeFirstOrThrow();
  const begin = async (firmName: string) => {
    const begun = await startApplication(applicant, await givenCall(hostManager, {}, { fields }), { firmName });
    const row = await db.selectFrom("application").select("companyId").where("id", "=", begun.id).executeTakeFirstOrThrow();
    return { companyId: row.companyId, city: begun.answers.map(({ value }) => value) };
  };
  expect([await begin("Secondborn Fuel Cells"), await begin("Firstborn Lidar")]).toEqual([
    { companyId: null, city: [] },
    { companyId, city: ["Hefei"] },
  ]);
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
