import { audit } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { needEvents } from "../events.ts";
import { missingForConfirmation } from "../need.ts";
import { canReviseNeed, canStateNeed } from "../policy.ts";
import { needRowIn, needViewIn } from "../queries.ts";
import type { NeedRevision, NeedView } from "../schema.ts";
import { countUnits, requireMembers } from "./membership.ts";
import { keepReadable, nextChange, replaceRequirements } from "./need-rows.ts";
import { invalid, missingFields } from "./refusals.ts";

/**
 * Changes any part of a need. Refuses a version that is no longer the newest (409; both texts are then shown), a finished need,
 * and taking from a confirmed need what its confirmation required. An autosaved draft leaves no audit entry.
 */
export async function reviseNeed(
  ctx: Context,
  needId: string,
  revision: NeedRevision,
  { autosave = false } = {},
): Promise<NeedView> {
  return ctx.transact(async (tx) => {
    const need = await needRowIn(tx, ctx, needId);
    allow(canReviseNeed(ctx.actor, need));
    const { version, requirements, unitId, ...values } = revision;
    if (version !== need.version) throw new DomainError("conflict", "needs.errors.changedMeanwhile");
    if (autosave && need.state !== "draft") throw new DomainError("conflict", "needs.errors.autosaveDraftOnly");
    if (unitId !== undefined && unitId !== need.unitId) await requireUnitMove(tx, ctx, need, unitId);
    await requireMembers(tx, need.ownerOrgId, revision);
    if (need.state !== "draft") requireStillComplete({ ...need, ...values }, need, await baseToday(tx, ctx));
    const result = await tx
      .updateTable("need")
      .set({
        ...values,
        ...(unitId ? { unitId } : {}),
        version: need.version + 1,
        changeSeq: nextChange,
        updatedBy: ctx.actor.personId ?? need.updatedBy,
        updatedAt: ctx.now(),
      })
      .where("id", "=", needId)
      .where("version", "=", version)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) throw new DomainError("conflict", "needs.errors.changedMeanwhile");
    if (requirements) await replaceRequirements(tx, need, requirements);
    await keepReadable(tx, ctx, needId);
    const view = await needViewIn(tx, ctx, needId);
    await publish(tx, ctx, needEvents.revised, { needId, ownerOrgId: need.ownerOrgId, version: view.version });
    if (!autosave) {
      const parts = Object.keys(revision).filter((part) => part !== "version");
      await audit(tx, ctx, { action: needEvents.revised, subjectType: "need", subjectId: needId, detail: { parts } });
    }
    return view;
  });
}

async function requireUnitMove(
  tx: Transaction,
  ctx: Context,
  need: { state: string; ownerOrgId: string },
  unitId: string,
): Promise<void> {
  if (need.state !== "draft") throw invalid({ unitId: "needs.errors.unitFixed" });
  allow(canStateNeed(ctx.actor, unitId));
  if ((await countUnits(tx, need.ownerOrgId, [unitId])) === 0) throw invalid({ unitId: "needs.errors.unitUnknown" });
}

type Completeness = Parameters<typeof missingForConfirmation>[0];

/** A decide-by date that has passed may stay as it is; a new one may not lie in the past. */
function requireStillComplete(after: Completeness, before: Completeness, today: string): void {
  const missing = missingForConfirmation(after, today).filter(
    (part) => part !== "owner" && (part !== "decideByPast" || after.decideBy !== before.decideBy),
  );
  if (missing.length > 0) throw new DomainError("invalid", "needs.errors.incomplete", { fields: missingFields(missing) });
}
