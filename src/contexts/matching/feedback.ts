import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { matchingEvents } from "./events.ts";
import { requireMatches } from "./match-state.ts";
import { canJudgeMatches } from "./policy.ts";
import type { NewFeedback } from "./schema.ts";

/** Says that a company is good or bad for a need and why; one judgement a person, a new one replaces it. Moves the next ranking. */
export async function giveFeedback(
  ctx: Context,
  needId: string,
  companyId: string,
  { verdict, reasonCode, note }: NewFeedback,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const walls = await requireMatches(tx, ctx, needId);
    allow(canJudgeMatches(ctx.actor, walls));
    const company = await requireCompanyRow(tx, companyId);
    if (company.mergedIntoId) throw new DomainError("conflict", "matching.errors.merged");
    const values = { verdict, reasonCode: verdict === "bad" ? reasonCode : null, note, givenAt: ctx.now() };
    await tx
      .insertInto("matchFeedback")
      .values({ needId, companyId, ownerOrgId: walls.ownerOrgId, personId: ctx.actor.personId!, ...values })
      .onConflict((conflict) => conflict.columns(["needId", "companyId", "personId"]).doUpdateSet(values))
      .execute();
    await publish(tx, ctx, matchingEvents.feedbackGiven, { needId, companyId, ownerOrgId: walls.ownerOrgId, verdict });
    await audit(tx, ctx, {
      action: "match.judged",
      subjectType: "need",
      subjectId: needId,
      reason: values.reasonCode,
      detail: { companyId, verdict, reasonCode: values.reasonCode },
    });
  });
}

/** Takes the actor's own judgement back; doing it twice changes nothing. */
export async function withdrawFeedback(ctx: Context, needId: string, companyId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const walls = await requireMatches(tx, ctx, needId);
    allow(canJudgeMatches(ctx.actor, walls));
    const { numDeletedRows } = await tx
      .deleteFrom("matchFeedback")
      .where("needId", "=", needId)
      .where("companyId", "=", companyId)
      .where("personId", "=", ctx.actor.personId!)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return;
    await audit(tx, ctx, { action: "match.judgementWithdrawn", subjectType: "need", subjectId: needId, detail: { companyId } });
  });
}

/** Throws not found for companies that do not exist or were erased; holds the row, so that a merge or an erasure waits. */
export async function requireCompanyRow(
  tx: Transaction,
  companyId: string,
): Promise<{ id: string; name: string; mergedIntoId: string | null }> {
  const select = tx
    .selectFrom("company")
    .select(["id", "name", "mergedIntoId"])
    .where("id", "=", companyId)
    .where("erasedAt", "is", null)
    .forShare();
  return found(await select.executeTakeFirst());
}
