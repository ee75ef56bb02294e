import { type AffinityText, affinityMatrix } from "#contexts/matching/index.ts";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { AssignmentProblem, Pair } from "../assignment/problem.ts";
import type { Shortage } from "../assignment/shortage.ts";
import type { Solved } from "../assignment/solve.ts";
import { solveInThread } from "../assignment/solver-thread.ts";
import { canRunCall, visibleApplications } from "../policy.ts";
import { wallsOf } from "../queries/application-row.ts";
import { applicationTexts } from "../queries/application-texts.ts";
import type { AssignmentPlan, NamedShortage } from "../views.ts";

/**
 * Proposes reviewers for every application of a phase that the actor may read: first fair, then the best fit, within everybody's limits and
 * past every conflict. Reviews that were begun or given by hand stay; earlier proposals are replaced. Applies nothing yet.
 */
export async function planAssignment(
  ctx: Context,
  phaseId: string,
  { seconds = 30 }: { seconds?: number } = {},
): Promise<AssignmentPlan> {
  const round = await ctx.transact((tx) => readRound(tx, ctx, phaseId));
  const affinity = await affinityOf(ctx, round);
  const solution = await solveInThread(problemOf(round, affinity), { seconds });
  if (solution.kind === "unsolvable")
    return { ...emptyPlan, kind: "unsolvable", shortages: solution.shortages.map((shortage) => named(shortage, round)) };
  return ctx.transact((tx) => keepProposals(tx, ctx, round, affinity, solution));
}

const emptyPlan = { proposed: 0, worstShare: 0, worstShareBound: 0, total: 0, totalBound: 0, shortages: [] };

type Round = Awaited<ReturnType<typeof readRound>>;

async function readRound(tx: Transaction, ctx: Context, phaseId: string) {
  const phase = found(
    await tx
      .selectFrom("reviewPhase")
      .innerJoin("call", "call.id", "reviewPhase.callId")
      .select(["reviewPhase.id", "reviewPhase.callId", "reviewPhase.reviewsWanted", "call.operatorOrgIds"])
      .where("reviewPhase.id", "=", phaseId)
      .executeTakeFirst(),
  );
  allow(canRunCall(ctx.actor, phase));
  const applications = await visibleApplications(tx, ctx.actor)
    .selectAll()
    .where("application.callId", "=", phase.callId)
    .where("application.state", "in", ["submitted", "in_review"])
    .where("application.isAskedBack", "=", false)
    .orderBy("application.id")
    .execute();
  const reviewers = await tx
    .selectFrom("reviewerLoad")
    .leftJoin("reviewerExpertise", "reviewerExpertise.personId", "reviewerLoad.personId")
    .select(["reviewerLoad.personId", "reviewerLoad.name", "reviewerLoad.most", "reviewerLoad.least", "reviewerLoad.tracks"])
    .select(["reviewerExpertise.text", "reviewerExpertise.topics"])
    .where("reviewerLoad.phaseId", "=", phaseId)
    .where("reviewerLoad.leftAt", "is", null)
    .orderBy("reviewerLoad.personId")
    .execute();
  const reviews = await tx
    .selectFrom("applicationReview")
    .select(["id", "applicationId", "reviewerPersonId", "state", "isByHand"])
    .where("phaseId", "=", phaseId)
    .where("state", "!=", "returned")
    .execute();
  const returned = await tx
    .selectFrom("applicationReview")
    .select(["applicationId", "reviewerPersonId"])
    .where("phaseId", "=", phaseId)
    .where("state", "=", "returned")
    .execute();
  return {
    phase,
    applications,
    reviewers,
    reviews,
    returned,
    texts: await applicationTexts(
      tx,
      applications.map(({ id }) => id),
    ),
  };
}

async function affinityOf(ctx: Context, { applications, reviewers, texts }: Round): Promise<number[][]> {
  if (applications.length === 0 || reviewers.length === 0) return applications.map(() => []);
  const rows = applications.map(({ id }): AffinityText => texts.get(id) ?? { id, text: "" });
  const columns = reviewers.map(
    ({ personId, text, topics }): AffinityText => ({ id: personId, text: text ?? "", concepts: topics ?? [] }),
  );
  const { fits } = await affinityMatrix(ctx.platform, rows, columns);
  return rows.map((_, row) => [...fits.subarray(row * columns.length, (row + 1) * columns.length)]);
}

/** What nobody is asked about again: reviews begun or handed in, and pairs chosen by hand. */
const staysFixed = ({ state, isByHand }: Round["reviews"][number]): boolean =>
  state !== "proposed" && (isByHand || state !== "assigned");

function problemOf({ phase, applications, reviewers, reviews, returned }: Round, affinity: number[][]): AssignmentProblem {
  const rowOf = new Map(applications.map(({ id }, at) => [id, at]));
  const columnOf = new Map(reviewers.map(({ personId }, at) => [personId, at]));
  const pairsOf = (given: { applicationId: string; reviewerPersonId: string }[]): Pair[] =>
    given.flatMap(({ applicationId, reviewerPersonId }) => {
      const [application, reviewer] = [rowOf.get(applicationId), columnOf.get(reviewerPersonId)];
      return application === undefined || reviewer === undefined ? [] : [{ application, reviewer }];
    });
  // Finished reviews of somebody who has left count for their applications although nobody plans with the person any more.
  const gone = reviews.filter((review) => !columnOf.has(review.reviewerPersonId) && staysFixed(review));
  const missing = applications.map(({ id }) => gone.filter(({ applicationId }) => applicationId === id).length);
  const closed = applications.flatMap(({ excludedPersonIds, track }, application) =>
    reviewers.flatMap(({ personId, tracks }, reviewer) => {
      const isOther = track !== null && tracks.length > 0 && !tracks.includes(track);
      return excludedPersonIds.includes(personId) || isOther ? [{ application, reviewer }] : [];
    }),
  );
  return {
    applications: applications.map((_, at) => ({ reviews: Math.max(0, phase.reviewsWanted - missing[at]!) })),
    reviewers: reviewers.map(({ most, least }) => ({ most, least })),
    affinity,
    forbidden: [...closed, ...pairsOf(returned)],
    fixed: pairsOf(reviews.filter(staysFixed)),
    kept: pairsOf(reviews.filter((review) => review.state === "assigned" && !review.isByHand)),
  };
}

async function keepProposals(
  tx: Transaction,
  ctx: Context,
  round: Round,
  affinity: number[][],
  solution: Solved,
): Promise<AssignmentPlan> {
  const { phase, applications, reviewers, reviews } = round;
  await tx.deleteFrom("applicationReview").where("phaseId", "=", phase.id).where("state", "=", "proposed").execute();
  const has = new Set(
    reviews.filter(({ state }) => state !== "proposed").map((review) => `${review.applicationId} ${review.reviewerPersonId}`),
  );
  const fresh = solution.pairs.filter(
    ({ application, reviewer }) => !has.has(`${applications[application]!.id} ${reviewers[reviewer]!.personId}`),
  );
  const rows = fresh.map(({ application, reviewer }) => ({
    ...wallsOf(applications[application]!),
    id: newId(),
    phaseId: phase.id,
    reviewerPersonId: reviewers[reviewer]!.personId,
    state: "proposed" as const,
    scores: json({}),
    affinity: affinity[application]![reviewer]!,
    grounds: json({ place: placeOf(affinity[application]!, reviewer) }),
    assignedBy: ctx.actor.personId,
    assignedAt: ctx.now(),
  }));
  if (rows.length > 0) await tx.insertInto("applicationReview").values(rows).execute();
  await audit(tx, ctx, {
    action: "assignment.proposed",
    subjectType: "call",
    subjectId: phase.callId,
    detail: { phaseId: phase.id },
  });
  return {
    kind: "proposed",
    proposed: rows.length,
    worstShare: solution.worstShare,
    worstShareBound: solution.floorBound,
    total: solution.total,
    totalBound: solution.totalBound,
    shortages: [],
  };
}

/** Which choice this reviewer is for the application, counted from 1. */
const placeOf = (affinities: readonly number[], reviewer: number): number =>
  1 + affinities.filter((affinity) => affinity > affinities[reviewer]!).length;

function named(shortage: Shortage, { applications, reviewers }: Round): NamedShortage {
  const reference = (at: number) => applications[at]!.reference;
  if (shortage.kind === "tooFewReviewers") return { ...shortage, application: reference(shortage.application) };
  if (shortage.kind === "leastTooHigh") return shortage;
  return {
    ...shortage,
    applications: shortage.applications.map(reference),
    reviewers: shortage.reviewers.map((at) => reviewers[at]!.name),
  };
}
