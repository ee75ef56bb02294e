import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { seesWholeCall } from "../policy.ts";
import { sightIn } from "../review/phase.ts";
import { type Standing, standingOf } from "../review/rubric.ts";

/** What one reader knows of the reviews of an application, in a list. */
export interface ReviewsSeen {
  asked: number;
  handedIn: number;
  standing: Standing | null;
  mine: { id: string; state: "assigned" | "started" | "submitted"; dueOn: string | null } | null;
  /** Every phase in which the reader reviews it hides who applies. */
  isBlind: boolean;
}

/** One query, however many applications. */
export async function reviewsSeenBy(tx: Transaction, ctx: Context, applicationIds: string[]): Promise<Map<string, ReviewsSeen>> {
  const rows = await tx
    .selectFrom("applicationReview as review")
    .innerJoin("reviewPhase as phase", "phase.id", "review.phaseId")
    .select(["review.id", "review.applicationId", "review.reviewerPersonId", "review.state", "review.score", "review.dueOn"])
    .select("review.excludedPersonIds")
    .select(["review.phaseId", "phase.isBlind", "phase.otherReviews", "phase.otherScores", "phase.reviewerNames"])
    .where("review.applicationId", "in", applicationIds)
    .where("review.state", "in", ["assigned", "started", "submitted"])
    .execute();
  const isManager = seesWholeCall(ctx.actor);
  return new Map(
    [...Map.groupBy(rows, ({ applicationId }) => applicationId)].map(([id, reviews]) => {
      const own = reviews.filter(({ reviewerPersonId }) => reviewerPersonId === ctx.actor.personId);
      const ownPhases = new Set(own.map(({ phaseId }) => phaseId));
      const handedInPhases = new Set(own.filter(({ state }) => state === "submitted").map(({ phaseId }) => phaseId));
      const counted = reviews.filter((review) => {
        const isOwn = review.reviewerPersonId === ctx.actor.personId;
        const sight = sightIn(review, { isManager, hasHandedIn: handedInPhases.has(review.phaseId) });
        return (
          review.state === "submitted" &&
          review.score !== null &&
          !review.excludedPersonIds.includes(review.reviewerPersonId) &&
          (isOwn || isManager || (ownPhases.has(review.phaseId) && sight.scores))
        );
      });
      const mine = own.find(({ state }) => state !== "submitted") ?? own[0];
      const seen: ReviewsSeen = {
        asked: isManager ? reviews.length : own.length,
        handedIn: (isManager ? reviews : own).filter(({ state }) => state === "submitted").length,
        standing: standingOf(counted.map(({ score }) => score!)),
        mine: mine ? { id: mine.id, state: mine.state as "assigned", dueOn: mine.dueOn } : null,
        isBlind: !isManager && own.every((review) => review.isBlind),
      };
      return [id, seen];
    }),
  );
}
