import type { Transaction } from "#platform/db/database.ts";
import { type ToldFeedback, toldFeedback } from "../decision/feedback.ts";

/** What the applicant would read of the reviews if it were decided now. */
export async function feedbackFor(
  tx: Transaction,
  { id, callId }: { id: string; callId: string },
  { sharesOnlyReview }: { sharesOnlyReview: boolean },
): Promise<ToldFeedback> {
  const call = await tx.selectFrom("call").select("sharesFeedback").where("id", "=", callId).executeTakeFirstOrThrow();
  const rows = await tx
    .selectFrom("applicationReview as review")
    .leftJoin("reviewerLoad as load", (join) =>
      join.onRef("load.personId", "=", "review.reviewerPersonId").onRef("load.phaseId", "=", "review.phaseId"),
    )
    .leftJoin("person", "person.id", "review.reviewerPersonId")
    .select(["review.reviewerPersonId as reviewerId", "review.feedback"])
    .select((eb) => eb.fn.coalesce("load.name", "person.name").as("reviewerName"))
    .where("review.applicationId", "=", id)
    .select("review.excludedPersonIds")
    .where("review.state", "=", "submitted")
    .execute();
  const untied = rows.filter(({ reviewerId, excludedPersonIds }) => !excludedPersonIds.includes(reviewerId));
  return toldFeedback(untied, { isShared: call.sharesFeedback, sharesOnlyReview, seed: id });
}
