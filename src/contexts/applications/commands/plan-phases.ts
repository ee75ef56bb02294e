import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { canRunCall } from "../policy.ts";
import { callRowIn } from "../queries/get-call.ts";
import { phasesIn } from "../queries/list-phases.ts";
import { opennessOfPhase } from "../review/phase.ts";
import { faultsOfRubric, type Rubric } from "../review/rubric.ts";
import type { PhasePlan } from "../schema.ts";
import type { PhaseView } from "../views.ts";
import { beyondWalls } from "./beyond-walls.ts";

type PlannedPhase = PhasePlan["phases"][number];

/**
 * Sets the phases of a call in their order. One that has begun cannot be taken away and keeps what its scores mean; its words, its dates
 * and who sees what may change. Begun it has with its window, whether or not anybody reviews yet: a manager with a conflict must not
 * learn from a refusal that somebody does.
 */
export async function planPhases(ctx: Context, callId: string, { phases, version }: PhasePlan): Promise<PhaseView[]> {
  demandSound(phases);
  const used = await usedPhases(ctx, callId);
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    if (version !== undefined && version !== call.version)
      throw new DomainError("conflict", "applications.errors.changedMeanwhile");
    const known = await phasesIn(tx, callId);
    const gone = known.filter(({ id }) => !phases.some((phase) => phase.id === id)).map(({ id }) => id);
    const hasBegun = ({ id, ...window }: PhaseView) =>
      used.has(id) || (call.state !== "draft" && opennessOfPhase(window, ctx.now()) !== "upcoming");
    if (known.some((phase) => gone.includes(phase.id) && hasBegun(phase)))
      throw new DomainError("conflict", "applications.errors.phaseInUse");
    await tx.deleteFrom("reviewPhase").where("id", "in", gone).execute();
    for (const [position, { id, rubrics, ...phase }] of phases.entries()) {
      const before = known.find((each) => each.id === id);
      if (before && hasBegun(before) && !isSameScale(before.rubrics, rubrics))
        throw new DomainError("conflict", "applications.errors.phaseInUse");
      const row = { ...phase, position, rubrics: json(rubrics) };
      if (before) await tx.updateTable("reviewPhase").set(row).where("id", "=", before.id).execute();
      else await addPhase(tx, { ...row, callId, operatorOrgIds: call.operatorOrgIds });
    }
    await tx
      .updateTable("call")
      .set({ version: call.version + 1, updatedAt: ctx.now() })
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

/** Phases in which somebody was asked to review, whoever may know of it. */
async function usedPhases(ctx: Context, callId: string): Promise<Set<string>> {
  const rows = await beyondWalls(ctx).transact((tx) =>
    tx
      .selectFrom("applicationReview")
      .innerJoin("reviewPhase", "reviewPhase.id", "applicationReview.phaseId")
      .select("reviewPhase.id")
      .distinct()
      .where("reviewPhase.callId", "=", callId)
      .execute(),
  );
  return new Set(rows.map(({ id }) => id));
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
