import { type BaseCalendar, baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { canRunCall, seesWholeCall, visibleApplications } from "../policy.ts";
import { dueDayOf } from "../review/due.ts";
import type { ProgressView, Tally } from "../review-views.ts";
import type { Wording } from "../wording.ts";
import { callRowIn } from "./get-call.ts";
import { phasesIn } from "./list-phases.ts";

/** How far the reviews of a call are, by phase, reviewer and application; what the reader must not know of is in no number. */
export function getProgress(ctx: Context, idOrSlug: string): Promise<ProgressView> {
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, idOrSlug);
    const isOwn = ctx.actor.organisationId !== null && call.operatorOrgIds.includes(ctx.actor.organisationId);
    allow(seesWholeCall(ctx.actor) && isOwn);
    const calendar = await baseCalendar(tx, ctx);
    const phases = await phasesIn(tx, call.id);
    const applications = await visibleApplications(tx, ctx.actor)
      .select(["application.id", "application.reference", "application.firmName"])
      .where("application.callId", "=", call.id)
      .where("application.state", "in", ["submitted", "in_review", "decided"])
      .orderBy("application.reference")
      .execute();
    const reviews = await givenReviews(tx, call.id);
    const loads = await tx
      .selectFrom("reviewerLoad")
      .innerJoin("reviewPhase", "reviewPhase.id", "reviewerLoad.phaseId")
      .select(["reviewerLoad.phaseId", "reviewerLoad.personId", "reviewerLoad.name", "reviewerLoad.leftAt"])
      .where("reviewPhase.callId", "=", call.id)
      .execute();
    return {
      call: { id: call.id, slug: call.slug, title: call.title as Wording },
      canRun: canRunCall(ctx.actor, call),
      phases: phases.map((phase) => {
        const given = reviews.filter(({ phaseId }) => phaseId === phase.id).map((row) => dated(row, phase, calendar));
        const planned = loads.filter(({ phaseId }) => phaseId === phase.id);
        return {
          id: phase.id,
          kind: phase.kind,
          closesAt: phase.closesAt,
          tally: tallyOf(given),
          reviewers: reviewersOf(given, planned),
          applications: applications.map((application) => ({
            ...application,
            wanted: phase.reviewsWanted,
            tally: tallyOf(given.filter(({ applicationId }) => applicationId === application.id)),
          })),
        };
      }),
    };
  });
}

const givenReviews = (tx: Transaction, callId: string) =>
  tx
    .selectFrom("applicationReview as review")
    .innerJoin("reviewPhase", "reviewPhase.id", "review.phaseId")
    .leftJoin("person", "person.id", "review.reviewerPersonId")
    .select(["review.phaseId", "review.applicationId", "review.reviewerPersonId", "review.state", "review.dueOn"])
    .select("person.name")
    .where("reviewPhase.callId", "=", callId)
    .where("review.state", "in", ["assigned", "started", "submitted"])
    .execute();

type Given = Awaited<ReturnType<typeof givenReviews>>[number] & { isOverdue: boolean };

function dated(
  row: Awaited<ReturnType<typeof givenReviews>>[number],
  { closesAt }: { closesAt: Date | null },
  { today, dayOf }: BaseCalendar,
): Given {
  const dueOn = dueDayOf({ dueOn: row.dueOn, closesAt }, dayOf);
  return { ...row, dueOn, isOverdue: row.state !== "submitted" && dueOn !== null && dueOn < today };
}

function tallyOf(given: readonly Given[]): Tally {
  const tally: Tally = { assigned: 0, started: 0, submitted: 0, overdue: 0 };
  for (const { state, isOverdue } of given) {
    tally[state as "assigned"]++;
    if (isOverdue) tally.overdue++;
  }
  return tally;
}

function reviewersOf(
  given: readonly Given[],
  planned: readonly { personId: string; name: string; leftAt: Date | null }[],
): ProgressView["phases"][number]["reviewers"] {
  const byPerson = Map.groupBy(given, ({ reviewerPersonId }) => reviewerPersonId);
  const others = [...byPerson]
    .filter(([id]) => !planned.some(({ personId }) => personId === id))
    .map(([personId, own]) => ({ personId, name: own[0]!.name ?? "", leftAt: null }));
  return [...planned, ...others]
    .map(({ personId, name, leftAt }) => {
      const own = byPerson.get(personId) ?? [];
      const open = own.filter(({ state }) => state !== "submitted").flatMap(({ dueOn }) => dueOn ?? []);
      return { personId, name, isGone: leftAt !== null, tally: tallyOf(own), nextDueOn: open.sort()[0] ?? null };
    })
    .filter(({ isGone, tally }) => !isGone || tally.submitted > 0)
    .sort((a, b) => b.tally.overdue - a.tally.overdue || a.name.localeCompare(b.name));
}
