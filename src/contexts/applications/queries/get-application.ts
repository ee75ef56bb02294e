import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { canRunApplication, seesWholeCall } from "../policy.ts";
import { type PromisedDays, responseClock } from "../response-clock.ts";
import { type ReviewSight, sightIn } from "../review/phase.ts";
import { standingOf } from "../review/rubric.ts";
import type { ApplicationView, SeenReview } from "../views.ts";
import type { Wording } from "../wording.ts";
import { filesOfAnswers } from "./answer-files.ts";
import { type ApplicationRow, applicationRowIn } from "./application-row.ts";
import { talksOf } from "./discussion.ts";
import { handedIn } from "./handed-in.ts";

/** One application for an operator's seat; for a person with a conflict of interest it does not exist. */
export function getApplication(ctx: Context, id: string): Promise<ApplicationView> {
  return ctx.transact(async (tx) => applicationViewIn(tx, ctx, await applicationRowIn(tx, ctx, id)));
}

async function applicationViewIn(tx: Transaction, ctx: Context, application: ApplicationRow): Promise<ApplicationView> {
  const { id } = application;
  const isManager = seesWholeCall(ctx.actor);
  const { reviews, tied, sight, hasBegun } = await reviewsOf(tx, ctx, id, isManager);
  const read = await handedIn(tx, application, sight.applicant);
  // Before a reviewer begins they see only what it takes to know of a tie.
  const { fields, answers } = hasBegun ? read : { fields: [], answers: {} };
  const talks = await talksOf(tx, ctx, application);
  const call = await tx
    .selectFrom("call")
    .select(["id", "title", "promisedDays"])
    .where("id", "=", application.callId)
    .executeTakeFirstOrThrow();
  const scored = reviews.filter((review) => review.state === "submitted" && review.score !== null && !tied.has(review.id));
  return {
    id,
    reference: application.reference,
    firmName: sight.applicant ? application.firmName : null,
    companyId: sight.applicant ? application.companyId : null,
    call: { id: call.id, title: call.title as Wording },
    state: application.state,
    outcome: application.outcome,
    stage: application.stage,
    track: application.track,
    isLate: application.isLate,
    clock: responseClock(
      { ...application, since: application.turnSince },
      call.promisedDays as unknown as PromisedDays,
      await baseCalendar(tx, ctx),
    ),
    formVersion: read.version,
    fields,
    answers,
    files: await filesOfAnswers(tx, id, answers, sight.applicant),
    submissions: read.submissions,
    reviews,
    standing: standingOf(scored.map(({ score }) => score!)),
    comments: talks.flatMap(({ phaseId, comments }) => comments.map((comment) => ({ ...comment, phaseId }))),
    talks: talks.map(({ phaseId, kind, canWrite }) => ({ phaseId, kind, canWrite })),
    conflicts: isManager ? await conflictsOf(tx, id) : [],
    history: isManager ? await historyOf(tx, id) : [],
    proposals: isManager ? await proposalsOf(tx, id) : [],
    can: {
      run: canRunApplication(ctx.actor, application),
      review: reviews.some(({ isMine, state }) => isMine && state !== "proposed" && state !== "returned"),
      declareConflict: true,
    },
  };
}

async function reviewsOf(tx: Transaction, ctx: Context, applicationId: string, isManager: boolean) {
  const rows = await tx
    .selectFrom("applicationReview as review")
    .innerJoin("reviewPhase as phase", "phase.id", "review.phaseId")
    .leftJoin("reviewerLoad as load", (join) =>
      join.onRef("load.personId", "=", "review.reviewerPersonId").onRef("load.phaseId", "=", "review.phaseId"),
    )
    .leftJoin("person", "person.id", "review.reviewerPersonId")
    .select(["review.id", "review.phaseId", "review.state", "review.reviewerPersonId", "review.score", "review.scores"])
    .select(["review.recommendation", "review.comment", "review.feedback", "review.dueOn", "review.affinity", "review.version"])
    .select("review.excludedPersonIds")
    .select(["phase.isBlind", "phase.otherReviews", "phase.otherScores", "phase.reviewerNames"])
    .select((eb) => eb.fn.coalesce("load.name", "person.name").as("reviewer"))
    .where("review.applicationId", "=", applicationId)
    .orderBy("phase.position")
    .orderBy("review.assignedAt")
    .orderBy("review.id")
    .execute();
  const isOwn = (row: (typeof rows)[number]) => row.reviewerPersonId === ctx.actor.personId;
  const handedInPhases = new Set(rows.filter((row) => isOwn(row) && row.state === "submitted").map(({ phaseId }) => phaseId));
  const own = rows.filter((row) => isOwn(row) && row.state !== "proposed" && row.state !== "returned");
  const sightOf = (row: (typeof rows)[number]) => sightIn(row, { isManager, hasHandedIn: handedInPhases.has(row.phaseId) });
  const sights = own.map(sightOf);
  const sight: ReviewSight = isManager
    ? everything
    : {
        texts: sights.some(({ texts }) => texts),
        scores: sights.some(({ scores }) => scores),
        names: sights.some(({ names }) => names),
        applicant: sights.some(({ applicant }) => applicant),
      };
  const phases = new Set(own.map(({ phaseId }) => phaseId));
  const reviews = rows
    .filter(
      (row) => isManager || own.includes(row) || (phases.has(row.phaseId) && row.state === "submitted" && sightOf(row).texts),
    )
    .map((row): SeenReview => {
      const seen = isOwn(row) ? everything : sightOf(row);
      const isWritten = isOwn(row) || row.state === "submitted";
      return {
        id: row.id,
        phaseId: row.phaseId,
        state: row.state,
        reviewer: seen.names ? row.reviewer : null,
        isMine: isOwn(row),
        score: seen.scores && isWritten ? row.score : null,
        scores: seen.scores && isWritten ? (row.scores as Record<string, number | null>) : null,
        recommendation: seen.texts && isWritten ? row.recommendation : null,
        comment: seen.texts && isWritten ? row.comment : null,
        feedback: seen.texts && isWritten ? row.feedback : null,
        dueOn: row.dueOn,
        affinity: isManager ? row.affinity : null,
        version: row.version,
      };
    });
  const tied = new Set(
    rows.filter((row) => row.excludedPersonIds.includes(row.reviewerPersonId)).map(({ id: reviewId }) => reviewId),
  );
  return { reviews, tied, sight, hasBegun: isManager || own.some(({ state }) => state !== "assigned") };
}

const everything: ReviewSight = { texts: true, scores: true, names: true, applicant: true };

const conflictsOf = (tx: Transaction, applicationId: string): Promise<ApplicationView["conflicts"]> =>
  tx
    .selectFrom("applicationConflict as conflict")
    .leftJoin("person", "person.id", "conflict.personId")
    .select([
      "conflict.id",
      "person.name as person",
      "conflict.kind",
      "conflict.source",
      "conflict.evidence",
      "conflict.clearedReason",
    ])
    .where("conflict.applicationId", "=", applicationId)
    .orderBy("conflict.foundAt")
    .orderBy("conflict.id")
    .execute();

const proposalsOf = (tx: Transaction, applicationId: string): Promise<ApplicationView["proposals"]> =>
  tx
    .selectFrom("applicationProposal")
    .select(["organisationId", "outcome", "reasonCodes", "note", "letter", "proposedAt"])
    .where("applicationId", "=", applicationId)
    .where("endedAt", "is", null)
    .orderBy("proposedAt")
    .execute();

const historyOf = (tx: Transaction, applicationId: string): Promise<ApplicationView["history"]> =>
  tx
    .selectFrom("applicationStateChange as change")
    .leftJoin("person", "person.id", "change.personId")
    .select([
      "change.fromState as from",
      "change.toState as to",
      "person.name as person",
      "change.reason",
      "change.changedAt as at",
    ])
    .where("change.applicationId", "=", applicationId)
    .orderBy("change.changedAt", "desc")
    .orderBy("change.id", "desc")
    .execute() as Promise<ApplicationView["history"]>;
