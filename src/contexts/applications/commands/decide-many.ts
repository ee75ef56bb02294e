import type { Context } from "#platform/context.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import type { DecisionResult } from "../decision-views.ts";
import { canRunCall, visibleApplications } from "../policy.ts";
import { callRowIn } from "../queries/get-call.ts";
import type { Agreement } from "../review/decision.ts";
import type { DecisionsMade } from "../schema.ts";
import { proposeDecision } from "./decide-application.ts";

/**
 * Decides many applications of a call as a preview showed them, each for itself: what fails is told with its reason and hinders none of the
 * others. Sent again under the same id, nothing is decided or mailed twice.
 */
export async function decideMany(ctx: Context, callId: string, { batchId, decisions }: DecisionsMade): Promise<DecisionResult[]> {
  const ofCall = await ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    const ids = decisions.map(({ applicationId }) => applicationId);
    const rows = await visibleApplications(tx, ctx.actor)
      .select(["application.id", "application.firmName"])
      .where("application.callId", "=", call.id)
      .where("application.id", "in", ids)
      .execute();
    return new Map(rows.map(({ id, firmName }) => [id, firmName]));
  });
  const results: DecisionResult[] = [];
  for (const { applicationId, seal, decision } of decisions) {
    const firmName = ofCall.get(applicationId) ?? null;
    if (firmName === null) {
      results.push({ applicationId, firmName, result: "failed", error: await translateKey(ctx.locale, "errors.notFound") });
      continue;
    }
    try {
      const agreement = await proposeDecision(ctx, applicationId, decision, { batchId, seal });
      results.push({ applicationId, firmName, result: resultOf[agreement.kind], error: null });
    } catch (error) {
      results.push({ applicationId, firmName, result: "failed", error: await sentenceOf(ctx, error) });
    }
  }
  return results;
}

const resultOf: Record<Agreement["kind"], DecisionResult["result"]> = {
  stands: "decided",
  waiting: "waits",
  disputed: "disputed",
};

/** A fault of one row is told beside it and logged where nobody expected it; the others go on. */
async function sentenceOf({ platform, requestId, locale }: Context, error: unknown): Promise<string> {
  if (!(error instanceof DomainError)) {
    platform.log.error({ error, requestId }, "a decision of many failed");
    return translateKey(locale, "errors.unexpected", { requestId });
  }
  const [field] = Object.entries(error.fields);
  return field ? translateKey(locale, field[1], error.valuesOf(field[0])) : translateKey(locale, error.messageKey, error.values);
}
