import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { seesWholeCall } from "../policy.ts";
import { type PhaseKind, type ReviewSight, sightIn } from "../review/phase.ts";
import type { Talk } from "../review-views.ts";
import type { ApplicationRow } from "./application-row.ts";

/**
 * The discussion of each phase an actor has a part in: managers all of them, reviewers those in which the phase lets them read what others
 * think by now. Who wrote is told where the phase tells names.
 */
export async function talksOf(
  tx: Transaction,
  ctx: Context,
  { id, callId }: Pick<ApplicationRow, "id" | "callId">,
): Promise<Talk[]> {
  const { personId } = ctx.actor;
  const isManager = seesWholeCall(ctx.actor);
  const phases = await tx.selectFrom("reviewPhase").selectAll().where("callId", "=", callId).orderBy("position").execute();
  const own = await tx
    .selectFrom("applicationReview")
    .select(["phaseId", "state"])
    .where("applicationId", "=", id)
    .where("reviewerPersonId", "=", personId)
    .where("state", "in", ["assigned", "started", "submitted"])
    .execute();
  const comments = await commentsOf(tx, id);
  return phases.flatMap((phase): Talk[] => {
    const review = own.find(({ phaseId }) => phaseId === phase.id);
    if (!isManager && !review) return [];
    const sight: ReviewSight = sightIn(phase, { isManager, hasHandedIn: review?.state === "submitted" });
    if (!sight.texts) return [];
    return [
      {
        phaseId: phase.id,
        kind: phase.kind as PhaseKind,
        canWrite: ctx.actor.kind !== "system",
        comments: comments
          .filter(({ phaseId }) => phaseId === phase.id)
          .map(({ id: commentId, authorId, person, text, writtenAt }) => ({
            id: commentId,
            person: sight.names || authorId === personId ? person : null,
            isMine: authorId === personId,
            text,
            writtenAt,
          })),
      },
    ];
  });
}

const commentsOf = (tx: Transaction, applicationId: string) =>
  tx
    .selectFrom("applicationComment as comment")
    .leftJoin("person", "person.id", "comment.personId")
    .leftJoin("reviewerLoad as load", (join) =>
      join.onRef("load.personId", "=", "comment.personId").onRef("load.phaseId", "=", "comment.phaseId"),
    )
    .select(["comment.id", "comment.phaseId", "comment.personId as authorId", "comment.text", "comment.writtenAt"])
    .select((eb) => eb.fn.coalesce("load.name", "person.name").as("person"))
    .where("comment.applicationId", "=", applicationId)
    .orderBy("comment.writtenAt")
    .orderBy("comment.id")
    .execute();
