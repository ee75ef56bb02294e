import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { phasesIn } from "../queries/list-phases.ts";
import { opennessOfPhase } from "../review/phase.ts";
import { faultsOfRubric, type Rubric } from "../review/rubric.ts";
import type { PhasePlan } from "../schema.ts";
import type { PhaseView } from "../views.ts";
import { agreementAfterChange, runnableCallIn } from "./runnable-call.ts";

type PlannedPhase = PhasePlan["phases"][number];

/**
 * Sets the phases of a call in their order. One that has begun keeps what its scores mean and cannot be taken away, nor one that has
 * reviewers or guests; its words, its dates and who sees what may change. Begun it has with its window, whether or not anybody reviews
 * yet: what is refused follows from what every manager of the call sees, so that nobody with a conflict learns from it that somebody does.
 */
export async function planPhases(ctx: Context, callId: string, { phases, version }: PhasePlan): Promise<PhaseView[]> {
  demandSound(phases);
  return ctx.transact(async (tx) => {
    const call = await runnableCallIn(tx, ctx, callId);
    if (version !== undefined && version !== call.version)
      throw new DomainError("conflict", "applications.errors.changedMeanwhile");
    const known = await phasesIn(tx, callId);
    const gone = known.filter(({ id }) => !phases.some((phase) => phase.id === id)).map(({ id }) => id);
    const { begun, asked } = await inUse(tx, callId);
    const hasBegun = ({ id, ...window }: PhaseView) =>
      begun.has(id) || (call.state !== "draft" && opennessOfPhase(window, ctx.now()) !== "upcoming");
    if (known.some((phase) => gone.includes(phase.id) && hasBegun(phase)))
      throw new DomainError("conflict", "applications.errors.phaseInUse");
    if (gone.some((id) => asked.has(id))) throw new DomainError("conflict", "applications.errors.phaseHasReviewers");
    await tx.deleteFrom("reviewPhase").where("id", "in", gone).execute();
    for (const [position, { id, rubrics, ...phase }] of phases.entries()) {
      const before = known.find((each) => each.id === id);
      if (before && hasBegun(before) && !isSameScale(before.rubrics, rubrics))
        throw new DomainError("conflict", "applications.errors.phaseInUse");
      const row = { ...phase, position, rubrics: json(rubrics) };
      const hadBegun = before !== undefined && hasBegun(before);
      if (before)
        await tx
          .updateTable("reviewPhase")
          .set({ ...row, hadBegun })
          .where("id", "=", before.id)
          .execute();
      else await addPhase(tx, { ...row, callId, operatorOrgIds: call.operatorOrgIds });
    }
    await tx
      .updateTable("call")
      .set({ version: call.version + 1, updatedAt: ctx.now(), ...agreementAfterChange(call) })
      .where("id", "=", callId)
      .execute();
    const view = await phasesIn(tx, callId);
    const detail = { phases: phases.length };
    await audit(tx, ctx, { action: "call.phases_planned", subjectType: "call", subjectId: callId, detail });
    return view;
  });
}

function addPhase(tx: Transaction, row: Omit<PlannedPhase, "id" | "rubrics"> & Record<string, unknown>) {
  return tx
    .insertInto("reviewPhase")
    .values({ ...row, id: newId() } as never)
    .execute();
}

/** Each part of the plan that cannot stand, by its place in it. */
function demandSound(phases: readonly PlannedPhase[]): void {
  const fields: Record<string, string> = {};
  for (const [at, { rubrics, opensAt, closesAt }] of phases.entries()) {
    if (opensAt && closesAt && closesAt <= opensAt) fields[`phases.${at}.closesAt`] = "applications.missing.closesBeforeOpening";
    for (const [role, criteria] of Object.entries(rubrics)) {
      if (criteria && faultsOfRubric(criteria).length > 0)
        fields[`phases.${at}.rubrics.${role}`] = "applications.errors.rubricFaulty";
    }
  }
  if (Object.keys(fields).length > 0) throw new DomainError("invalid", "errors.invalid", { fields });
}

/** Phases whose window was open once, and those with reviewers or guests: the same for every manager of the call. */
async function inUse(tx: Transaction, callId: string): Promise<{ begun: Set<string>; asked: Set<string> }> {
  const rows = await tx
    .selectFrom("reviewPhase as phase")
    .select(["phase.id", "phase.hadBegun"])
    .select((eb) => [
      eb
        .exists(eb.selectFrom("reviewerLoad").select("personId").whereRef("phaseId", "=", "phase.id").where("leftAt", "is", null))
        .as("hasReviewers"),
      eb
        .exists(eb.selectFrom("guestJuror").select("id").whereRef("phaseId", "=", "phase.id").where("revokedAt", "is", null))
        .as("hasGuests"),
    ])
    .where("phase.callId", "=", callId)
    .execute();
  return {
    begun: new Set(rows.filter(({ hadBegun }) => hadBegun).map(({ id }) => id)),
    asked: new Set(rows.filter(({ hasReviewers, hasGuests }) => hasReviewers || hasGuests).map(({ id }) => id)),
  };
}

type Rubrics = Partial<Record<string, Rubric>>;

/** Whether a score given by one means the same by the other: the same criteria with the same weights and steps. */
const isSameScale = (before: Rubrics, after: Rubrics): boolean => scaleOf(before) === scaleOf(after);

const scaleOf = (rubrics: Rubrics): string =>
  JSON.stringify(
    Object.entries(rubrics)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([role, criteria]) => [
        role,
        criteria?.map(({ key, weight, anchors, mayAbstain }) => [key, weight, anchors.length, mayAbstain]),
      ]),
  );
