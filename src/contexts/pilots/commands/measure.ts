import { audit } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { type Criterion, needsReason } from "../criterion.ts";
import { pilotEvents } from "../events.ts";
import { canDecidePilot, sideOf } from "../policy.ts";
import { criteriaOf, openWallsOf, pilotRowIn } from "../queries/pilot-row.ts";
import type { JudgementInput, MeasurementInput } from "../running-schema.ts";

/**
 * Keeps a value measured against a criterion, by either side while the pilot runs. One that was wrong is corrected by another that replaces
 * it; both stay.
 */
export async function recordMeasurement(ctx: Context, pilotId: string, input: MeasurementInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    const side = sideOf(ctx.actor, pilot);
    allow(side !== null);
    if (pilot.state !== "running") throw new DomainError("conflict", "pilots.errors.notRunning");
    const today = await baseToday(tx, ctx);
    if (input.measuredOn > today || (pilot.startsOn && input.measuredOn < pilot.startsOn))
      throw new DomainError("invalid", "errors.invalid", { fields: { measuredOn: "pilots.errors.measuredOutside" } });
    await criterionIn(tx, pilotId, input.criterionId);
    if (input.replacesId) await demandReplaceable(tx, input.criterionId, input.replacesId);
    const id = newId();
    await tx
      .insertInto("pilotMeasurement")
      .values({
        ...openWallsOf(pilot),
        ...input,
        id,
        side: side!,
        personId: ctx.actor.personId!,
        personName: ctx.actor.personName ?? "",
        writtenAt: ctx.now(),
      })
      .execute();
    await publish(tx, ctx, pilotEvents.measured, { pilotId, ownerOrgId: pilot.ownerOrgId, criterionId: input.criterionId });
    const detail = { criterionId: input.criterionId, value: input.value, measuredOn: input.measuredOn };
    await audit(tx, ctx, { action: pilotEvents.measured, subjectType: "pilot", subjectId: pilotId, detail });
    return { id };
  });
}

/** The problem owner says of one criterion whether it was met; against the last measurement, or without one, only with a reason. */
export async function judgeCriterion(ctx: Context, pilotId: string, input: JudgementInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    allow(canDecidePilot(ctx.actor, pilot, pilot.sponsorPersonId));
    if (pilot.state !== "running") throw new DomainError("conflict", "pilots.errors.notRunning");
    const criterion = await criterionIn(tx, pilotId, input.criterionId);
    const last = await lastValueOf(tx, input.criterionId);
    if (needsReason(criterion, last, input.judgement) && input.reason.trim() === "")
      throw new DomainError("invalid", "errors.invalid", { fields: { reason: "pilots.errors.judgedAgainst" } });
    await tx
      .updateTable("pilotCriterion")
      .set({
        judgement: input.judgement,
        judgedValue: last,
        judgementReason: input.reason,
        judgedBy: ctx.actor.personId,
        judgedAt: ctx.now(),
      })
      .where("id", "=", input.criterionId)
      .execute();
    const detail = { criterionId: input.criterionId, judgement: input.judgement, value: last };
    await audit(tx, ctx, {
      action: "pilot.criterion_judged",
      subjectType: "pilot",
      subjectId: pilotId,
      reason: input.reason || null,
      detail,
    });
  });
}

async function criterionIn(tx: Transaction, pilotId: string, criterionId: string): Promise<Criterion> {
  return found((await criteriaOf(tx, pilotId)).find(({ id }) => id === criterionId));
}

async function demandReplaceable(tx: Transaction, criterionId: string, replacesId: string): Promise<void> {
  const rows = await tx
    .selectFrom("pilotMeasurement")
    .select(["id", "replacesId"])
    .where("criterionId", "=", criterionId)
    .where((eb) => eb.or([eb("id", "=", replacesId), eb("replacesId", "=", replacesId)]))
    .execute();
  found(rows.find(({ id }) => id === replacesId));
  if (rows.some((row) => row.replacesId === replacesId)) throw new DomainError("conflict", "pilots.errors.correctedBefore");
}

/** The newest value that was not corrected since. */
async function lastValueOf(tx: Transaction, criterionId: string): Promise<number | null> {
  const row = await tx
    .selectFrom("pilotMeasurement as measurement")
    .select("value")
    .where("criterionId", "=", criterionId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom("pilotMeasurement as newer").select("newer.id").whereRef("newer.replacesId", "=", "measurement.id"),
        ),
      ),
    )
    .orderBy("measuredOn", "desc")
    .orderBy("writtenAt", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.value ?? null;
}
