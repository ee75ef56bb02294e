import { beforeAll, expect, test } from "vitest";
import { givenApplicant, givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { everythingReadable, type FurtherQueries, type PathValues } from "#server/testing/everything-readable.ts";
import { differences, readableTables } from "#server/testing/readings.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { applicationStates } from "./application.ts";
import { actOnApplications } from "./commands/act-on-applications.ts";
import { uploadAnswerFile } from "./commands/answer-files.ts";
import { declareConflict } from "./commands/conflicts.ts";
import { proposeDecision } from "./commands/decide-application.ts";
import { applyAssignment } from "./commands/edit-assignment.ts";
import { nameResponsible } from "./commands/name-responsible.ts";
import { leaveReviewer } from "./commands/phase-reviewers.ts";
import { planPhases } from "./commands/plan-phases.ts";
import { remindDueReviewers } from "./commands/remind-reviewers.ts";
import { giveReview, writeReview } from "./commands/reviews.ts";
import { askForSecondStage, beginReview, reopenApplication, withdrawApplication } from "./commands/run-application.ts";
import { sendDigests } from "./commands/send-digests.ts";
import { startApplication } from "./commands/start-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { writeAnswers } from "./commands/write-answers.ts";
import { form } from "./form/form.ts";
import { applicationQuery, applicationSorts } from "./list-schema.ts";
import { linkToFile } from "./queries/file-link.ts";
import { getApplication } from "./queries/get-application.ts";
import { listApplications } from "./queries/list-applications.ts";
import type { DecisionInput } from "./schema.ts";
import { givenApplication, givenCall, givenOperators, givenPhase, shortForm } from "./testing.ts";

const platform = await openTestPlatform();
const { host, cloud, hostManager, cloudManager } = await givenOperators(platform);
const db = platform.database.kysely;
const unit = await givenUnit(platform, host, "Battery");
const deck = parse(form, [{ key: "deck", kind: "file", stage: 1, label: { en: "Deck" } }]);
const callId = await givenCall(hostManager, {}, { agreeing: cloudManager, fields: [...shortForm, ...deck] });
const { slug } = await db.selectFrom("call").select("slug").where("id", "=", callId).executeTakeFirstOrThrow();
const phaseId = await givenPhase(hostManager, callId, { otherReviews: "always", otherScores: "always", reviewerNames: "always" });

const hostRoles = ["scout", "need_owner", "expert", "reviewer", "base_manager", "steering_member", "administrator"] as const;
const cloudRoles = ["cloud_steward", "expert", "reviewer", "base_manager", "steering_member", "administrator"] as const;
const seat = (role: Parameters<typeof givenSeat>[1]["role"], organisationId: string) =>
  givenSeat(platform, { role, organisationId, unitId: role === "need_owner" ? unit : null, name: `${role} with a tie` });
/** Somebody of every role at either operator, and of every other kind of organisation, each with a tie to the firm that will apply. */
const ofOperators = [
  ...(await Promise.all(hostRoles.map((role) => seat(role, host)))),
  ...(await Promise.all(cloudRoles.map((role) => seat(role, cloud)))),
];
const tied = [
  ...ofOperators,
  await seat("zone_reporter", await givenOrganisation(platform, "zone")),
  await seat("founder", await givenOrganisation(platform, "startup", "Another firm")),
  await seat("investor", await givenOrganisation(platform, "investor", "A fund")),
  await givenApplicant(platform, { name: "Another Founder" }),
];
const free = await givenSeat(platform, { role: "expert", organisationId: host, name: "Free Expert" });
const freeAdministrator = await givenSeat(platform, { role: "administrator", organisationId: host, name: "Free Administrator" });
const values: PathValues = { callId, slug, phaseId };

beforeAll(async () => {
  await db
    .insertInto("reviewerTie")
    .values(
      tied.map(({ actor }) => ({
        id: newId(),
        personId: actor.personId!,
        kind: "family" as const,
        firmName: "Leakmark Systems Ltd",
        domain: null,
        toldAt: platform.now(),
      })),
    )
    .execute();
  const other = await givenApplication(platform, callId, { firmName: "Innocent Works" });
  values.applicationId = other.id;
  await beginReview(hostManager, other.id);
  for (const { actor } of ofOperators)
    await giveReview(hostManager, other.id, { phaseId, personId: actor.personId!, dueOn: "2026-03-01" });
});

const words = { q: "leakmark" };
/** Beside the plain question: what filters, counts, sorts, searches and exports. */
const further: FurtherQueries = {
  "/applications": [
    words,
    { callId },
    { mine: "true" },
    { isOverdue: "true" },
    { limit: "1" },
    { score: "0..100" },
    { reviews: ["none", "open", "complete"] },
    { responsible: "nobody" },
    ...applicationSorts.map((sort) => ({ sort })),
    ...applicationStates.map((state) => ({ state })),
  ],
  "/application-facets": [words, { state: "in_review", score: "none" }],
  "/applications/export": [words, { format: "csv" }, { format: "csv", answers: "true", sort: "-score" }],
  "/companies": [words],
  "/search.json": [words],
};

type Readings = Awaited<ReturnType<typeof everythingReadable>>;
const readings = async (ctx: Context): Promise<Readings> =>
  [...(await everythingReadable(ctx, values, further)), ...(await readableTables(ctx)), ...(await refusalsOf(ctx))].map(
    ({ what, answer }) => ({
      what,
      // A page that offers a draft makes up an id for it each time.
      answer: answer.replace(/"draftId":"[^"]+"/, ""),
    }),
  );

/** What steps of the whole call are answered that change nothing: the refusal must not tell of an application either. */
async function refusalsOf(ctx: Context): Promise<Readings> {
  const steps = {
    "plan phases": () => planPhases(ctx, callId, { phases: [] }),
    "apply the assignment": () => applyAssignment(ctx, phaseId, { dueOn: null }),
    "a reviewer leaves": () => leaveReviewer(ctx, phaseId, free.actor.personId!),
  };
  const refusals = [];
  for (const [what, step] of Object.entries(steps))
    refusals.push({ what, answer: await step().then(JSON.stringify, (error) => error.messageKey) });
  return refusals;
}

/** An application with answers and a file, handed in. */
async function leakmark(applicant: Context): Promise<{ id: string; fileId: string }> {
  const { id } = await startApplication(applicant, callId, { firmName: "Leakmark Systems" });
  const answers = { pitch: "Leakmark pitch", price: "Leakmark price", compute: "Leakmark compute" };
  await writeAnswers(
    applicant,
    id,
    Object.entries(answers).map(([key, value]) => ({ key, value, version: 0 })),
  );
  const content = new Blob(["%PDF-1.7 Leakmark deck"]).stream();
  const file = await uploadAnswerFile(applicant, id, "deck", { name: "Leakmark deck.pdf", content });
  await submitApplication(applicant, id);
  return { id, fileId: file.id };
}

const decision: DecisionInput = {
  outcome: "waitlisted",
  reasonCodes: [],
  note: "Leakmark note",
  letter: "Leakmark letter",
  letterLang: "en",
  nextSteps: [],
  recheck: null,
} as DecisionInput;

/** Mails to one of the people with a tie: whoever it was, and whatever it said. */
const mailsToTied = async () => {
  const people = await db
    .selectFrom("person")
    .select("email")
    .where(
      "id",
      "in",
      tied.map(({ actor }) => actor.personId!),
    )
    .execute();
  return db
    .selectFrom("mailMessage")
    .select(["toAddress", "subject", "textBody"])
    .where(
      "toAddress",
      "in",
      people.map(({ email }) => email),
    )
    .orderBy("id")
    .execute();
};

test("for a person with a tie, in whatever role, nothing they can read changes while the firm applies, is reviewed, decided on and leaves", async () => {
  const applicant = await givenApplicant(platform, { name: "Lea Leakmark", email: "lea@leakmark.example" });
  const before: Readings[] = [];
  for (const ctx of tied) before.push(await readings(ctx));
  const freeBefore = await readings(freeAdministrator);
  const unexpected = before.flatMap((all) => all.filter(({ answer }) => answer.startsWith("UNEXPECTED")));
  expect(unexpected).toEqual([]);
  const unchanged = async (step: string, read: (ctx: Context) => Promise<Readings> = readings) => {
    const seen: string[] = [];
    for (const [at, ctx] of tied.entries()) {
      const now = await read(ctx);
      const all = read === readableTables ? before[at]!.filter(({ what }) => what.startsWith("table ")) : before[at]!;
      const found = differences(all, now);
      seen.push(...found.map((difference) => `${step}, ${ctx.actor.role} of ${ctx.actor.organisationKind}: ${difference}`));
    }
    expect(seen).toEqual([]);
  };
  const { id, fileId } = await leakmark(applicant);
  await nameResponsible(hostManager, id, { personId: hostManager.actor.personId });
  await unchanged("handed in", readableTables);
  await refusedTo(tied, { id, fileId });

  await beginReview(hostManager, id);
  const { id: reviewId } = await giveReview(hostManager, id, { phaseId, personId: free.actor.personId!, dueOn: "2026-03-01" });
  await writeReview(free, reviewId, {
    version: 1,
    scores: { fit: 3 },
    recommendation: "accept",
    comment: "Leakmark comment",
    feedback: "Leakmark feedback",
    isHandedIn: true,
  });
  await unchanged("reviewed");
  await sameAsNobody(tied, { applicationId: id, reviewId, fileId });

  await proposeDecision(hostManager, id, decision);
  await proposeDecision(cloudManager, id, decision);
  await unchanged("decided");

  await beginReview(hostManager, id);
  await askForSecondStage(hostManager, id, { reason: "Leakmark second", until: null });
  await writeAnswers(applicant, id, [{ key: "plan", value: "Leakmark plan", version: 0 }]);
  await submitApplication(applicant, id);
  await reopenApplication(hostManager, id, { reason: "Leakmark reason", until: null });
  await submitApplication(applicant, id);
  await withdrawApplication(applicant, id, { reason: "Leakmark again" });
  await unchanged("withdrawn", readableTables);

  // So that the comparison means something: somebody without a tie reads of it in many places.
  const noticed = differences(freeBefore, await readings(freeAdministrator)).map((line) => line.split(":")[0]!.split(" {")[0]);
  expect(noticed).toEqual(
    expect.arrayContaining([
      "GET /applications",
      "GET /application-facets",
      "GET /applications/export",
      "GET /applications/pack",
      "GET /audit-entries",
      "page /applications",
      "table application",
      "table audit_entry",
    ]),
  );
  // Everything is read many times over: some minutes on a busy machine.
}, 900_000);

/** A guessed address, and every step somebody could try: as for an application that does not exist. */
async function refusedTo(people: readonly Context[], { id, fileId }: { id: string; fileId: string }): Promise<void> {
  for (const ctx of people) {
    await expect(getApplication(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(linkToFile(ctx, fileId)).rejects.toMatchObject({ code: "not_found" });
    await expect(declareConflict(ctx, id, { kind: "other", note: "" })).rejects.toMatchObject({ code: "not_found" });
    const step = { step: "beginReview" as const, ids: [id] };
    const { rows } = await actOnApplications(ctx, { step, isRehearsal: true });
    expect(rows).toMatchObject([{ reference: null, isDone: false }]);
  }
  for (const { actor } of ofOperators) {
    const gift = { phaseId, personId: actor.personId!, dueOn: null };
    await expect(giveReview(hostManager, id, gift)).rejects.toMatchObject({ code: "conflict" });
    const naming = nameResponsible(hostManager, id, { personId: actor.personId });
    await expect(naming).rejects.toMatchObject({ code: "conflict" });
  }
}

/** Each address below the application answers what it answers for an id nobody bears. */
async function sameAsNobody(people: readonly Context[], secret: PathValues): Promise<void> {
  const below = (path: string) => Object.keys(secret).some((name) => path.includes(`:${name}`));
  const { applicationId: _, ...others } = values;
  for (const ctx of people) {
    const guessed = await everythingReadable(ctx, { ...others, ...secret }, {}, below);
    const none = await everythingReadable(ctx, others, {}, below);
    expect(guessed.length).toBeGreaterThan(4);
    expect(differences(none, guessed)).toEqual([]);
  }
}

test("no mail to a person with a tie speaks of it or is sent because of it, and the digests and reminders count without it", async () => {
  const { id } = await givenApplication(platform, callId, { firmName: "Leakmark Overdue" });
  await beginReview(hostManager, id);
  platform.setNow("2026-06-02T09:00:00Z");
  await giveReview(hostManager, id, { phaseId, personId: free.actor.personId!, dueOn: "2026-06-03" });
  await sendDigests(platform);
  await remindDueReviewers(platform);
  const reference = (await db.selectFrom("application").select("reference").where("id", "=", id).executeTakeFirstOrThrow())
    .reference;
  const mails = await mailsToTied();
  expect(
    mails.filter(({ subject, textBody }) => `${subject} ${textBody}`.match(new RegExp(`leakmark|${reference}`, "i"))),
  ).toEqual([]);
  // The others are told of it, so that silence means something.
  const { email } = await db
    .selectFrom("person")
    .select("email")
    .where("id", "=", hostManager.actor.personId!)
    .executeTakeFirstOrThrow();
  const told = await db.selectFrom("mailMessage").select("textBody").where("toAddress", "=", email).execute();
  expect(told.map(({ textBody }) => textBody).join("\n")).toMatch(/Leakmark Overdue/);
});

test("what a person read before they declared a tie is gone everywhere from that moment", async () => {
  const late = await givenSeat(platform, { role: "administrator", organisationId: host, name: "Late Word" });
  const { id } = await givenApplication(platform, callId, { firmName: "Markedlate Ltd" });
  await beginReview(hostManager, id);
  const exported = await listApplications(late, applicationQuery.parse({ q: "Markedlate" }));
  expect(exported.items.map((row) => row.id)).toEqual([id]);
  const all = async () => JSON.stringify(await everythingReadable(late, { ...values, applicationId: id }, further));
  expect(await all()).toMatch(/Markedlate/);
  await declareConflict(late, id, { kind: "invested", note: "Shares" });
  expect(await all()).not.toMatch(/Markedlate/);
});
