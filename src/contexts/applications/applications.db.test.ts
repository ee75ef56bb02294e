import { expect, test } from "vitest";
import { givenApplicant, givenSeat } from "#contexts/identity/testing.ts";
import { givenCompany } from "#contexts/matching/testing.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { clearConflict, declareConflict } from "./commands/conflicts.ts";
import { proposeDecision } from "./commands/decide-application.ts";
import { followDecision } from "./commands/follow-decision.ts";
import { moveCall } from "./commands/move-call.ts";
import { openCall, reviseCall } from "./commands/open-call.ts";
import { giveReview, writeReview } from "./commands/reviews.ts";
import { beginReview, reopenApplication, withdrawApplication } from "./commands/run-application.ts";
import { startApplication } from "./commands/start-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { settleAside, writeAnswers } from "./commands/write-answers.ts";
import { form } from "./form/form.ts";
import { visibleApplications } from "./policy.ts";
import { getCall } from "./queries/get-call.ts";
import { getOwnApplication } from "./queries/own-application.ts";
import type { DecisionInput } from "./schema.ts";
import { givenApplication, givenCall, givenOperators, givenPhase } from "./testing.ts";

const platform = await openTestPlatform();
const { host, cloud, hostManager, cloudManager } = await givenOperators(platform);
const db = platform.database.kysely;
const founder = await givenApplicant(platform, { name: "Fiona Founder", email: "fiona@cellsight.example" });

const seenBy = (ctx: typeof founder) =>
  ctx
    .transact((tx) => visibleApplications(tx, ctx.actor).select("application.id").execute())
    .then((rows) => rows.map(({ id }) => id));
const decision = (outcome: DecisionInput["outcome"]): DecisionInput => ({
  outcome,
  reasonCodes: outcome === "declined" ? ["too_early"] : [],
  note: "Internal words",
  letter: "Thank you for your work.",
  letterLang: "en",
  nextSteps: [],
  recheck: null,
});

test("a call is published when it is complete, a joint one when a manager of each operator agrees to it as it is", async () => {
  const draft = await openCall(hostManager, { slug: "half", title: { en: "Half a call" }, isJoint: true });
  expect(draft.missing).toEqual(["opensMissing", "deadlineMissing", "teaser", "description", "form"]);
  await expect(moveCall(hostManager, draft.id, { to: "published" })).rejects.toMatchObject({ code: "invalid" });
  const joint = await givenCall(hostManager, {}, { agreeing: cloudManager });
  expect((await getCall(hostManager, joint)).state).toBe("published");
  const waiting = await givenCall(hostManager);
  await expect(getCall(cloudManager, draft.id)).resolves.toMatchObject({ state: "draft" });
  await expect(getCall(founder, draft.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(reviseCall(hostManager, waiting, { version: 99, teaser: { en: "x" } })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("an agreement to a joint draft ends with the next change of it", async () => {
  const call = await openCall(hostManager, {
    slug: "agreed",
    title: { en: "A" },
    teaser: { en: "B" },
    description: { en: "C" },
    mode: "rolling",
    isJoint: true,
  });
  await db
    .insertInto("callForm")
    .values({
      id: crypto.randomUUID(),
      callId: call.id,
      operatorOrgIds: [host, cloud],
      version: 1,
      fields: "[]" as never,
      publishedAt: platform.now(),
      createdBy: hostManager.actor.personId!,
      createdAt: platform.now(),
    })
    .execute();
  const agreed = await moveCall(hostManager, call.id, { to: "published" });
  expect([agreed.state, agreed.waitsFor.map(({ id }) => id)]).toEqual(["draft", [cloud]]);
  const revised = await reviseCall(cloudManager, call.id, { version: agreed.version, teaser: { en: "D" } });
  expect(revised.waitsFor.map(({ id }) => id).sort()).toEqual([host, cloud].sort());
});

test("two people write one application: the first text stays, the later one is kept aside until its writer chooses", async () => {
  const callId = await givenCall(hostManager);
  const { id } = await startApplication(founder, callId, { firmName: "Cellsight GmbH" });
  const other = await givenApplicant(platform, { name: "Otto Other", email: "otto@cellsight.example" });
  await db
    .updateTable("application")
    .set({ authorPersonIds: [founder.actor.personId!, other.actor.personId!] })
    .where("id", "=", id)
    .execute();
  expect(await writeAnswers(founder, id, [{ key: "pitch", value: "First", version: 0 }])).toEqual([
    { key: "pitch", outcome: "kept", version: 1 },
  ]);
  const [late] = await writeAnswers(other, id, [{ key: "pitch", value: "Second", version: 0 }]);
  expect(late).toMatchObject({ outcome: "aside", value: "First", version: 1, writtenBy: founder.actor.personId });
  const mine = await getOwnApplication(other, id);
  expect([mine.answers.map(({ value }) => value), mine.asides.map(({ value }) => value)]).toEqual([["First"], ["Second"]]);
  await settleAside(other, id, mine.asides[0]!.id, { value: "First. Second" });
  const settled = await getOwnApplication(founder, id);
  expect([settled.answers.map(({ value }) => value), (await getOwnApplication(other, id)).asides]).toEqual([
    ["First. Second"],
    [],
  ]);
  await expect(writeAnswers(founder, id, [{ key: "nothing", value: "x", version: 0 }])).rejects.toMatchObject({
    code: "invalid",
  });
});

test("begun twice it is one application; sent twice it is handed in once; nobody else finds it", async () => {
  const callId = await givenCall(hostManager);
  const applicant = await givenApplicant(platform);
  const [one, two] = await Promise.all([
    startApplication(applicant, callId, { firmName: "Twice Ltd" }),
    startApplication(applicant, callId, { firmName: "Twice Ltd" }).catch(() =>
      startApplication(applicant, callId, { firmName: "Twice Ltd" }),
    ),
  ]);
  expect(one.id).toBe(two.id);
  await expect(submitApplication(applicant, one.id)).rejects.toMatchObject({
    code: "invalid",
    fields: { pitch: "errors.required" },
  });
  await writeAnswers(applicant, one.id, [{ key: "pitch", value: "Words", version: 0 }]);
  await Promise.all([submitApplication(applicant, one.id), submitApplication(applicant, one.id)]);
  const submissions = await db.selectFrom("applicationSubmission").select("id").where("applicationId", "=", one.id).execute();
  expect(submissions).toHaveLength(1);
  await expect(startApplication(applicant, callId, { firmName: " TWICE ltd" })).rejects.toMatchObject({
    messageKey: "applications.errors.alreadyApplied",
  });
  expect((await startApplication(applicant, callId, { firmName: "Another Ltd" })).id).not.toBe(one.id);
  const [view, stranger] = [await getOwnApplication(applicant, one.id), await givenApplicant(platform)];
  expect([view.state, view.clock.turn, view.can]).toEqual([
    "submitted",
    "operators",
    { write: false, submit: false, withdraw: true, invite: false, delete: false },
  ]);
  await expect(getOwnApplication(stranger, one.id)).rejects.toMatchObject({ code: "not_found" });
  expect([
    await seenBy(stranger),
    (await seenBy(hostManager)).includes(one.id),
    (await seenBy(cloudManager)).includes(one.id),
  ]).toEqual([[], true, false]);
});

test("after the first deadline an application is taken and marked late, after the second its draft is kept", async () => {
  const day = 86_400_000;
  const now = platform.now().getTime();
  const dates = (soft: number, hard: number) => ({
    mode: "window" as const,
    opensAt: new Date(now - 30 * day),
    softDeadlineAt: new Date(now + soft * day),
    hardDeadlineAt: new Date(now + hard * day),
  });
  const late = await givenCall(hostManager, dates(-1, 1));
  const { id } = await givenApplication(platform, late);
  expect(await db.selectFrom("application").select("isLate").where("id", "=", id).executeTakeFirst()).toEqual({ isLate: true });
  const open = await givenCall(hostManager, dates(1, 2));
  const writer = await givenApplicant(platform);
  const draft = await startApplication(writer, open, { firmName: "Slow Ltd" });
  await writeAnswers(writer, draft.id, [{ key: "pitch", value: "Nearly there", version: 0 }]);
  await db.updateTable("call").set(dates(-2, -1)).where("id", "=", open).execute();
  await expect(submitApplication(writer, draft.id)).rejects.toMatchObject({ messageKey: "applications.errors.deadlinePassed" });
  expect((await getOwnApplication(writer, draft.id)).answers.map(({ value }) => value)).toEqual(["Nearly there"]);
});

test("what is for one operator is read by that one alone, whatever the other asks", async () => {
  const callId = await givenCall(hostManager, {}, { agreeing: cloudManager });
  const { id } = await givenApplication(platform, callId, { answers: { price: "Price words", compute: "Compute words" } });
  const partsOf = (ctx: typeof founder) =>
    ctx.transact((tx) =>
      tx
        .selectFrom("applicationSubmissionPart")
        .select(["part", "answers"])
        .where("applicationId", "=", id)
        .orderBy("part")
        .execute(),
    );
  expect((await partsOf(hostManager)).map(({ part }) => part)).toEqual(["host", "shared"]);
  expect((await partsOf(cloudManager)).map(({ part }) => part)).toEqual(["cloud_partner", "shared"]);
  expect(JSON.stringify(await partsOf(cloudManager))).not.toContain("Price words");
});

test("a person with a tie is shut out when the application comes in, and by their own word later", async () => {
  const callId = await givenCall(hostManager);
  const colleague = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Karl Cofounder" });
  const investor = await givenSeat(platform, { role: "steering_member", organisationId: host, name: "Ines Investor" });
  const { id } = await givenApplication(platform, callId, { answers: { founders: "Cofounder Karl, Mia Maker" } });
  expect([(await seenBy(colleague)).includes(id), (await seenBy(investor)).includes(id)]).toEqual([false, true]);
  await declareConflict(investor, id, { kind: "invested", note: "I hold shares." });
  expect((await seenBy(investor)).includes(id)).toBe(false);
  await expect(declareConflict(colleague, id, { kind: "other", note: "" })).rejects.toMatchObject({ code: "not_found" });
  const conflicts = await hostManager.transact((tx) =>
    tx
      .selectFrom("applicationConflict")
      .select(["id", "kind", "source"])
      .where("applicationId", "=", id)
      .orderBy("kind")
      .execute(),
  );
  expect(conflicts.map(({ kind, source }) => [kind, source])).toEqual([
    ["coFounder", "detected"],
    ["invested", "declared"],
  ]);
  await expect(clearConflict(hostManager, id, conflicts[1]!.id, { reason: "No" })).rejects.toMatchObject({ code: "conflict" });
  await clearConflict(hostManager, id, conflicts[0]!.id, { reason: "A namesake, we asked." });
  expect((await seenBy(colleague)).includes(id)).toBe(true);
});

test("reviewed, decided by both operators, told to the applicant in a letter with feedback and no names", async () => {
  const callId = await givenCall(hostManager, {}, { agreeing: cloudManager });
  const phaseId = await givenPhase(hostManager, callId);
  const { id, applicant } = await givenApplication(platform, callId);
  const expert = await givenSeat(platform, { role: "expert", organisationId: cloud, name: "Erik Expert" });
  expect(await seenBy(expert)).toEqual([]);
  await beginReview(hostManager, id);
  const { id: reviewId } = await giveReview(hostManager, id, { phaseId, personId: expert.actor.personId!, dueOn: null });
  expect(await seenBy(expert)).toEqual([id]);
  const review = {
    scores: { fit: 3 },
    recommendation: "accept" as const,
    comment: "Strong",
    feedback: "Bring data.",
    isHandedIn: true,
  };
  await expect(writeReview(expert, reviewId, { ...review, version: 1, scores: { fit: 4 } })).rejects.toMatchObject({
    fields: { "scores.fit": "applications.errors.offScale" },
  });
  expect(await writeReview(expert, reviewId, { ...review, version: 1 })).toEqual({ version: 2, score: 100 });
  expect(await proposeDecision(hostManager, id, decision("accepted"))).toEqual({ kind: "waiting", for: [cloud] });
  expect((await getOwnApplication(applicant, id)).state).toBe("in_review");
  expect(await proposeDecision(cloudManager, id, decision("declined"))).toEqual({ kind: "disputed" });
  expect(await proposeDecision(cloudManager, id, { ...decision("accepted"), sharesOnlyReview: true })).toEqual({
    kind: "stands",
    outcome: "accepted",
  });
  const view = await getOwnApplication(applicant, id);
  expect([view.state, view.outcome, view.clock.turn]).toEqual(["decided", "accepted", "nobody"]);
  const told = await applicant.transact((tx) =>
    tx.selectFrom("applicationDecision").selectAll().where("applicationId", "=", id).execute(),
  );
  expect(told.map(({ letter, feedback }) => [letter, feedback])).toEqual([["Thank you for your work.", ["Bring data."]]]);
  const mails = await db
    .selectFrom("mailMessage")
    .select(["toAddress", "textBody", "orgId"])
    .where("subject", "like", "%is accepted%")
    .execute();
  expect(mails.map(({ orgId }) => orgId)).toEqual([null]);
  expect(mails[0]!.textBody).not.toContain("Internal words");
  const unseen = await applicant.transact((tx) => tx.selectFrom("applicationReview").select("id").execute());
  expect(unseen).toEqual([]);
});

test("reopened it goes back to its writers with the reason, withdrawn it leaves the review", async () => {
  const callId = await givenCall(hostManager);
  const { id, applicant } = await givenApplication(platform, callId);
  await expect(reopenApplication(hostManager, id, { reason: " ", until: null })).rejects.toMatchObject({ code: "invalid" });
  await reopenApplication(hostManager, id, { reason: "The plan is missing.", until: "2026-04-01" });
  const open = await getOwnApplication(applicant, id);
  expect([open.state, open.can.write, open.clock]).toMatchObject(["draft", true, { turn: "applicant", until: "2026-04-01" }]);
  await writeAnswers(applicant, id, [{ key: "pitch", value: "With a plan", version: 1 }]);
  await submitApplication(applicant, id);
  expect(await db.selectFrom("applicationSubmission").select("id").where("applicationId", "=", id).execute()).toHaveLength(2);
  await withdrawApplication(applicant, id, { reason: "Acquired" });
  expect((await getOwnApplication(applicant, id)).state).toBe("withdrawn");
});

test("an accepted firm gets its record, organisation and seats; a declined one a pass of each operator; doing it twice changes nothing", async () => {
  const callId = await givenCall(hostManager, {}, { agreeing: cloudManager });
  const accepted = await givenApplication(platform, callId, { firmName: "Admitted Robotics" });
  const declined = await givenApplication(platform, callId, { firmName: "Declined Robotics" });
  for (const manager of [hostManager, cloudManager]) {
    await proposeDecision(manager, accepted.id, decision("accepted"));
    await proposeDecision(manager, declined.id, decision("declined"));
  }
  for (const id of [accepted.id, declined.id, accepted.id, declined.id]) await followDecision(platform, id);
  const organisation = await db
    .selectFrom("organisation")
    .innerJoin("company", "company.id", "organisation.companyId")
    .select(["organisation.id", "company.name", "company.sources"])
    .where("organisation.kind", "=", "startup")
    .execute();
  expect(organisation.map(({ name, sources }) => [name, sources])).toEqual([["Admitted Robotics", ["own-word"]]]);
  const seats = await db
    .selectFrom("seat")
    .select(["personId", "role"])
    .where("organisationId", "=", organisation[0]!.id)
    .execute();
  expect(seats).toEqual([{ personId: accepted.applicant.actor.personId, role: "founder" }]);
  const passes = await db
    .selectFrom("companyPass")
    .innerJoin("company", "company.id", "companyPass.companyId")
    .select(["company.name", "ownerOrgId", "reasonCode"])
    .execute();
  expect(passes.map(({ name, reasonCode }) => [name, reasonCode])).toEqual([
    ["Declined Robotics", "too_early"],
    ["Declined Robotics", "too_early"],
  ]);
  expect(passes.map(({ ownerOrgId }) => ownerOrgId).sort()).toEqual([host, cloud].sort());
});

test("a firm that came through one door is recognised at the other, by its name and site", async () => {
  const known = await givenCompany(platform, { name: "Doorstep Energy GmbH", oneLiner: "Heat pumps" });
  await db
    .updateTable("company")
    .set({ website: "https://doorstep-invented.com", domain: "doorstep-invented.com" })
    .where("id", "=", known)
    .execute();
  const fields = parse(form, [
    { key: "name", kind: "text", stage: 1, label: { en: "Name" }, profilePart: "name", isRequired: true },
    { key: "site", kind: "url", stage: 1, label: { en: "Website" }, profilePart: "website" },
    { key: "pitch", kind: "longText", stage: 1, label: { en: "Pitch" } },
  ]);
  const callId = await givenCall(cloudManager, {}, { fields });
  const { id } = await givenApplication(platform, callId, {
    firmName: "Doorstep Energy",
    answers: { name: "Doorstep Energy", site: "https://www.doorstep-invented.com/en" },
  });
  await proposeDecision(cloudManager, id, decision("accepted"));
  await followDecision(platform, id);
  expect(await db.selectFrom("application").select("companyId").where("id", "=", id).executeTakeFirst()).toEqual({
    companyId: known,
  });
});
