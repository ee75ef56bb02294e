import { sql } from "kysely";
import { type BaseCalendar, baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { reviewedStates } from "../application.ts";
import type { WaitingApplication } from "../decision-views.ts";
import { canRunCall, canSeeApplications, ownApplications, visibleApplications } from "../policy.ts";
import { type PromisedDays, responseClock } from "../response-clock.ts";
import { dueDayOf } from "../review/due.ts";
import type { Wording } from "../wording.ts";

const mostOfAKind = 100;

/**
 * What waits for the person among applications, the most urgent first: a manager's own to look at and to decide, those the other operator
 * has proposed a decision for, reviews to write, and what the person writes themselves.
 */
export async function listWaiting(ctx: Context, limit = 30): Promise<WaitingApplication[]> {
  const { actor } = ctx;
  if (actor.personId === null) return [];
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const items = [
      ...(await toWrite(tx, ctx, calendar)),
      ...(canSeeApplications(actor) ? await toReview(tx, ctx, calendar) : []),
      ...(canSeeApplications(actor) && actor.role === "base_manager" ? await toRun(tx, ctx, calendar) : []),
    ];
    return items.sort((a, b) => (urgencyOf(a) < urgencyOf(b) ? -1 : 1)).slice(0, limit);
  });
}

const urgencyOf = ({ dueOn, since }: WaitingApplication): string => `${dueOn ?? "9999"} ${since.toISOString()}`;

async function toRun(tx: Transaction, ctx: Context, calendar: BaseCalendar): Promise<WaitingApplication[]> {
  const { actor } = ctx;
  const rows = await visibleApplications(tx, actor)
    .innerJoin("call", "call.id", "application.callId")
    .leftJoin("applicationProposal as theirs", (join) =>
      join
        .onRef("theirs.applicationId", "=", "application.id")
        .on("theirs.endedAt", "is", null)
        .on("theirs.organisationId", "!=", actor.organisationId!),
    )
    .leftJoin("applicationProposal as ours", (join) =>
      join
        .onRef("ours.applicationId", "=", "application.id")
        .on("ours.endedAt", "is", null)
        .on("ours.organisationId", "=", actor.organisationId!),
    )
    .select(["application.id", "application.firmName", "application.state", "application.outcome", "application.isAskedBack"])
    .select([
      "application.turnSince",
      "application.writersUntil",
      "application.operatorOrgIds",
      "call.title",
      "call.promisedDays",
    ])
    .select(["theirs.proposedAt as theirsAt", "theirs.outcome as theirOutcome", "ours.outcome as ourOutcome"])
    .where("application.isAskedBack", "=", false)
    .where("application.state", "in", ["submitted", "in_review", "decided"])
    .where((eb) =>
      eb.or([
        // The other operator has spoken, and we have not, or otherwise.
        eb.and([
          eb("theirs.id", "is not", null),
          eb.or([eb("ours.id", "is", null), eb("ours.outcome", "!=", eb.ref("theirs.outcome"))]),
        ]),
        // Ours to go on with; what we have said waits for the other operator.
        eb.and([
          eb("application.responsiblePersonId", "=", actor.personId),
          eb("ours.id", "is", null),
          eb.or([eb("application.state", "!=", "decided"), eb("application.outcome", "=", "waitlisted")]),
        ]),
      ]),
    )
    .orderBy("application.turnSince")
    .orderBy("application.id")
    .limit(mostOfAKind)
    .execute();
  return rows
    .filter((row) => canRunCall(actor, row))
    .map((row): WaitingApplication => {
      const clock = responseClock({ ...row, since: row.turnSince }, row.promisedDays as unknown as PromisedDays, calendar);
      const kind = row.theirsAt ? "agree" : row.state === "submitted" ? "screen" : "decide";
      return {
        id: row.id,
        kind,
        title: row.firmName,
        call: row.title as Wording,
        href: `/applications/${row.id}`,
        dueOn: clock.until,
        since: row.theirsAt ?? clock.since,
        isOverdue: clock.isOverdue,
      };
    });
}

/** A review can be written once its phase is open. */
async function toReview(tx: Transaction, ctx: Context, { today, dayOf }: BaseCalendar): Promise<WaitingApplication[]> {
  const rows = await visibleApplications(tx, ctx.actor)
    .innerJoin("call", "call.id", "application.callId")
    .innerJoin("applicationReview as review", "review.applicationId", "application.id")
    .innerJoin("reviewPhase as phase", "phase.id", "review.phaseId")
    .select(["application.id", "application.firmName", "application.reference", "call.title", "phase.isBlind"])
    .select(["review.id as reviewId", "review.dueOn", "review.assignedAt", "phase.closesAt"])
    .where("review.reviewerPersonId", "=", ctx.actor.personId!)
    .where("review.state", "in", ["assigned", "started"])
    .where("application.state", "in", reviewedStates)
    .where((eb) => eb.or([eb("phase.opensAt", "is", null), eb("phase.opensAt", "<=", ctx.now())]))
    .orderBy((eb) => eb.fn.coalesce("review.dueOn", sql<string>`phase.closes_at::date`))
    .orderBy("review.id")
    .limit(mostOfAKind)
    .execute();
  return rows.map((row) => {
    const dueOn = dueDayOf(row, dayOf);
    return {
      id: row.id,
      kind: "review",
      title: row.isBlind ? row.reference : row.firmName,
      call: row.title as Wording,
      href: `/reviews/${row.reviewId}`,
      dueOn,
      since: row.assignedAt,
      isOverdue: dueOn !== null && dueOn < today,
    };
  });
}

/** A draft is nobody's duty until it is due: what was begun, and what its writers were asked back for. */
async function toWrite(tx: Transaction, ctx: Context, calendar: BaseCalendar): Promise<WaitingApplication[]> {
  const rows = await ownApplications(tx, ctx.actor)
    .innerJoin("call", "call.id", "application.callId")
    .select(["application.id", "application.firmName", "application.state", "application.outcome", "application.isAskedBack"])
    .select(["application.turnSince", "application.writersUntil", "call.title", "call.promisedDays"])
    .where((eb) => eb.or([eb("application.state", "=", "draft"), eb("application.isAskedBack", "=", true)]))
    .orderBy("application.turnSince")
    .orderBy("application.id")
    .limit(mostOfAKind)
    .execute();
  return rows.map((row) => {
    const clock = responseClock({ ...row, since: row.turnSince }, row.promisedDays as unknown as PromisedDays, calendar);
    return {
      id: row.id,
      kind: "write",
      title: row.firmName,
      call: row.title as Wording,
      href: `/my-applications/${row.id}`,
      dueOn: clock.until,
      since: clock.since,
      isOverdue: clock.isOverdue,
    };
  });
}
