import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { requireMatches } from "../match-state.ts";
import { canPauseLearning } from "../policy.ts";
import type { LearningChange } from "../schema.ts";

export interface LearningPauses {
  need: boolean;
  organisation: boolean;
}

/** Switches what judgements taught off or on again, for one need or for every need of its organisation; doing it twice changes nothing. */
export async function changeLearning(ctx: Context, needId: string, { scope, isOn }: LearningChange): Promise<void> {
  await ctx.transact(async (tx) => {
    const walls = await requireMatches(tx, ctx, needId);
    allow(canPauseLearning(ctx.actor, walls, scope));
    const { ownerOrgId } = walls;
    const pausedNeed = scope === "need" ? needId : null;
    const changed = isOn
      ? await tx
          .deleteFrom("learningPause")
          .where("ownerOrgId", "=", ownerOrgId)
          .where("needId", pausedNeed === null ? "is" : "=", pausedNeed)
          .returning("id")
          .execute()
      : await tx
          .insertInto("learningPause")
          .values({ id: newId(), ownerOrgId, needId: pausedNeed, pausedBy: ctx.actor.personId!, pausedAt: ctx.now() })
          .onConflict((conflict) => conflict.doNothing())
          .returning("id")
          .execute();
    if (changed.length === 0) return;
    const action = isOn ? "learning.resumed" : "learning.paused";
    await audit(tx, ctx, { action, subjectType: "need", subjectId: needId, detail: { scope } });
  });
}

/** Whether learning is off for a need, and for all needs of its organisation. */
export async function pausesOf(
  tx: Transaction,
  { needId, ownerOrgId }: { needId: string; ownerOrgId: string },
): Promise<LearningPauses> {
  const rows = await tx
    .selectFrom("learningPause")
    .select("needId")
    .where("ownerOrgId", "=", ownerOrgId)
    .where((eb) => eb.or([eb("needId", "is", null), eb("needId", "=", needId)]))
    .execute();
  return { need: rows.some((row) => row.needId === needId), organisation: rows.some((row) => row.needId === null) };
}
