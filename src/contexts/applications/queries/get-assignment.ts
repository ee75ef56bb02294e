import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { canRunCall, visibleApplications } from "../policy.ts";
import { standingOfGuest } from "../review/guest.ts";
import { assignmentOptions } from "../review-schema.ts";
import type { AssignedReview, AssignmentRunView, AssignmentView, Grounds, GuestView } from "../review-views.ts";
import type { Wording } from "../wording.ts";
import { callRowIn } from "./get-call.ts";
import { phasesIn } from "./list-phases.ts";
import { type PhaseRow, phaseRowIn } from "./phase-row.ts";
import { seatedPeople } from "./seated-people.ts";

/** The first phase of a call that asks for an assignment, for the address without one. */
export function firstPhaseOf(ctx: Context, idOrSlug: string): Promise<string | null> {
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, idOrSlug);
    allow(canRunCall(ctx.actor, call));
    const phases = await phasesIn(tx, call.id);
    const open = phases.find(({ closesAt }) => closesAt === null || closesAt > ctx.now());
    return (open ?? phases.at(-1))?.id ?? null;
  });
}

/** Who reviews what in a phase, given and proposed, for a manager of its call; of applications they must not know nothing is there or counted. */
export async function getAssignment(ctx: Context, phaseId: string): Promise<AssignmentView> {
  const { operatorOrgIds } = await ctx.transact((tx) => phaseRowIn(tx, ctx, phaseId));
  const seated = await seatedPeople(ctx, operatorOrgIds);
  return ctx.transact(async (tx) => {
    const phase = await phaseRowIn(tx, ctx, phaseId);
    allow(canRunCall(ctx.actor, phase));
    const phases = await phasesIn(tx, phase.callId);
    const reviews = await reviewsIn(tx, phaseId);
    const reviewers = await reviewersIn(tx, phaseId, reviews);
    const isReviewer = new Set(reviewers.map(({ personId }) => personId));
    const byApplication = Map.groupBy(reviews, ({ applicationId }) => applicationId);
    return {
      call: { id: phase.callId, slug: phase.slug, title: phase.title as Wording },
      phase: { id: phase.id, kind: phase.kind, reviewsWanted: phase.reviewsWanted, closesAt: phase.closesAt },
      phases: phases.map(({ id, kind }) => ({ id, kind })),
      tracks: phase.tracks as AssignmentView["tracks"],
      applications: (await applicationsIn(tx, ctx, phase)).map((application) => {
        const own = (byApplication.get(application.id) ?? []).map(({ applicationId: _, ...review }) => review);
        return { ...application, reviews: own, share: shareOf(own) };
      }),
      reviewers,
      others: seated
        .filter(
          ({ id, isGuest, organisationId }) => !isGuest && !isReviewer.has(id) && organisationId === ctx.actor.organisationId,
        )
        .map(({ id, name }) => ({ id, name })),
      guests: await guestsIn(tx, ctx, phaseId),
      run: await newestRun(tx, ctx, phaseId),
    };
  });
}

const applicationsIn = (tx: Transaction, ctx: Context, { callId }: PhaseRow) =>
  visibleApplications(tx, ctx.actor)
    .select(["application.id", "application.reference", "application.firmName", "application.track"])
    .where("application.callId", "=", callId)
    .where("application.state", "in", ["submitted", "in_review"])
    .orderBy("application.track")
    .orderBy("application.reference")
    .execute();

type Review = AssignedReview & { applicationId: string };

async function reviewsIn(tx: Transaction, phaseId: string): Promise<Review[]> {
  const rows = await tx
    .selectFrom("applicationReview as review")
    .leftJoin("reviewerLoad as load", (join) =>
      join.onRef("load.personId", "=", "review.reviewerPersonId").onRef("load.phaseId", "=", "review.phaseId"),
    )
    .leftJoin("person", "person.id", "review.reviewerPersonId")
    .select(["review.id", "review.applicationId", "review.reviewerPersonId as personId", "review.state", "review.isByHand"])
    .select(["review.isLeaving", "review.affinity", "review.grounds"])
    .select((eb) => eb.fn.coalesce("load.name", "person.name").as("reviewer"))
    .where("review.phaseId", "=", phaseId)
    .where("review.state", "!=", "returned")
    .orderBy("review.affinity", (order) => order.desc().nullsLast())
    .orderBy("review.id")
    .execute();
  return rows.map((row) => ({
    ...row,
    reviewer: row.reviewer ?? "",
    state: row.state as AssignedReview["state"],
    grounds: { place: null, best: null, words: [], ...(row.grounds as Partial<Grounds>) },
  }));
}

/** Of the fit an application could reach, how much it gets; null where no solver has looked at it. */
function shareOf(reviews: readonly AssignedReview[]): number | null {
  const told = reviews.filter(({ grounds }) => grounds.best !== null);
  const best = (told.find(({ state }) => state === "proposed") ?? told[0])?.grounds.best;
  if (!best) return null;
  const reached = reviews.filter(({ isLeaving }) => !isLeaving).reduce((sum, { affinity }) => sum + (affinity ?? 0), 0);
  return Math.min(1, reached / best);
}

async function reviewersIn(tx: Transaction, phaseId: string, reviews: readonly Review[]): Promise<AssignmentView["reviewers"]> {
  const rows = await tx
    .selectFrom("reviewerLoad as load")
    .leftJoin("reviewerExpertise as knows", "knows.personId", "load.personId")
    .leftJoin("guestJuror as guest", (join) =>
      join
        .onRef("guest.personId", "=", "load.personId")
        .onRef("guest.phaseId", "=", "load.phaseId")
        .on("guest.revokedAt", "is", null),
    )
    .select(["load.personId", "load.name", "load.most", "load.least", "load.tracks", "load.leftAt"])
    .select(["knows.text", "knows.topics", "guest.untilOn as guestUntil"])
    .where("load.phaseId", "=", phaseId)
    .orderBy("load.name")
    .orderBy("load.personId")
    .execute();
  const byPerson = Map.groupBy(reviews, ({ personId }) => personId);
  return rows.map((row) => {
    const own = (byPerson.get(row.personId) ?? []).filter(({ isLeaving }) => !isLeaving);
    const count = (states: AssignedReview["state"][]) => own.filter(({ state }) => states.includes(state)).length;
    return {
      ...row,
      text: row.text ?? "",
      topics: row.topics ?? [],
      proposed: count(["proposed"]),
      open: count(["assigned", "started"]),
      submitted: count(["submitted"]),
    };
  });
}

async function guestsIn(tx: Transaction, ctx: Context, phaseId: string): Promise<GuestView[]> {
  const rows = await tx
    .selectFrom("guestJuror")
    .selectAll()
    .where("phaseId", "=", phaseId)
    .orderBy("invitedAt")
    .orderBy("id")
    .execute();
  const { today } = await baseCalendar(tx, ctx);
  return rows.map((guest) => {
    const state = standingOfGuest(guest, today);
    const canRevoke = guest.ownerOrgId === ctx.actor.organisationId && (state === "invited" || state === "joined");
    return { id: guest.id, name: guest.name, email: guest.email, untilOn: guest.untilOn, state, canRevoke };
  });
}

async function newestRun(tx: Transaction, ctx: Context, phaseId: string): Promise<AssignmentRunView | null> {
  const run = await tx
    .selectFrom("assignmentRun")
    .selectAll()
    .where("phaseId", "=", phaseId)
    .where("startedBy", "=", ctx.actor.personId)
    .orderBy("startedAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!run) return null;
  const { method, mayMove } = assignmentOptions.parse(run.options);
  const isTold = run.state === "proposed" || run.state === "unsolvable";
  return {
    id: run.id,
    state: run.state,
    method,
    mayMove,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    plan: isTold ? (run.outcome as unknown as AssignmentRunView["plan"]) : null,
    failure: run.state === "failed" ? ((run.outcome as { failure?: "tooLong" }).failure ?? "error") : null,
  };
}

/** One run, for asking whether it is over. */
export async function getAssignmentRun(ctx: Context, phaseId: string): Promise<AssignmentRunView> {
  return ctx.transact(async (tx) => {
    allow(canRunCall(ctx.actor, await phaseRowIn(tx, ctx, phaseId)));
    return found((await newestRun(tx, ctx, phaseId)) ?? undefined);
  });
}
