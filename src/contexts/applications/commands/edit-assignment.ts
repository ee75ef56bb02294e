import { type AffinityText, affinityMatrix } from "#contexts/matching/index.ts";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { isId, newId } from "#platform/ids.ts";
import { reviewedStates } from "../application.ts";
import { canRunApplication, canRunCall } from "../policy.ts";
import { applicationRowIn, wallsOf } from "../queries/application-row.ts";
import { applicationTexts } from "../queries/application-texts.ts";
import { phaseRowIn } from "../queries/phase-row.ts";
import type { ProposalInput } from "../review-schema.ts";
import type { Grounds } from "../review-views.ts";
import { forgetProposals } from "./assign-reviewers.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { mailGivenReviews } from "./mail-reviewers.ts";
import { demandReviewed } from "./reviews.ts";

/** Puts a reviewer of the phase into the proposal by hand, in place of another where one is named; solving again leaves it where it is. */
export async function addProposal(
  ctx: Context,
  phaseId: string,
  { applicationId, personId, insteadOf }: ProposalInput,
): Promise<{ id: string }> {
  const fit = await fitOf(ctx, phaseId, applicationId, personId);
  return ctx.transact(async (tx) => {
    const application = await runnableIn(tx, ctx, phaseId, applicationId);
    demandReviewed(application);
    if (application.excludedPersonIds.includes(personId))
      throw new DomainError("conflict", "applications.errors.reviewerConflicted");
    if (insteadOf) await takeAwayIn(tx, ctx, await openReviewIn(tx, insteadOf));
    const id = newId();
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("applicationReview")
      .values({
        ...wallsOf(application),
        id,
        phaseId,
        reviewerPersonId: personId,
        state: "proposed",
        isByHand: true,
        scores: json({}),
        affinity: fit.affinity,
        grounds: json(fit.grounds),
        assignedBy: ctx.actor.personId,
        assignedAt: ctx.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new DomainError("conflict", "applications.errors.alreadyReviewing");
    return { id };
  });
}

/** Takes a reviewer out of the proposal; one who was asked already and has not begun is told with the next mail. */
export async function takeAwayReview(ctx: Context, reviewId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const review = await openReviewIn(tx, reviewId);
    await runnableIn(tx, ctx, review.phaseId, review.applicationId);
    await takeAwayIn(tx, ctx, review);
  });
}

/** A locked pair stays when reviewers are proposed anew. */
export async function lockReview(ctx: Context, reviewId: string, { isLocked }: { isLocked: boolean }): Promise<void> {
  await ctx.transact(async (tx) => {
    const review = await openReviewIn(tx, reviewId);
    await runnableIn(tx, ctx, review.phaseId, review.applicationId);
    await tx
      .updateTable("applicationReview")
      .set(isLocked ? { isByHand: true, isLeaving: false } : { isByHand: false })
      .where("id", "=", reviewId)
      .execute();
  });
}

/** Gives every proposed review to its reviewer and takes back what the proposal moved; each gets one mail. */
export async function applyAssignment(
  ctx: Context,
  phaseId: string,
  { dueOn }: { dueOn: string | null },
): Promise<{ given: number; taken: number }> {
  const { phase, ids } = await ctx.transact(async (tx) => {
    const row = await phaseRowIn(tx, ctx, phaseId);
    allow(canRunCall(ctx.actor, row));
    const seen = await tx
      .selectFrom("applicationReview")
      .select("id")
      .where("phaseId", "=", phaseId)
      .where((eb) => eb.or([eb("state", "=", "proposed"), eb("isLeaving", "=", true)]))
      .execute();
    return { phase: row, ids: seen.map(({ id }) => id) };
  });
  // Past the walls: reviewers of the other operator are told too.
  const own = beyondWalls(ctx);
  return own.transact(async (tx) => {
    const taken = await tx
      .updateTable("applicationReview")
      .set({ state: "returned", returnReason: "moved", isLeaving: false })
      .where("id", "in", ids)
      .where("state", "=", "assigned")
      .returning("reviewerPersonId")
      .execute();
    const given = await tx
      .updateTable("applicationReview")
      .set({ state: "assigned", assignedBy: ctx.actor.personId, assignedAt: ctx.now(), dueOn })
      .where("id", "in", ids)
      .where("state", "=", "proposed")
      // What was withdrawn or decided since it was proposed is reviewed no more.
      .where("applicationId", "in", tx.selectFrom("application").select("id").where("state", "in", reviewedStates))
      .returning("reviewerPersonId")
      .execute();
    if (given.length + taken.length === 0) throw new DomainError("conflict", "applications.errors.nothingProposed");
    const countOf = (rows: { reviewerPersonId: string }[], id: string) =>
      rows.filter(({ reviewerPersonId }) => reviewerPersonId === id).length;
    const people = [...new Set([...given, ...taken].map(({ reviewerPersonId }) => reviewerPersonId))];
    const counts = people.map((personId) => ({ personId, given: countOf(given, personId), taken: countOf(taken, personId) }));
    await mailGivenReviews(tx, own, phase, counts, dueOn);
    await audit(tx, own, {
      action: "assignment.applied",
      subjectType: "call",
      subjectId: phase.callId,
      detail: { phaseId },
    });
    return { given: given.length, taken: taken.length };
  });
}

/** Throws the proposal away, choices made by hand included; what was given before stays given. */
export async function discardAssignment(ctx: Context, phaseId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const phase = await phaseRowIn(tx, ctx, phaseId);
    allow(canRunCall(ctx.actor, phase));
    await forgetProposals(tx, phaseId, { withChoices: true });
    await tx.deleteFrom("assignmentRun").where("phaseId", "=", phaseId).where("startedBy", "=", ctx.actor.personId!).execute();
  });
}

async function openReviewIn(tx: Transaction, reviewId: string) {
  return found(
    isId(reviewId)
      ? await tx
          .selectFrom("applicationReview")
          .select(["id", "phaseId", "applicationId", "reviewerPersonId", "state"])
          .where("id", "=", reviewId)
          .where("state", "!=", "returned")
          .forUpdate()
          .executeTakeFirst()
      : undefined,
  );
}

async function takeAwayIn(tx: Transaction, ctx: Context, review: Awaited<ReturnType<typeof openReviewIn>>): Promise<void> {
  const { id, state, applicationId, phaseId } = review;
  if (state === "proposed") {
    await tx.deleteFrom("applicationReview").where("id", "=", id).execute();
    return;
  }
  if (state !== "assigned") throw new DomainError("conflict", "applications.errors.reviewBegun");
  await tx
    .updateTable("applicationReview")
    .set({ state: "returned", returnReason: "takenAway", isLeaving: false })
    .where("id", "=", id)
    .execute();
  await audit(tx, ctx, {
    action: "review.taken_away",
    subjectType: "application",
    subjectId: applicationId,
    detail: { phaseId },
  });
}

async function runnableIn(tx: Transaction, ctx: Context, phaseId: string, applicationId: string) {
  const application = await applicationRowIn(tx, ctx, applicationId);
  allow(canRunApplication(ctx.actor, application));
  const phase = await phaseRowIn(tx, ctx, phaseId);
  return found(phase.callId === application.callId ? application : undefined);
}

/** How much of the application a reviewer of the phase knows, beside the others of the phase. */
async function fitOf(
  ctx: Context,
  phaseId: string,
  applicationId: string,
  personId: string,
): Promise<{ affinity: number; grounds: Grounds }> {
  const { texts, reviewers } = await ctx.transact(async (tx) => {
    await runnableIn(tx, ctx, phaseId, applicationId);
    return { texts: await applicationTexts(tx, [applicationId]), reviewers: await profilesIn(tx, phaseId) };
  });
  const at = reviewers.findIndex(({ id }) => id === personId);
  if (at < 0)
    throw new DomainError("invalid", "errors.invalid", { fields: { personId: "applications.errors.reviewerNotOfPhase" } });
  const row = texts.get(applicationId) ?? { id: applicationId, text: "" };
  const { fits, reasons } = await affinityMatrix(ctx.platform, [row], reviewers, {
    reasonsFor: [{ row: 0, column: at }],
    locale: ctx.locale,
  });
  const words = [...new Set(reasons[0]!.flatMap(({ concept, found: met }) => concept ?? met[0] ?? []))].slice(0, 5);
  return {
    affinity: fits[at]!,
    grounds: { place: 1 + fits.filter((fit) => fit > fits[at]!).length, best: null, words },
  };
}

/** What the reviewers of a phase who have not left know. */
export async function profilesIn(tx: Transaction, phaseId: string): Promise<AffinityText[]> {
  const rows = await tx
    .selectFrom("reviewerLoad")
    .leftJoin("reviewerExpertise", "reviewerExpertise.personId", "reviewerLoad.personId")
    .select(["reviewerLoad.personId", "reviewerExpertise.text", "reviewerExpertise.topics"])
    .where("reviewerLoad.phaseId", "=", phaseId)
    .where("reviewerLoad.leftAt", "is", null)
    .orderBy("reviewerLoad.personId")
    .execute();
  return rows.map(({ personId, text, topics }) => ({ id: personId, text: text ?? "", concepts: topics ?? [] }));
}
