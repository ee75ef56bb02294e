import { type BaseCalendar, baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { found } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { seesWholeCall, visibleApplications } from "../policy.ts";
import { dueDayOf } from "../review/due.ts";
import { opennessOfPhase, type PhaseKind } from "../review/phase.ts";
import { rubric } from "../review/rubric.ts";
import type { OwnReviewRow, OwnReviewView } from "../review-views.ts";
import type { Wording } from "../wording.ts";
import { filesOfAnswers } from "./answer-files.ts";
import { handedIn } from "./handed-in.ts";

const ownStates = ["assigned", "started", "submitted"] as const;

/** What the person has to review and has reviewed, what is due first on top. */
export function listOwnReviews(ctx: Context): Promise<OwnReviewRow[]> {
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const rows = await ownReviews(tx, ctx).execute();
    return rows.map((row) => rowView(ctx, row, calendar)).sort(bySubmissionThenDue);
  });
}

const bySubmissionThenDue = (a: OwnReviewRow, b: OwnReviewRow): number =>
  Number(a.state === "submitted") - Number(b.state === "submitted") ||
  (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") ||
  a.reference.localeCompare(b.reference);

/** One review with its form; before it is begun without the answers, so that a tie can be declared unread. */
export function getOwnReview(ctx: Context, reviewId: string): Promise<OwnReviewView> {
  return ctx.transact(async (tx) => {
    const row = found(
      isId(reviewId) ? await ownReviews(tx, ctx).where("review.id", "=", reviewId).executeTakeFirst() : undefined,
    );
    const rubrics = row.rubrics as Record<string, unknown>;
    const showsApplicant = !row.isBlind || seesWholeCall(ctx.actor);
    const read =
      row.state === "assigned"
        ? { fields: [], answers: {} }
        : await handedIn(tx, { id: row.applicationId, firmName: row.firmName }, showsApplicant);
    return {
      ...rowView(ctx, row, await baseCalendar(tx, ctx)),
      track: row.track,
      openness: opennessOfPhase(row, ctx.now()),
      opensAt: row.opensAt,
      closesAt: row.closesAt,
      isBlind: row.isBlind,
      rubric: parse(rubric, rubrics[ctx.actor.role ?? ""] ?? rubrics.default),
      fields: read.fields,
      answers: read.answers,
      files: await filesOfAnswers(tx, row.applicationId, read.answers, showsApplicant),
      scores: row.scores as OwnReviewView["scores"],
      recommendation: row.recommendation,
      comment: row.comment,
      feedback: row.feedback,
      version: row.version,
    };
  });
}

type OwnRow = Awaited<ReturnType<ReturnType<typeof ownReviews>["executeTakeFirstOrThrow"]>>;

function ownReviews(tx: Transaction, ctx: Context) {
  return visibleApplications(tx, ctx.actor)
    .innerJoin("applicationReview as review", "review.applicationId", "application.id")
    .innerJoin("reviewPhase as phase", "phase.id", "review.phaseId")
    .innerJoin("call", "call.id", "application.callId")
    .select(["review.id", "review.applicationId", "review.state", "review.dueOn", "review.score", "review.submittedAt"])
    .select(["review.scores", "review.recommendation", "review.comment", "review.feedback", "review.version"])
    .select(["application.reference", "application.firmName", "application.track"])
    .select(["call.id as callId", "call.slug", "call.title"])
    .select(["phase.kind", "phase.isBlind", "phase.opensAt", "phase.closesAt", "phase.rubrics"])
    .where("review.reviewerPersonId", "=", ctx.actor.personId)
    .where("review.state", "in", ownStates)
    .where((eb) => eb.or([eb("review.state", "=", "submitted"), eb("application.state", "in", ["submitted", "in_review"])]));
}

function rowView(ctx: Context, row: OwnRow, { today, dayOf }: BaseCalendar): OwnReviewRow {
  const dueOn = dueDayOf(row, dayOf);
  return {
    id: row.id,
    applicationId: row.applicationId,
    reference: row.reference,
    firmName: row.isBlind && !seesWholeCall(ctx.actor) ? null : row.firmName,
    call: { id: row.callId, slug: row.slug, title: row.title as Wording },
    phase: row.kind as PhaseKind,
    state: row.state as OwnReviewRow["state"],
    dueOn,
    isOverdue: row.state !== "submitted" && dueOn !== null && dueOn < today,
    score: row.score,
    submittedAt: row.submittedAt,
  };
}
