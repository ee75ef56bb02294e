import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { takesApplications } from "../call.ts";
import { checkEligibility, type EligibilityFacts, eligibilityOf, eligibilityRules } from "../eligibility.ts";
import type { SelfCheckResult } from "../views.ts";
import { callRowIn, callRowsIn, callRowView } from "./get-call.ts";

/**
 * Says of each rule of a call whether a firm meets it, before anybody has to sign up. Nothing of what was told is kept. Where the door is
 * closed, the calls that the failed rules point to are named, as far as they take applications.
 */
export async function checkSelf(ctx: Context, callId: string, facts: EligibilityFacts): Promise<SelfCheckResult> {
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    const year = Number((await baseToday(tx, ctx)).slice(0, 4));
    const verdicts = checkEligibility(parse(eligibilityRules, call.rules), facts, year);
    const pointed = verdicts.flatMap(({ rule, verdict }) =>
      verdict === "failed" && rule.alternative?.kind === "call" ? [rule.alternative.callId] : [],
    );
    const calls = await callRowsIn(tx, ctx, [...new Set(pointed)]);
    const otherCalls = [...calls.values()]
      .map((each) => callRowView(each, ctx))
      .filter(({ openness }) => takesApplications(openness));
    return { outcome: eligibilityOf(verdicts), verdicts, otherCalls };
  });
}
