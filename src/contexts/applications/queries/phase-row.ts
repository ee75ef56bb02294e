import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { found } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";

/** A phase with what its call says of it, for a seat of the call's operators. */
export async function phaseRowIn(tx: Transaction, { actor }: Context, phaseId: string) {
  const phase = found(
    isId(phaseId)
      ? await tx
          .selectFrom("reviewPhase")
          .innerJoin("call", "call.id", "reviewPhase.callId")
          .select(["reviewPhase.id", "reviewPhase.callId", "reviewPhase.kind", "reviewPhase.reviewsWanted"])
          .select([
            "reviewPhase.opensAt",
            "reviewPhase.closesAt",
            "call.operatorOrgIds",
            "call.title",
            "call.slug",
            "call.tracks",
          ])
          .where("reviewPhase.id", "=", phaseId)
          .executeTakeFirst()
      : undefined,
  );
  const isOwn = actor.kind === "system" || (actor.organisationId !== null && phase.operatorOrgIds.includes(actor.organisationId));
  return found(isOwn ? phase : undefined);
}

export type PhaseRow = Awaited<ReturnType<typeof phaseRowIn>>;
