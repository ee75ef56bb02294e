import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { decisionStages } from "../decision-schema.ts";
import type { DecisionTable, DecisionTableRow } from "../decision-views.ts";
import { canRunCall, visibleApplications } from "../policy.ts";
import { type PromisedDays, responseClock } from "../response-clock.ts";
import { standingOf } from "../review/rubric.ts";
import type { DecisionTableQuery } from "../schema.ts";
import { callRowIn, callRowView } from "./get-call.ts";

type Stage = (typeof decisionStages)[number];

/**
 * The applications of a call that a manager may decide, the best first, with what was reviewed and who waits for whom. Those the manager is
 * shut out of are neither shown nor counted, and places on the waiting list are counted among the others.
 */
export async function getDecisionTable(ctx: Context, callId: string, { stage }: DecisionTableQuery): Promise<DecisionTable> {
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    const { operators } = callRowView(call, ctx);
    const calendar = await baseCalendar(tx, ctx);
    const rows = await visibleApplications(tx, ctx.actor)
      .selectAll()
      .where("application.callId", "=", call.id)
      .where("application.state", "in", ["submitted", "in_review", "decided"])
      .orderBy("application.waitingOrder")
      .orderBy("application.decidedAt")
      .orderBy("application.id")
      .execute();
    const ids = rows.map(({ id }) => id);
    const [reviews, proposals] = [await reviewsIn(tx, ids), await proposalsIn(tx, ids)];
    let place = 0;
    const all = rows.map((row): DecisionTableRow => {
      const said = (proposals.get(row.id) ?? []).flatMap(({ organisationId, outcome }) => {
        const operator = operators.find(({ id }) => id === organisationId);
        return operator ? [{ operator, isOurs: organisationId === ctx.actor.organisationId, outcome }] : [];
      });
      return {
        id: row.id,
        reference: row.reference,
        firmName: row.firmName,
        state: row.state,
        outcome: row.outcome,
        track: row.track,
        ...(reviews.get(row.id) ?? noReviews),
        proposals: said,
        place: row.outcome === "waitlisted" ? ++place : null,
        clock: responseClock({ ...row, since: row.turnSince }, call.promisedDays as unknown as PromisedDays, calendar),
      };
    });
    const ofStage = (each: Stage) => all.filter((row) => isIn(each, row));
    const shown = ofStage(stage);
    return {
      stages: decisionStages.map((each) => ({ stage: each, count: ofStage(each).length })),
      rows: stage === "waitlisted" ? shown : shown.sort(bestFirst),
    };
  });
}

/** Nothing to decide twice: what waits for the other operator stands apart from what is still open. */
function isIn(stage: Stage, { state, outcome, proposals }: DecisionTableRow): boolean {
  const ours = proposals.find(({ isOurs }) => isOurs);
  const theirs = proposals.find(({ isOurs }) => !isOurs);
  const isDisputed = ours !== undefined && theirs !== undefined;
  switch (stage) {
    case "open":
      return state !== "decided" && !ours;
    case "waitsForUs":
      return theirs !== undefined && (!ours || isDisputed);
    case "waitsForThem":
      return ours !== undefined && !theirs;
    case "waitlisted":
      return outcome === "waitlisted";
    case "decided":
      return state === "decided" && outcome !== "waitlisted";
  }
}

function bestFirst(a: DecisionTableRow, b: DecisionTableRow): number {
  return (b.standing?.mean ?? -1) - (a.standing?.mean ?? -1) || a.firmName.localeCompare(b.firmName) || (a.id < b.id ? -1 : 1);
}

type Reviewed = Pick<DecisionTableRow, "standing" | "asked" | "recommended">;
const noReviews: Reviewed = { standing: null, asked: 0, recommended: { accept: 0, discuss: 0, decline: 0 } };

async function reviewsIn(tx: Transaction, ids: string[]): Promise<Map<string, Reviewed>> {
  const rows = await tx
    .selectFrom("applicationReview")
    .select(["applicationId", "state", "score", "recommendation", "reviewerPersonId", "excludedPersonIds"])
    .where("applicationId", "in", ids)
    .where("state", "in", ["assigned", "started", "submitted"])
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ applicationId }) => applicationId)].map(([id, own]) => {
      const isCounted = (review: (typeof own)[number]) =>
        review.state === "submitted" && !review.excludedPersonIds.includes(review.reviewerPersonId);
      const written = own.filter(isCounted);
      const times = (what: string) => written.filter(({ recommendation }) => recommendation === what).length;
      return [
        id,
        {
          standing: standingOf(written.flatMap(({ score }) => score ?? [])),
          asked: own.length,
          recommended: { accept: times("accept"), discuss: times("discuss"), decline: times("decline") },
        },
      ];
    }),
  );
}

async function proposalsIn(tx: Transaction, ids: string[]) {
  const rows = await tx
    .selectFrom("applicationProposal")
    .select(["applicationId", "organisationId", "outcome"])
    .where("applicationId", "in", ids)
    .where("endedAt", "is", null)
    .orderBy("proposedAt")
    .orderBy("id")
    .execute();
  return Map.groupBy(rows, ({ applicationId }) => applicationId);
}
