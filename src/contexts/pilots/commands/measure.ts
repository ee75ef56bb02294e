import { audit } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { type Criterion, measures, needsReason } from "../criterion.ts";
import { pilotEvents } from "../events.ts";
import { type LineMistake, parseMeasurementLines } from "../measurement-lines.ts";
import { canDecidePilot } from "../policy.ts";
import { partyIn } from "../queries/party.ts";
import { criteriaOf, openWallsOf, type PilotRow } from "../queries/pilot-row.ts";
import type { Side } from "../readiness.ts";
import type { JudgementInput, MeasurementInput, MeasurementLines } from "../running-schema.ts";
import { keepPilotFileIn, type Upload, withStoredFile } from "./keep-file.ts";
import { lockedPilotIn } from "./locked-pilot.ts";
import { demandPilotFile } from "./pilot-files.ts";

/**
 * Keeps a value measured against a criterion, by either side while the pilot runs. One that was wrong is corrected by another that replaces
 * it; both stay.
 */
export async function recordMeasurement(ctx: Context, pilotId: string, input: MeasurementInput): Promise<{ id: string }> {
  return ctx.transact((tx) => recordMeasurementIn(tx, ctx, pilotId, input));
}

/** The same with a file that proves the value; both are kept or neither. */
export async function recordProvenMeasurement(
  ctx: Context,
  pilotId: string,
  input: MeasurementInput,
  upload: Upload,
): Promise<{ id: string }> {
  await ctx.transact((tx) => runningIn(tx, ctx, pilotId));
  return withStoredFile(ctx, upload, (stored) =>
    ctx.transact(async (tx) => {
      const { partyOrgIds: readerOrgIds } = (await runningIn(tx, ctx, pilotId)).pilot;
      const { id: fileId } = await keepPilotFileIn(tx, ctx, stored, { pilotId, readerOrgIds, purpose: "measurement" });
      return recordMeasurementIn(tx, ctx, pilotId, { ...input, fileId });
    }),
  );
}

async function recordMeasurementIn(
  tx: Transaction,
  ctx: Context,
  pilotId: string,
  input: MeasurementInput,
): Promise<{ id: string }> {
  const { pilot, side, today } = await runningIn(tx, ctx, pilotId);
  if (isOutside(pilot, input.measuredOn, today))
    throw new DomainError("invalid", "errors.invalid", { fields: { measuredOn: "pilots.errors.measuredOutside" } });
  demandMeasurer(await criterionIn(tx, pilotId, input.criterionId), side);
  if (input.replacesId) await demandReplaceable(tx, input.criterionId, input.replacesId);
  if (input.fileId) await demandPilotFile(tx, pilotId, input.fileId, "measurement");
  const id = await insertMeasurement(tx, ctx, { pilot, side }, input);
  const detail = { criterionId: input.criterionId, value: input.value, measuredOn: input.measuredOn };
  await audit(tx, ctx, { action: pilotEvents.measured, subjectType: "pilot", subjectId: pilotId, detail });
  return { id };
}

/** Keeps many values at once, all or none; says of each line what is wrong with it. */
export async function recordMeasurements(
  ctx: Context,
  pilotId: string,
  { lines }: MeasurementLines,
): Promise<{ recorded: number }> {
  return ctx.transact(async (tx) => {
    const { pilot, side, today } = await runningIn(tx, ctx, pilotId);
    const criteria = await criteriaOf(tx, pilotId);
    const { rows, mistakes } = parseMeasurementLines(lines, criteria);
    const outside = rows.filter(({ measuredOn }) => isOutside(pilot, measuredOn, today));
    const own = new Set(criteria.filter((criterion) => measures(criterion, side)).map(({ id }) => id));
    const others = rows.filter(({ criterionId }) => !own.has(criterionId));
    const all = [
      ...mistakes,
      ...outside.map(({ line }) => ({ line, key: "evaluation.lineErrors.outside" as const })),
      ...others.map(({ line }) => ({ line, key: "evaluation.lineErrors.measurer" as const })),
    ];
    if (all.length > 0) throw lineErrors(all);
    for (const { line: _, ...row } of rows) await insertMeasurement(tx, ctx, { pilot, side }, row);
    const detail = { rows: rows.length };
    await audit(tx, ctx, { action: "pilot.measurements_imported", subjectType: "pilot", subjectId: pilotId, detail });
    return { recorded: rows.length };
  });
}

function demandMeasurer(criterion: Pick<Criterion, "measuredBy">, side: Side): void {
  if (measures(criterion, side)) return;
  throw new DomainError("forbidden", "evaluation.errors.measurer", { fields: { criterionId: "evaluation.errors.measurer" } });
}

const mostTold = 8;

function lineErrors(mistakes: readonly LineMistake[]): DomainError {
  const told = mistakes.toSorted((left, right) => left.line - right.line).slice(0, mostTold);
  const fields = Object.fromEntries(told.map(({ line, key }) => [`lines.${line}`, key]));
  const fieldValues = Object.fromEntries(told.map(({ line }) => [`lines.${line}`, { line }]));
  return new DomainError("invalid", "evaluation.errors.lines", { values: { count: mistakes.length }, fields, fieldValues });
}

async function runningIn(tx: Transaction, ctx: Context, pilotId: string) {
  await lockedPilotIn(tx, ctx, pilotId);
  const { pilot, side } = await partyIn(tx, ctx, pilotId);
  if (pilot.state !== "running") throw new DomainError("conflict", "pilots.errors.notRunning");
  return { pilot, side, today: await baseToday(tx, ctx) };
}

const isOutside = ({ startsOn }: PilotRow, day: string, today: string): boolean =>
  day > today || Boolean(startsOn && day < startsOn);

async function insertMeasurement(
  tx: Transaction,
  ctx: Context,
  { pilot, side }: { pilot: PilotRow; side: Side },
  input: MeasurementInput,
): Promise<string> {
  const id = newId();
  const { personId, personName } = ctx.actor;
  await tx
    .insertInto("pilotMeasurement")
    .values({
      ...openWallsOf(pilot),
      ...input,
      id,
      side,
      personId: personId!,
      personName: personName ?? "",
      writtenAt: ctx.now(),
    })
    .execute();
  const { id: pilotId, ownerOrgId } = pilot;
  await publish(tx, ctx, pilotEvents.measured, { pilotId, ownerOrgId, criterionId: input.criterionId });
  return id;
}

/** The problem owner says of one criterion whether it was met; against the last measurement, or without one, only with a reason. */
export async function judgeCriterion(ctx: Context, pilotId: string, input: JudgementInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const pilot = await lockedPilotIn(tx, ctx, pilotId);
    allow(canDecidePilot(ctx.actor, pilot, pilot.sponsorPersonId));
    if (pilot.state !== "running") throw new DomainError("conflict", "pilots.errors.notRunning");
    const criterion = await criterionIn(tx, pilotId, input.criterionId);
    const { lastValue: last } = criterion;
    if (needsReason(criterion, last, input.judgement) && input.reason.trim() === "")
      throw new DomainError("invalid", "errors.invalid", { fields: { reason: "pilots.errors.judgedAgainst" } });
    await tx
      .updateTable("pilotCriterion")
      .set({
        judgement: input.judgement,
        judgedValue: last,
        judgementReason: input.reason,
        judgedBy: ctx.actor.personId,
        judgedByName: ctx.actor.personName ?? "",
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

async function criterionIn(tx: Transaction, pilotId: string, criterionId: string) {
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
