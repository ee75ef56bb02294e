import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { parse } from "#platform/parse.ts";
import { takesApplications } from "../call.ts";
import { checkEligibility, type EligibilityFacts, eligibilityOf, eligibilityRules } from "../eligibility.ts";
import { visibleCalls } from "../policy.ts";
import type { SelfCheckResult } from "../views.ts";
import { callRowIn, callRowView, withOperators } from "./get-call.ts";

const mostOffered = 3;

/**
 * Says of each rule of a call whether a firm meets it, before anybody has to sign up. Nothing of what was told is kept. Where the door is
 * closed, other calls that take applications and whose rules the answers do not fail are named: those that a failed rule points to first,
 * then those that surely fit.
 */
export async function checkSelf(ctx: Context, callId: string, facts: EligibilityFacts): Promise<SelfCheckResult> {
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    const year = Number((await baseToday(tx, ctx)).slice(0, 4));
    const verdicts = checkEligibility(parse(eligibilityRules, call.rules), facts, year);
    const outcome = eligibilityOf(verdicts);
    const pointed = verdicts.flatMap(({ rule, verdict }) =>
      verdict === "failed" && rule.alternative?.kind === "call" ? [rule.alternative.callId] : [],
    );
    const isClosed = outcome === "notEligible" || !takesApplications(callRowView(call, ctx).openness);
    const otherCalls = isClosed ? await openDoors(tx, ctx, call.id, { facts, year }) : [];
    const rank = ({ id, fit }: (typeof otherCalls)[number]) => (pointed.includes(id) ? 0 : fit === "eligible" ? 1 : 2);
    return { outcome, verdicts, otherCalls: otherCalls.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostOffered) };
  });
}

/** Every other call that takes applications and that the facts do not rule out. */
async function openDoors(
  tx: Transaction,
  ctx: Context,
  callId: string,
  { facts, year }: { facts: EligibilityFacts; year: number },
): Promise<SelfCheckResult["otherCalls"]> {
  const rows = await visibleCalls(tx, ctx.actor)
    .selectAll("call")
    .where("call.state", "=", "published")
    .where("call.id", "!=", callId)
    .orderBy("call.publishedAt", "desc")
    .limit(50)
    .execute();
  return (await withOperators(tx, rows)).flatMap((row) => {
    const view = callRowView(row, ctx);
    const fit = eligibilityOf(checkEligibility(parse(eligibilityRules, row.rules), facts, year));
    return takesApplications(view.openness) && fit !== "notEligible" ? [{ ...view, fit }] : [];
  });
}
