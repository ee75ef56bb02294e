import { type AffinityText, affinityMatrix } from "#contexts/matching/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import type { AssignmentProblem, Pair } from "../assignment/problem.ts";
import { canRunCall, visibleApplications } from "../policy.ts";
import { applicationTexts } from "../queries/application-texts.ts";
import { phaseRowIn } from "../queries/phase-row.ts";
import type { AssignmentOptions } from "../review-schema.ts";

/** What an assignment of a phase is made of, as far as the actor may read it. */
export type Round = Awaited<ReturnType<typeof readRound>>;

export async function readRound(tx: Transaction, ctx: Context, phaseId: string, seated: ReadonlySet<string>) {
  const phase = await phaseRowIn(tx, ctx, phaseId);
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
    .select(["id", "applicationId", "reviewerPersonId", "state", "isByHand", "returnReason"])
    .where("phaseId", "=", phaseId)
    .execute();
  return {
    phase,
    applications,
    reviewers: reviewers.filter(({ personId }) => seated.has(personId)),
    reviews: reviews.filter(({ state }) => state !== "returned"),
    // Handed back by the reviewer or taken away by a manager; whom the solver moved, who came back and whose tie was cleared may be proposed again.
    returned: reviews.filter(({ state, returnReason }) => state === "returned" && !mayComeBack.has(returnReason)),
    texts: await applicationTexts(
      tx,
      applications.map(({ id }) => id),
    ),
  };
}

const mayComeBack: ReadonlySet<string | null> = new Set(["moved", "left", "conflict"]);

type Reviewer = Round["reviewers"][number];

const profileOf = ({ personId, text, topics }: Reviewer): AffinityText => ({
  id: personId,
  text: text ?? "",
  concepts: topics ?? [],
});

/** By application, then reviewer: how much of it the reviewer knows, or whether it lies in a track of theirs. */
export async function affinityOf(
  ctx: Context,
  { applications, reviewers, texts }: Round,
  method: AssignmentOptions["method"],
): Promise<number[][]> {
  if (method === "track")
    return applications.map(({ track }) => reviewers.map(({ tracks }) => (track !== null && tracks.includes(track) ? 1 : 0.1)));
  if (applications.length === 0 || reviewers.length === 0) return applications.map(() => []);
  const rows = applications.map(({ id }): AffinityText => texts.get(id) ?? { id, text: "" });
  const { fits } = await affinityMatrix(ctx.platform, rows, reviewers.map(profileOf));
  return rows.map((_, row) => [...fits.subarray(row * reviewers.length, (row + 1) * reviewers.length)]);
}

const mostWords = 5;

/** For each of some pairs the words and ideas that application and reviewer share, the weightiest first. */
export async function sharedWords(ctx: Context, { applications, reviewers, texts }: Round, pairs: Pair[]): Promise<string[][]> {
  if (pairs.length === 0) return [];
  const rows = applications.map(({ id }): AffinityText => texts.get(id) ?? { id, text: "" });
  const { reasons } = await affinityMatrix(ctx.platform, rows, reviewers.map(profileOf), {
    reasonsFor: pairs.map(({ application, reviewer }) => ({ row: application, column: reviewer })),
    locale: ctx.locale,
  });
  return reasons.map((met) => [...new Set(met.flatMap(({ concept, found }) => concept ?? found[0] ?? []))].slice(0, mostWords));
}

export function problemOf(
  round: Round,
  affinity: number[][],
  { mayMove }: Pick<AssignmentOptions, "mayMove">,
): AssignmentProblem {
  const { phase, applications, reviewers, reviews, returned } = round;
  const rowOf = new Map(applications.map(({ id }, at) => [id, at]));
  const columnOf = new Map(reviewers.map(({ personId }, at) => [personId, at]));
  const pairsOf = (given: { applicationId: string; reviewerPersonId: string }[]): Pair[] =>
    given.flatMap(({ applicationId, reviewerPersonId }) => {
      const [application, reviewer] = [rowOf.get(applicationId), columnOf.get(reviewerPersonId)];
      return application === undefined || reviewer === undefined ? [] : [{ application, reviewer }];
    });
  // What nobody is asked about again: reviews begun or handed in, pairs chosen by hand, and those given unless they may move.
  const isFixed = ({ state, isByHand }: Round["reviews"][number]) =>
    isByHand || (state !== "proposed" && !(state === "assigned" && mayMove));
  // Finished reviews of somebody who has left count for their applications although nobody plans with the person any more.
  const gone = reviews.filter((review) => !columnOf.has(review.reviewerPersonId) && isFixed(review));
  const closed = applications.flatMap(({ excludedPersonIds, track }, application) =>
    reviewers.flatMap(({ personId, tracks }, reviewer) => {
      const isOther = track !== null && tracks.length > 0 && !tracks.includes(track);
      return excludedPersonIds.includes(personId) || isOther ? [{ application, reviewer }] : [];
    }),
  );
  return {
    applications: applications.map(({ id }) => ({
      reviews: Math.max(0, phase.reviewsWanted - gone.filter(({ applicationId }) => applicationId === id).length),
    })),
    reviewers: reviewers.map(({ most, least }) => ({ most, least })),
    affinity,
    forbidden: [...closed, ...pairsOf(returned)],
    fixed: pairsOf(reviews.filter(isFixed)),
    kept: pairsOf(reviews.filter((review) => review.state === "assigned" && !isFixed(review))),
  };
}

/** Which choice this reviewer is for the application, counted from 1. */
export const placeOf = (affinities: readonly number[], reviewer: number): number =>
  1 + affinities.filter((affinity) => affinity > affinities[reviewer]!).length;
