import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { PairGrid } from "../assignment/problem.ts";
import type { Shortage } from "../assignment/shortage.ts";
import type { Solved } from "../assignment/solve.ts";
import { solveInThread } from "../assignment/solver-thread.ts";
import { wallsOf } from "../queries/application-row.ts";
import { phaseRowIn } from "../queries/phase-row.ts";
import { seatedPeople } from "../queries/seated-people.ts";
import type { AssignmentOptions } from "../review-schema.ts";
import type { AssignmentPlan, Grounds, NamedShortage } from "../review-views.ts";
import { affinityOf, placeOf, problemOf, type Round, readRound, sharedWords } from "./assignment-round.ts";

/**
 * Proposes reviewers for every application of a phase that the actor may read: first fair, then the best fit, within everybody's limits and
 * past every conflict. Reviews that were begun or chosen by hand stay, those given too unless they may move; earlier proposals are
 * replaced. Applies nothing yet.
 */
export async function planAssignment(
  ctx: Context,
  phaseId: string,
  { seconds = 30, method = "expertise", mayMove = false }: { seconds?: number } & Partial<AssignmentOptions> = {},
): Promise<AssignmentPlan> {
  const { operatorOrgIds } = await ctx.transact((tx) => phaseRowIn(tx, ctx, phaseId));
  const seated = new Set((await seatedPeople(ctx, operatorOrgIds)).map(({ id }) => id));
  const round = await ctx.transact((tx) => readRound(tx, ctx, phaseId, seated));
  const affinity = await affinityOf(ctx, round, method);
  const problem = problemOf(round, affinity, { mayMove });
  const solution = await solveInThread(problem, { seconds });
  if (solution.kind === "outOfTime")
    throw new DomainError("conflict", "applications.errors.assignmentTooLong", { values: { seconds } });
  if (solution.kind === "unsolvable")
    return { ...emptyPlan, kind: "unsolvable", shortages: solution.shortages.map((shortage) => named(shortage, round)) };
  const has = pairsOf(round.reviews.filter(({ state, isByHand }) => state !== "proposed" || isByHand));
  const fresh = solution.pairs.filter(({ application, reviewer }) => !has.has(keyOf(round, application, reviewer)));
  const words = method === "track" ? fresh.map(() => []) : await sharedWords(ctx, round, fresh);
  const grid = new PairGrid(problem);
  const proposals = fresh.map((pair, at) => {
    const { application, reviewer } = pair;
    const grounds: Grounds = {
      place: method === "track" ? null : placeOf(affinity[application]!, reviewer),
      best: method === "track" ? null : grid.bestOf(application),
      words: words[at]!,
    };
    return { application, reviewer, affinity: method === "track" ? null : affinity[application]![reviewer]!, grounds };
  });
  return ctx.transact((tx) => keepProposals(tx, ctx, round, proposals, solution));
}

const emptyPlan = { proposed: 0, leaving: 0, worstShare: 0, worstShareBound: 0, total: 0, totalBound: 0, shortages: [] };

const keyOf = ({ applications, reviewers }: Round, application: number, reviewer: number) =>
  `${applications[application]!.id} ${reviewers[reviewer]!.personId}`;
const pairsOf = (reviews: Round["reviews"]) =>
  new Set(reviews.map(({ applicationId, reviewerPersonId }) => `${applicationId} ${reviewerPersonId}`));

interface Proposal {
  application: number;
  reviewer: number;
  affinity: number | null;
  grounds: Grounds;
}

async function keepProposals(
  tx: Transaction,
  ctx: Context,
  round: Round,
  proposals: Proposal[],
  solution: Solved,
): Promise<AssignmentPlan> {
  const { phase, applications, reviewers, reviews } = round;
  await forgetProposals(tx, phase.id);
  const rows = proposals.map(({ application, reviewer, affinity, grounds }) => ({
    ...wallsOf(applications[application]!),
    id: newId(),
    phaseId: phase.id,
    reviewerPersonId: reviewers[reviewer]!.personId,
    state: "proposed" as const,
    scores: json({}),
    affinity,
    grounds: json(grounds),
    assignedBy: ctx.actor.personId,
    assignedAt: ctx.now(),
  }));
  if (rows.length > 0)
    await tx
      .insertInto("applicationReview")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const chosen = new Set(solution.pairs.map(({ application, reviewer }) => keyOf(round, application, reviewer)));
  const planned = new Set(reviewers.map(({ personId }) => personId));
  const leaving = reviews.filter(
    ({ state, isByHand, applicationId, reviewerPersonId }) =>
      state === "assigned" &&
      !isByHand &&
      planned.has(reviewerPersonId) &&
      applications.some(({ id }) => id === applicationId) &&
      !chosen.has(`${applicationId} ${reviewerPersonId}`),
  );
  await tx
    .updateTable("applicationReview")
    .set({ isLeaving: true })
    .where(
      "id",
      "in",
      leaving.map(({ id }) => id),
    )
    .execute();
  await audit(tx, ctx, {
    action: "assignment.proposed",
    subjectType: "call",
    subjectId: phase.callId,
    detail: { phaseId: phase.id },
  });
  return {
    ...emptyPlan,
    kind: "proposed",
    proposed: rows.length,
    leaving: leaving.length,
    worstShare: solution.worstShare,
    worstShareBound: solution.floorBound,
    total: solution.total,
    totalBound: solution.totalBound,
  };
}

/** Ends a proposal that nobody applied, as far as the actor sees it; choices made by hand stay unless they go too. */
export async function forgetProposals(
  tx: Transaction,
  phaseId: string,
  { withChoices = false }: { withChoices?: boolean } = {},
): Promise<void> {
  let proposals = tx.deleteFrom("applicationReview").where("phaseId", "=", phaseId).where("state", "=", "proposed");
  if (!withChoices) proposals = proposals.where("isByHand", "=", false);
  await proposals.execute();
  await tx
    .updateTable("applicationReview")
    .set({ isLeaving: false })
    .where("phaseId", "=", phaseId)
    .where("isLeaving", "=", true)
    .execute();
}

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
