import { currentSeat } from "#contexts/identity/index.ts";
import { type Actor, type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { canRunCall } from "../policy.ts";
import { phaseRowIn } from "../queries/phase-row.ts";
import { type AssignmentOptions, assignmentOptions } from "../review-schema.ts";
import type { AssignmentPlan } from "../review-views.ts";
import { planAssignment } from "./assign-reviewers.ts";

export const assignmentJob = "applications.propose-assignment";

/** Starts to propose reviewers for a phase; the solver works on in the background, in the walls of whoever asked. */
export async function startAssignment(ctx: Context, phaseId: string, options: AssignmentOptions): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const phase = await phaseRowIn(tx, ctx, phaseId);
    allow(canRunCall(ctx.actor, phase));
    const running = await tx
      .selectFrom("assignmentRun")
      .select("id")
      .where("phaseId", "=", phaseId)
      .where("state", "=", "running")
      .where("startedAt", ">", new Date(ctx.now().getTime() - givenUpAfterMs))
      .executeTakeFirst();
    if (running) return running;
    const id = newId();
    await tx
      .insertInto("assignmentRun")
      .values({
        id,
        phaseId,
        startedBy: ctx.actor.personId!,
        seatId: ctx.actor.seatId!,
        options: json(options),
        outcome: json({}),
        startedAt: ctx.now(),
      })
      .execute();
    await ctx.platform.jobs.enqueue(tx, assignmentJob, { runId: id, ownerOrgId: ownedByNobody });
    return { id };
  });
}

/** A server that was ended meanwhile never says that its run is over. */
const givenUpAfterMs = 10 * 60_000;

/** Does the work of a run that was started; what keeps it from ending well is told to whoever asked. */
export async function runAssignment(platform: Platform, runId: string): Promise<void> {
  const own = contextFor(platform, system);
  const run = await own.transact((tx) =>
    tx
      .selectFrom("assignmentRun")
      .innerJoin("seat", "seat.id", "assignmentRun.seatId")
      .innerJoin("organisation", "organisation.id", "seat.organisationId")
      .innerJoin("person", "person.id", "assignmentRun.startedBy")
      .selectAll("assignmentRun")
      .select(["seat.role", "seat.organisationId", "seat.unitId", "organisation.kind as organisationKind"])
      .select(["person.name as personName", "person.locale"])
      .where("assignmentRun.id", "=", runId)
      .where("assignmentRun.state", "=", "running")
      .where(currentSeat(own.now()))
      .executeTakeFirst(),
  );
  if (!run) return;
  const actor: Actor = { ...run, kind: "person", personId: run.startedBy, scopes: null };
  const ctx = contextFor(platform, actor, { locale: run.locale as Context["locale"] });
  const { state, outcome } = await outcomeOf(ctx, run.phaseId, assignmentOptions.parse(run.options));
  await own.transact((tx) =>
    tx
      .updateTable("assignmentRun")
      .set({ state, outcome: json(outcome), endedAt: ctx.now() })
      .where("id", "=", runId)
      .execute(),
  );
}

async function outcomeOf(
  ctx: Context,
  phaseId: string,
  options: AssignmentOptions,
): Promise<{ state: AssignmentPlan["kind"] | "failed"; outcome: AssignmentPlan | { failure: "tooLong" | "error" } }> {
  try {
    const plan = await planAssignment(ctx, phaseId, options);
    return { state: plan.kind, outcome: plan };
  } catch (error) {
    if (error instanceof DomainError) return { state: "failed", outcome: { failure: "tooLong" } };
    ctx.platform.log.error({ error, phaseId }, "assignment failed");
    return { state: "failed", outcome: { failure: "error" } };
  }
}
