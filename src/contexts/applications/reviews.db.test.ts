import { expect, test } from "vitest";
import { givenApplicant, givenSeat } from "#contexts/identity/testing.ts";
import { openMatchingIndex } from "#contexts/matching/index.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { addComment } from "./commands/comments.ts";
import { clearConflict, declareConflict } from "./commands/conflicts.ts";
import { addProposal, applyAssignment, discardAssignment, lockReview, takeAwayReview } from "./commands/edit-assignment.ts";
import { followPerson } from "./commands/follow-person.ts";
import { stateExpertise, takeTieBack, tellTie } from "./commands/own-expertise.ts";
import { leaveReviewer, setReviewer } from "./commands/phase-reviewers.ts";
import { remindDueReviewers, remindReviewers } from "./commands/remind-reviewers.ts";
import { beginOwnReview, giveReview, returnReview, writeReview } from "./commands/reviews.ts";
import { reopenApplication, withdrawApplication } from "./commands/run-application.ts";
import { runAssignment, startAssignment } from "./commands/run-assignment.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { form } from "./form/form.ts";
import { applicationExport, applicationQuery } from "./list-schema.ts";
import { listCandidates } from "./queries/assignment-candidates.ts";
import { getDecisionTable } from "./queries/decision-table.ts";
import { exportApplications } from "./queries/export-applications.ts";
import { getApplication } from "./queries/get-application.ts";
import { getAssignment } from "./queries/get-assignment.ts";
import { listApplications } from "./queries/list-applications.ts";
import { getOwnExpertise } from "./queries/own-expertise.ts";
import { getOwnReview, listOwnReviews } from "./queries/own-reviews.ts";
import { getProgress } from "./queries/progress.ts";
import { assignmentOptions, type LoadInput, type ReviewInput } from "./review-schema.ts";
import { givenApplication, givenCall, givenOperators, givenPhase } from "./testing.ts";

const platform = await openTestPlatform();
await openMatchingIndex(platform);
const { host, hostManager } = await givenOperators(platform);
const db = platform.database.kysely;

const expert = (name: string, role: "expert" | "reviewer" = "expert") =>
  givenSeat(platform, { role, organisationId: host, name });
const load = (values: Partial<LoadInput> = {}): LoadInput => ({ most: 10, least: 0, tracks: [], ...values });
const idOf = ({ actor }: { actor: { personId: string | null } }) => actor.personId!;
const written = (values: Partial<ReviewInput> = {}): ReviewInput => ({
  version: 1,
  scores: { fit: 3 },
  recommendation: "accept",
  comment: "A word for the others",
  feedback: "",
  isHandedIn: true,
  ...values,
});
const mailsTo = (name: string) =>
  db
    .selectFrom("mailMessage")
    .innerJoin("person", "person.email", "mailMessage.toAddress")
    .select(["mailMessage.subject", "mailMessage.textBody", "mailMessage.orgId"])
    .where("person.name", "=", name)
    .orderBy("mailMessage.createdAt")
    .execute();
async function propose(phaseId: string, options: Record<string, unknown> = {}) {
  const { id } = await startAssignment(hostManager, phaseId, parse(assignmentOptions, options));
  await runAssignment(platform, id);
  return getAssignment(hostManager, phaseId);
}

const blindForm = parse(form, [
  { key: "pitch", kind: "longText", stage: 1, label: { en: "What do you do?" }, isRequired: true },
  { key: "team", kind: "text", stage: 1, label: { en: "Who are you?" }, isIdentifying: true },
]);

test("in a blind phase neither the firm's name nor what tells it is read, and before the beginning nothing but a teaser", async () => {
  const callId = await givenCall(hostManager, {}, { fields: blindForm });
  const [blind, open] = [
    await givenPhase(hostManager, callId, { isBlind: true }),
    await givenPhase(hostManager, callId, { kind: "jury", position: 1 }),
  ];
  const answers = { pitch: "BlindMark GmbH reads batteries", team: "BlindMark team" };
  const { id } = await givenApplication(platform, callId, { firmName: "BlindMark GmbH", answers });
  const [blinded, sighted] = [await expert("Bea Blind"), await expert("Siri Sighted")];
  const given = await giveReview(hostManager, id, { phaseId: blind, personId: idOf(blinded), dueOn: null });
  const other = await giveReview(hostManager, id, { phaseId: open, personId: idOf(sighted), dueOn: null });
  const teaser = await getOwnReview(blinded, given.id);
  expect([teaser.firmName, teaser.fields, teaser.answers]).toEqual([null, [], {}]);
  expect((await getApplication(blinded, id)).answers).toEqual({});
  const unread = await exportApplications(blinded, parse(applicationExport, { format: "csv", answers: "true" }));
  expect(await unread.text()).not.toMatch(/BlindMark|batteries/);
  await beginOwnReview(blinded, given.id);
  const read = [await getOwnReview(blinded, given.id), await getApplication(blinded, id), await listOwnReviews(blinded)];
  expect(JSON.stringify(read)).not.toContain("BlindMark");
  const found = async (q: string) => (await listApplications(blinded, parse(applicationQuery, { q }))).items.map((row) => row.id);
  expect([await found("blindmark"), await found("batteries")]).toEqual([[], [id]]);
  const exported = await exportApplications(blinded, parse(applicationExport, { format: "csv", answers: "true" }));
  const text = await exported.text();
  expect([text.includes("reads batteries"), /BlindMark/i.test(text)]).toEqual([true, false]);
  expect((await getOwnReview(blinded, given.id)).answers).toEqual({ pitch: "▮▮▮ reads batteries" });
  await beginOwnReview(sighted, other.id);
  expect((await getOwnReview(sighted, other.id)).answers).toEqual(answers);
  await expect(getOwnReview(sighted, given.id)).rejects.toMatchObject({ code: "not_found" });
});

test("a firm is called as it answered, and in a blind phase every name it answered is struck out", async () => {
  const fields = parse(form, [
    { key: "pitch", kind: "longText", stage: 1, label: { en: "What do you do?" }, isRequired: true },
    { key: "name", kind: "text", stage: 1, label: { en: "Name" }, profilePart: "name", isIdentifying: true },
    { key: "legal", kind: "text", stage: 1, label: { en: "Legal name" }, profilePart: "legalName", isIdentifying: true },
  ]);
  const callId = await givenCall(hostManager, {}, { fields });
  const phaseId = await givenPhase(hostManager, callId, { isBlind: true });
  const answers = { pitch: "Oblique Works reads batteries for Kestrel AG", name: "Oblique Works", legal: "Kestrel AG" };
  const { id } = await givenApplication(platform, callId, { firmName: "Typed Before", answers });
  expect((await getApplication(hostManager, id)).firmName).toBe("Oblique Works");
  const blinded = await expert("Bo Blinded");
  const given = await giveReview(hostManager, id, { phaseId, personId: idOf(blinded), dueOn: null });
  await beginOwnReview(blinded, given.id);
  expect((await getOwnReview(blinded, given.id)).answers).toEqual({ pitch: "▮▮▮ reads batteries for ▮▮▮" });
});

test("other reviews, scores and names are seen never, after one's own, or at once, as the phase says", async () => {
  for (const moment of ["never", "afterOwn", "always"] as const) {
    const callId = await givenCall(hostManager);
    const phaseId = await givenPhase(hostManager, callId, { otherReviews: moment, otherScores: moment, reviewerNames: moment });
    const { id } = await givenApplication(platform, callId, { firmName: `Sight ${moment}` });
    const [first, second] = [await expert(`First ${moment}`), await expert(`Second ${moment}`)];
    const one = await giveReview(hostManager, id, { phaseId, personId: idOf(first), dueOn: null });
    const two = await giveReview(hostManager, id, { phaseId, personId: idOf(second), dueOn: null });
    await writeReview(first, one.id, written());
    const seen = async () => {
      const { reviews, standing, talks } = await getApplication(second, id);
      const other = reviews.find(({ isMine }) => !isMine);
      return [other?.comment ?? null, other?.score ?? null, other?.reviewer ?? null, standing?.reviews ?? 0, talks.length];
    };
    const all = ["A word for the others", 100, `First ${moment}`];
    expect([moment, await seen()]).toEqual([moment, moment === "always" ? [...all, 1, 1] : [null, null, null, 0, 0]]);
    await writeReview(second, two.id, written({ scores: { fit: 1 } }));
    expect([moment, await seen()]).toEqual([moment, moment === "never" ? [null, null, null, 1, 0] : [...all, 2, 1]]);
  }
});

test("each role has a review form of its own, and a review handed in stays complete", async () => {
  const callId = await givenCall(hostManager);
  const anchors = [{ en: "No" }, { en: "Yes" }];
  const rubrics = {
    default: [{ key: "fit", label: { en: "Fit" }, weight: 1, anchors }],
    expert: [{ key: "depth", label: { en: "Depth" }, weight: 1, anchors }],
  };
  const phaseId = await givenPhase(hostManager, callId, { rubrics: JSON.stringify(rubrics) });
  const { id } = await givenApplication(platform, callId, { firmName: "Two forms" });
  const [one, other] = [await expert("Expert of forms"), await expert("Reviewer of forms", "reviewer")];
  const asked = [];
  for (const person of [one, other]) {
    const given = await giveReview(hostManager, id, { phaseId, personId: idOf(person), dueOn: null });
    asked.push((await getOwnReview(person, given.id)).rubric.map(({ key }) => key));
    const key = asked.at(-1)![0]!;
    await writeReview(person, given.id, written({ scores: { [key]: 2 } }));
    await expect(writeReview(person, given.id, written({ version: 2, scores: {}, isHandedIn: false }))).rejects.toMatchObject({
      code: "invalid",
    });
  }
  expect(asked).toEqual([["depth"], ["fit"]]);
});

test("what is withdrawn is reviewed no more: nothing is given, begun, written or applied, until it is handed in again", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const { id, applicant } = await givenApplication(platform, callId, { firmName: "Gone Drives" });
  const [given, begun, proposed, late] = [await expert("Gil"), await expert("Bea"), await expert("Pia"), await expert("Lea")];
  const give = (who: typeof given) => giveReview(hostManager, id, { phaseId, personId: idOf(who), dueOn: null });
  const [first, second] = [await give(given), await give(begun)];
  await beginOwnReview(begun, second.id);
  await setReviewer(hostManager, phaseId, idOf(proposed), load());
  await addProposal(hostManager, phaseId, { applicationId: id, personId: idOf(proposed) });
  await withdrawApplication(applicant, id, { reason: "" });
  const over = { code: "conflict", messageKey: "applications.errors.notReviewed" };
  await expect(give(late)).rejects.toMatchObject(over);
  await expect(beginOwnReview(given, first.id)).rejects.toMatchObject(over);
  await expect(writeReview(begun, second.id, written())).rejects.toMatchObject(over);
  await expect(addProposal(hostManager, phaseId, { applicationId: id, personId: idOf(proposed) })).rejects.toMatchObject(over);
  await expect(applyAssignment(hostManager, phaseId, { dueOn: null })).rejects.toMatchObject({
    messageKey: "applications.errors.nothingProposed",
  });
  await reopenApplication(hostManager, id, { reason: "By mistake", until: null });
  await submitApplication(applicant, id);
  await writeReview(begun, second.id, written());
});

test("the solver proposes, a manager edits and applies: locked pairs stay, each reviewer gets one mail in nobody's outbox", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId, { reviewsWanted: 1 });
  const pitches = {
    battery: "Battery diagnostics from charging data",
    voice: "Voice assistants for cars that understand dialects",
  };
  const battery = await givenApplication(platform, callId, { firmName: "Battery firm", answers: { pitch: pitches.battery } });
  const voice = await givenApplication(platform, callId, { firmName: "Voice firm", answers: { pitch: pitches.voice } });
  const [bert, vera, spare] = [await expert("Bert Battery"), await expert("Vera Voice"), await expert("Sam Spare")];
  await stateExpertise(bert, { text: "Battery diagnostics, charging and ageing of cells", topics: ["battery-management"] });
  await stateExpertise(vera, { text: "Speech recognition and voice assistants", topics: ["voice-assistants"] });
  for (const person of [bert, vera, spare]) await setReviewer(hostManager, phaseId, idOf(person), load({ most: 1 }));
  const proposed = await propose(phaseId);
  const namesOf = (view: typeof proposed) =>
    Object.fromEntries(view.applications.map(({ firmName, reviews }) => [firmName, reviews.map(({ reviewer }) => reviewer)]));
  expect(namesOf(proposed)).toEqual({ "Battery firm": ["Bert Battery"], "Voice firm": ["Vera Voice"] });
  expect(proposed.run).toMatchObject({ state: "proposed", plan: { proposed: 2, worstShare: 1 } });
  const [pair] = proposed.applications.find(({ id }) => id === battery.id)!.reviews;
  expect([pair!.grounds.place, pair!.grounds.words.length > 0]).toEqual([1, true]);
  expect(await listOwnReviews(bert)).toEqual([]);
  expect((await listCandidates(hostManager, phaseId, battery.id)).map(({ name }) => name)).toEqual(
    expect.arrayContaining(["Vera Voice", "Sam Spare"]),
  );
  await addProposal(hostManager, phaseId, { applicationId: battery.id, personId: idOf(spare), insteadOf: pair!.id });
  const again = await propose(phaseId);
  expect(namesOf(again)).toEqual({ "Battery firm": ["Sam Spare"], "Voice firm": ["Vera Voice"] });
  expect(await applyAssignment(hostManager, phaseId, { dueOn: "2026-04-01" })).toEqual({ given: 2, taken: 0 });
  await expect(applyAssignment(hostManager, phaseId, { dueOn: null })).rejects.toMatchObject({ code: "conflict" });
  expect((await listOwnReviews(spare)).map(({ applicationId, dueOn }) => [applicationId, dueOn])).toEqual([
    [battery.id, "2026-04-01"],
  ]);
  const [mail, ...more] = await mailsTo("Sam Spare");
  expect([more, mail!.orgId, mail!.textBody.includes("Battery firm")]).toEqual([[], null, false]);
  const [given] = (await getAssignment(hostManager, phaseId)).applications.find(({ id }) => id === voice.id)!.reviews;
  await lockReview(hostManager, given!.id, { isLocked: true });
  await takeAwayReview(hostManager, given!.id);
  expect(await listOwnReviews(vera)).toEqual([]);
});

test("somebody drops out: what they finished stays, the rest goes to others and nobody else is moved", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId, { reviewsWanted: 1 });
  const applications = [];
  for (const at of [1, 2, 3, 4]) applications.push(await givenApplication(platform, callId, { firmName: `Dropped ${at}` }));
  const [leaver, stayer, fresh] = [await expert("Lea Leaver"), await expert("Stan Stayer"), await expert("Fred Fresh")];
  for (const person of [leaver, stayer]) await setReviewer(hostManager, phaseId, idOf(person), load({ most: 2, least: 2 }));
  await propose(phaseId);
  await applyAssignment(hostManager, phaseId, { dueOn: null });
  const [finished] = await listOwnReviews(leaver);
  await writeReview(leaver, finished!.id, written());
  const before = await listOwnReviews(stayer);
  await setReviewer(hostManager, phaseId, idOf(fresh), load());
  await leaveReviewer(hostManager, phaseId, idOf(leaver));
  const view = await propose(phaseId);
  expect(view.run!.plan).toMatchObject({ kind: "proposed", proposed: 1, leaving: 0 });
  await applyAssignment(hostManager, phaseId, { dueOn: null });
  expect(await listOwnReviews(stayer)).toEqual(before);
  expect((await listOwnReviews(leaver)).map(({ state }) => state)).toEqual(["submitted"]);
  expect(await listOwnReviews(fresh)).toHaveLength(1);
});

test("too narrow limits are named with how much is missing, and nothing is proposed", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId, { reviewsWanted: 2 });
  for (const at of [1, 2]) await givenApplication(platform, callId, { firmName: `Narrow ${at}` });
  await setReviewer(hostManager, phaseId, idOf(await expert("Nora Narrow")), load({ most: 1 }));
  const { run, applications } = await propose(phaseId);
  expect([run!.state, run!.plan!.shortages[0]]).toMatchObject(["unsolvable", { kind: "tooFewReviewers", wanted: 2, free: 1 }]);
  expect(applications.flatMap(({ reviews }) => reviews)).toEqual([]);
  await discardAssignment(hostManager, phaseId);
  expect((await getAssignment(hostManager, phaseId)).run).toBeNull();
});

test("by track an application goes to those who read its track", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId, { reviewsWanted: 1 });
  const { id } = await givenApplication(platform, callId, { firmName: "Tracked" });
  await db.updateTable("application").set({ track: "energy" }).where("id", "=", id).execute();
  await setReviewer(hostManager, phaseId, idOf(await expert("Anybody of tracks")), load());
  await setReviewer(hostManager, phaseId, idOf(await expert("Energy of tracks")), load({ tracks: ["energy"] }));
  await setReviewer(hostManager, phaseId, idOf(await expert("Voice of tracks")), load({ tracks: ["voice"] }));
  const { applications } = await propose(phaseId, { method: "track" });
  expect(applications[0]!.reviews.map(({ reviewer }) => reviewer)).toEqual(["Energy of tracks"]);
});

test("a tie told later shuts the person out of what came in before, and their unread review goes back", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const { id } = await givenApplication(platform, callId, { firmName: "Former Employer GmbH" });
  const person = await expert("Tina Tie");
  await giveReview(hostManager, id, { phaseId, personId: idOf(person), dueOn: null });
  expect(await listOwnReviews(person)).toHaveLength(1);
  const tie = await tellTie(person, { kind: "formerEmployer", firmName: "Former Employer", domain: null });
  expect([await listOwnReviews(person), (await getOwnExpertise(person)).ties.map(({ firmName }) => firmName)]).toEqual([
    [],
    ["Former Employer"],
  ]);
  await expect(getApplication(person, id)).rejects.toMatchObject({ code: "not_found" });
  await takeTieBack(person, tie.id);
  await expect(getApplication(person, id)).rejects.toMatchObject({ code: "not_found" });
  const { conflicts } = await getApplication(hostManager, id);
  expect(conflicts.map(({ kind, source }) => [kind, source])).toEqual([["formerEmployer", "detected"]]);
  await clearConflict(hostManager, id, conflicts[0]!.id, { reason: "Left twenty years ago" });
  await giveReview(hostManager, id, { phaseId, personId: idOf(person), dueOn: null });
  expect(await listOwnReviews(person)).toHaveLength(1);
});

test("a review by somebody found to have a tie stands and counts no more, and a name changed later is compared too", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const { id, applicant } = await givenApplication(platform, callId, { firmName: "Counted Drives" });
  const [fair, twin] = [await expert("Fay Fair"), await expert("Tess Twin")];
  for (const [person, fit] of [
    [fair, 3],
    [twin, 1],
  ] as const) {
    const given = await giveReview(hostManager, id, { phaseId, personId: idOf(person), dueOn: null });
    await writeReview(person, given.id, written({ scores: { fit } }));
  }
  const means = async () => {
    const { items } = await listApplications(hostManager, parse(applicationQuery, { callId }));
    const table = await getDecisionTable(hostManager, callId, { stage: "open" });
    const standings = [(await getApplication(hostManager, id)).standing, items[0]!.standing, table.rows[0]!.standing];
    return standings.map((standing) => standing?.reviews);
  };
  expect(await means()).toEqual([2, 2, 2]);
  await db.updateTable("person").set({ name: "Tess Twin" }).where("id", "=", idOf(applicant)).execute();
  await followPerson(platform, idOf(applicant));
  expect(await means()).toEqual([1, 1, 1]);
  const { reviews } = await getApplication(hostManager, id);
  expect(reviews.map(({ state }) => state)).toEqual(["submitted", "submitted"]);
});

test("the discussion reaches those who may read it by mail without words or names, and nobody with a tie or without a seat", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const { id } = await givenApplication(platform, callId, { firmName: "Talked About" });
  const [done, open, tied] = [await expert("Dora Done"), await expert("Otto Open"), await expert("Tim Talker")];
  for (const person of [done, open, tied]) {
    const given = await giveReview(hostManager, id, { phaseId, personId: idOf(person), dueOn: null });
    if (person !== open) await writeReview(person, given.id, written());
  }
  const before = await Promise.all(["Dora Done", "Otto Open", "Tim Talker"].map(mailsTo));
  await declareConflict(tied, id, { kind: "invested", note: "" });
  await expect(addComment(open, id, { phaseId, text: "Too early" })).rejects.toMatchObject({ code: "not_found" });
  await addComment(hostManager, id, { phaseId, text: "Secretword" });
  const after = await Promise.all(["Dora Done", "Otto Open", "Tim Talker"].map(mailsTo));
  expect(after.map((mails, at) => mails.length - before[at]!.length)).toEqual([1, 0, 0]);
  const mail = after[0]!.at(-1)!;
  expect([mail.orgId, /Secretword|Talked About|Hanna/.test(mail.textBody)]).toEqual([null, false]);
  expect((await getApplication(done, id)).comments.map(({ text }) => text)).toEqual(["Secretword"]);
  expect((await getApplication(open, id)).comments).toEqual([]);
  await db.updateTable("seat").set({ endedAt: platform.now() }).where("personId", "=", idOf(done)).execute();
  const told = (await mailsTo("Dora Done")).length;
  await addComment(hostManager, id, { phaseId, text: "Once more" });
  expect(await mailsTo("Dora Done")).toHaveLength(told);
});

test("the progress board counts what is begun, handed in and overdue; reminders go out once a day, one mail each", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const day = (days: number) => new Date(platform.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const [slow, quick] = [await expert("Sid Slow"), await expert("Quinn Quick")];
  const reviews = [];
  for (const [at, dueOn] of [day(-1), day(20)].entries()) {
    const { id } = await givenApplication(platform, callId, { firmName: `Board ${at}` });
    for (const person of [slow, quick])
      reviews.push(await giveReview(hostManager, id, { phaseId, personId: idOf(person), dueOn }));
  }
  await writeReview(quick, reviews[1]!.id, written());
  await beginOwnReview(slow, reviews[0]!.id);
  await returnReview(quick, reviews[3]!.id, { reason: "No time" });
  const [phase] = (await getProgress(hostManager, callId)).phases;
  expect(phase!.reviewers.map(({ name, tally }) => [name, tally])).toEqual([
    ["Sid Slow", { assigned: 1, started: 1, submitted: 0, overdue: 1 }],
    ["Quinn Quick", { assigned: 0, started: 0, submitted: 1, overdue: 0 }],
  ]);
  await expect(getProgress(slow, callId)).rejects.toMatchObject({ code: "forbidden" });
  const mails = (await mailsTo("Sid Slow")).length;
  expect(await remindDueReviewers(platform)).toBe(1);
  expect(await remindDueReviewers(platform)).toBe(0);
  await expect(remindReviewers(hostManager, phaseId, {})).rejects.toMatchObject({ code: "conflict" });
  const sent = (await mailsTo("Sid Slow")).slice(mails);
  expect(sent.map(({ textBody }) => textBody.split("\n").filter((line) => line.startsWith("–")).length)).toEqual([2]);
});

test("an applicant has no reviews and no expertise to tell", async () => {
  const applicant = await givenApplicant(platform);
  expect(await listOwnReviews(applicant)).toEqual([]);
  await expect(getOwnExpertise(applicant)).rejects.toMatchObject({ code: "forbidden" });
});
