import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { canRunCall } from "../policy.ts";
import { callRowIn } from "../queries/get-call.ts";
import { phasesIn } from "../queries/list-phases.ts";
import { faultsOfRubric } from "../review/rubric.ts";
import type { PhasePlan } from "../schema.ts";
import type { PhaseView } from "../views.ts";

/** Sets the phases of a call in their order. One in which somebody was asked to review cannot be taken away; its rubric stays too once a review is handed in. */
export async function planPhases(ctx: Context, callId: string, { phases }: PhasePlan): Promise<PhaseView[]> {
  const faulty = phases.flatMap(({ rubrics }, at) => (faultsOfRubric(rubrics.default).length > 0 ? [at] : []));
  if (faulty.length > 0) {
    const fields = Object.fromEntries(faulty.map((at) => [`phases.${at}.rubrics`, "applications.errors.rubricFaulty"]));
    throw new DomainError("invalid", "errors.invalid", { fields });
  }
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    const known = await phasesIn(tx, callId);
    const used = await tx
      .selectFrom("applicationReview")
      .select(["phaseId", "state"])
      .distinct()
      .where(
        "phaseId",
        "in",
        known.map(({ id }) => id),
      )
      .execute();
    const gone = known.filter(({ id }) => !phases.some((phase) => phase.id === id));
    if (gone.some(({ id }) => used.some(({ phaseId }) => phaseId === id)))
      throw new DomainError("conflict", "applications.errors.phaseInUse");
    await tx
      .deleteFrom("reviewPhase")
      .where(
        "id",
        "in",
        gone.map(({ id }) => id),
      )
      .execute();
    for (const [position, { id, rubrics, ...phase }] of phases.entries()) {
      const before = known.find((each) => each.id === id);
      const isScored = used.some(({ phaseId, state }) => phaseId === before?.id && state === "submitted");
      if (before && isScored && JSON.stringify(before.rubrics) !== JSON.stringify(rubrics))
        throw new DomainError("conflict", "applications.errors.phaseInUse");
      const row = { ...phase, position, rubrics: json(rubrics) };
      if (before) await tx.updateTable("reviewPhase").set(row).where("id", "=", before.id).execute();
      else
        await tx
          .insertInto("reviewPhase")
          .values({ ...row, id: newId(), callId, operatorOrgIds: call.operatorOrgIds })
          .execute();
    }
    const view = await phasesIn(tx, callId);
    await audit(tx, ctx, {
      action: "call.phases_planned",
      subjectType: "call",
      subjectId: callId,
      detail: { phases: phases.length },
    });
    return view;
  });
}
