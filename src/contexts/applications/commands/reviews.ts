import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, type FieldErrors, found } from "#platform/errors.ts";
import { isId, newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { type ApplicationState, reviewedStates } from "../application.ts";
import { canReadApplication, canRunApplication } from "../policy.ts";
import { applicationRowIn, wallsOf } from "../queries/application-row.ts";
import { phaseRowIn } from "../queries/phase-row.ts";
import { seatedPeople } from "../queries/seated-people.ts";
import { opennessOfPhase, type PhaseWindow } from "../review/phase.ts";
import { isOnScale, type Rubric, rubric, scoreOfReview, unscored } from "../review/rubric.ts";
import type { ReviewInput } from "../review-schema.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { mailGivenReviews } from "./mail-reviewers.ts";

/** Gives an application to a reviewer by hand; refuses people who must not read it, and a second review by one person in one phase. */
export async function giveReview(
  ctx: Context,
  applicationId: string,
  { phaseId, personId, dueOn }: { phaseId: string; personId: string; dueOn: string | null },
): Promise<{ id: string }> {
  const operatorOrgIds = await ctx.transact(async (tx) => (await applicationRowIn(tx, ctx, applicationId)).operatorOrgIds);
  await demandReviewer(ctx, phaseId, personId, operatorOrgIds);
  const given = await ctx.transact(async (tx) => {
    const application = await applicationRowIn(tx, ctx, applicationId);
    allow(canRunApplication(ctx.actor, application));
    demandReviewed(application);
    await phaseIn(tx, application.callId, phaseId);
    if (application.excludedPersonIds.includes(personId))
      throw new DomainError("conflict", "applications.errors.reviewerConflicted");
    const id = newId();
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("applicationReview")
      .values({
        ...wallsOf(application),
        id,
        phaseId,
        reviewerPersonId: personId,
        state: "assigned",
        isByHand: true,
        scores: json({}),
        grounds: json({}),
        assignedBy: ctx.actor.personId,
        assignedAt: ctx.now(),
        dueOn,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new DomainError("conflict", "applications.errors.alreadyReviewing");
    await audit(tx, ctx, {
      action: "review.assigned",
      subjectType: "application",
      subjectId: applicationId,
      detail: { phaseId },
    });
    return { id, phase: await phaseRowIn(tx, ctx, phaseId) };
  });
  const own = beyondWalls(ctx);
  await own.transact((tx) => mailGivenReviews(tx, own, given.phase, [{ personId, given: 1, taken: 0 }], dueOn));
  return { id: given.id };
}

/** Refuses people without a seat at the call's operators, and guests who were asked to another phase. */
async function demandReviewer(
  ctx: Context,
  phaseId: string,
  personId: string,
  organisationIds: readonly string[],
): Promise<void> {
  const person = (await seatedPeople(ctx, organisationIds)).find(({ id }) => id === personId);
  if (!person)
    throw new DomainError("invalid", "errors.invalid", { fields: { personId: "applications.errors.reviewerUnknown" } });
  if (!person.isGuest) return;
  const isOfPhase = await ctx.transact((tx) =>
    tx
      .selectFrom("reviewerLoad")
      .select("personId")
      .where("phaseId", "=", phaseId)
      .where("personId", "=", personId)
      .executeTakeFirst(),
  );
  if (!isOfPhase) throw new DomainError("conflict", "applications.errors.guestOfOtherPhase");
}

/** Begins to read: until then a reviewer sees only what it takes to know of a tie. */
export async function beginOwnReview(ctx: Context, reviewId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const { review, application, phase } = await ownReviewIn(tx, ctx, reviewId);
    demandReviewed(application);
    demandOpen(ctx, phase);
    if (review.state !== "assigned") return;
    await tx.updateTable("applicationReview").set({ state: "started", isLeaving: false }).where("id", "=", reviewId).execute();
  });
}

/** What is with its writers, withdrawn or decided is reviewed no more. */
export function demandReviewed({ state }: { state: ApplicationState }): void {
  if (!(reviewedStates as readonly ApplicationState[]).includes(state))
    throw new DomainError("conflict", "applications.errors.notReviewed");
}

function demandOpen(ctx: Context, phase: PhaseWindow): void {
  const openness = opennessOfPhase(phase, ctx.now());
  if (openness === "closed") throw new DomainError("conflict", "applications.errors.phaseClosed");
  if (openness === "upcoming") throw new DomainError("conflict", "applications.errors.phaseUpcoming");
}

/** Keeps a review as it is written, or hands it in; a review that is handed in can be changed until its phase closes. */
export async function writeReview(
  ctx: Context,
  reviewId: string,
  written: ReviewInput,
): Promise<{ version: number; score: number | null }> {
  return ctx.transact(async (tx) => {
    const { review, application, criteria, phase } = await ownReviewIn(tx, ctx, reviewId);
    demandReviewed(application);
    demandOpen(ctx, phase);
    const isHandedIn = written.isHandedIn || review.state === "submitted";
    const faults = faultsOfScores(criteria, { ...written, isHandedIn });
    if (Object.keys(faults).length > 0) throw new DomainError("invalid", "errors.invalid", { fields: faults });
    const score = scoreOfReview(criteria, written.scores);
    const { numUpdatedRows } = await tx
      .updateTable("applicationReview")
      .set({
        state: isHandedIn ? "submitted" : "started",
        scores: json(written.scores),
        score,
        recommendation: written.recommendation,
        comment: written.comment,
        feedback: written.feedback,
        submittedAt: isHandedIn ? (review.submittedAt ?? ctx.now()) : null,
        version: written.version + 1,
        isLeaving: false,
      })
      .where("id", "=", reviewId)
      .where("version", "=", written.version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new DomainError("conflict", "applications.errors.changedMeanwhile");
    if (written.isHandedIn && review.state !== "submitted")
      await audit(tx, ctx, {
        action: "review.submitted",
        subjectType: "application",
        subjectId: review.applicationId,
        detail: { reviewId },
      });
    return { version: written.version + 1, score };
  });
}

function faultsOfScores(criteria: Rubric, { scores, isHandedIn, recommendation }: ReviewInput): FieldErrors {
  const faults: FieldErrors = {};
  for (const [key, score] of Object.entries(scores)) {
    const criterion = criteria.find((each) => each.key === key);
    if (!criterion) faults[`scores.${key}`] = "errors.unknownName";
    else if (score !== undefined && !isOnScale(criterion, score)) faults[`scores.${key}`] = "applications.errors.offScale";
  }
  if (!isHandedIn) return faults;
  for (const { key } of unscored(criteria, scores)) faults[`scores.${key}`] = "errors.required";
  if (recommendation === null) faults.recommendation = "errors.required";
  return faults;
}

/** A reviewer hands a review back that they cannot write; what they wrote stays for the record. */
export async function returnReview(ctx: Context, reviewId: string, { reason }: { reason: string }): Promise<void> {
  if (reason.trim() === "") throw new DomainError("invalid", "errors.invalid", { fields: { reason: "errors.required" } });
  await ctx.transact(async (tx) => {
    const { review } = await ownReviewIn(tx, ctx, reviewId);
    if (review.state === "submitted") throw new DomainError("conflict", "applications.errors.reviewHandedIn");
    await tx
      .updateTable("applicationReview")
      .set({ state: "returned", returnReason: reason, isLeaving: false })
      .where("id", "=", reviewId)
      .execute();
    await audit(tx, ctx, {
      action: "review.returned",
      subjectType: "application",
      subjectId: review.applicationId,
      reason,
      detail: { reviewId },
    });
  });
}

/** A review for whoever writes it, with the rubric of their seat; locked, as it may be taken back meanwhile. */
async function ownReviewIn(tx: Transaction, ctx: Context, reviewId: string) {
  const review = found(
    isId(reviewId)
      ? await tx
          .selectFrom("applicationReview")
          .selectAll()
          .where("id", "=", reviewId)
          .where("reviewerPersonId", "=", ctx.actor.personId!)
          .where("state", "in", ["assigned", "started", "submitted"])
          .forUpdate()
          .executeTakeFirst()
      : undefined,
  );
  const application = await applicationRowIn(tx, ctx, review.applicationId);
  found(canReadApplication(ctx.actor, application, new Set([application.id])) || undefined);
  const phase = await phaseIn(tx, application.callId, review.phaseId);
  const rubrics = phase.rubrics as Record<string, unknown>;
  return { review, application, phase, criteria: parse(rubric, rubrics[ctx.actor.role ?? ""] ?? rubrics.default) };
}

async function phaseIn(tx: Transaction, callId: string, phaseId: string) {
  return found(
    await tx.selectFrom("reviewPhase").selectAll().where("id", "=", phaseId).where("callId", "=", callId).executeTakeFirst(),
  );
}
