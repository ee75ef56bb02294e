import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { ToldDecision } from "../decision-views.ts";
import type { NextStepInput } from "../schema.ts";
import { readWording, type Wording } from "../wording.ts";

/** The last decision its writers were told; what was decided and taken back into review is history. */
export async function toldDecisionIn(tx: Transaction, ctx: Context, applicationId: string): Promise<ToldDecision | null> {
  const row = await tx
    .selectFrom("applicationDecision as decision")
    .innerJoin("application", "application.id", "decision.applicationId")
    .select(["decision.outcome", "decision.reasonCodes", "decision.letter", "decision.letterLang", "decision.nextSteps"])
    .select(["decision.feedback", "decision.correction", "decision.decidedAt"])
    .where("decision.applicationId", "=", applicationId)
    .where("application.state", "=", "decided")
    .orderBy("decision.decidedAt", "desc")
    .orderBy("decision.id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...row,
    feedback: row.feedback,
    nextSteps: await stepsIn(tx, ctx, row.nextSteps as NextStepInput[]),
    place: null,
  };
}

async function stepsIn(tx: Transaction, { locale }: Context, steps: NextStepInput[]): Promise<ToldDecision["nextSteps"]> {
  const slugs = steps.flatMap(({ kind, ref }) => (kind === "call" && ref ? [ref] : []));
  const calls = await tx.selectFrom("call").select(["slug", "title"]).where("slug", "in", slugs).execute();
  return steps.map(({ kind, ref, on }) => {
    const call = kind === "call" ? calls.find(({ slug }) => slug === ref) : undefined;
    if (call) return { kind, title: readWording(call.title as Wording, locale).text, href: `/calls/${call.slug}`, on };
    const isLink = ref !== null && /^https:\/\//.test(ref);
    return { kind, title: ref, href: isLink ? ref : null, on };
  });
}

/** The place of a waitlisted application among those of its call, but for those its reader must not know of as somebody's juror. */
export async function placeToldIn(ctx: Context, applicationId: string): Promise<number | null> {
  const own = contextFor(ctx.platform, system, ctx);
  return own.transact(async (tx) => {
    const { callId, outcome } = await tx
      .selectFrom("application")
      .select(["callId", "outcome"])
      .where("id", "=", applicationId)
      .executeTakeFirstOrThrow();
    if (outcome !== "waitlisted") return null;
    const rows = await tx
      .selectFrom("application")
      .select("id")
      .where("callId", "=", callId)
      .where("outcome", "=", "waitlisted")
      .where((eb) => eb.not(eb(eb.val(ctx.actor.personId), "=", eb.fn.any("excludedPersonIds"))))
      .orderBy("waitingOrder")
      .orderBy("decidedAt")
      .orderBy("id")
      .execute();
    const at = rows.findIndex(({ id }) => id === applicationId);
    return at < 0 ? null : at + 1;
  });
}
