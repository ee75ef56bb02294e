import type { Transaction } from "#platform/db/database.ts";
import { type Criterion, isMetBy, progressOf } from "../criterion.ts";
import type { MeasuredCriterion, MeasurementView } from "../running-views.ts";

/** The criteria of a pilot with everything measured against them, in the order they were agreed on. */
export async function measuredCriteriaIn(tx: Transaction, pilotId: string): Promise<MeasuredCriterion[]> {
  const criteria = await tx
    .selectFrom("pilotCriterion")
    .select(["id", "metric", "unit", "comparison", "baseline", "target", "method", "measuredBy"])
    .select(["judgement", "judgedValue", "judgementReason", "judgedByName", "judgedAt"])
    .where("pilotId", "=", pilotId)
    .orderBy("position")
    .orderBy("id")
    .execute();
  const measured = await measurementsIn(tx, pilotId);
  return criteria.map((criterion, at) => {
    const measurements = measured.get(criterion.id) ?? [];
    const last = lastOf(measurements);
    return { ...criterion, number: at + 1, measurements, last, ...standing(criterion, last) };
  });
}

/** The newest value that nobody corrected. */
export const lastOf = (measurements: readonly MeasurementView[]): MeasurementView | null =>
  measurements.findLast(({ replacedById }) => replacedById === null) ?? null;

/** As somebody reads it with whom the pilot is shared: values, and none of the words said with them. */
export function withoutWords(criterion: MeasuredCriterion): MeasuredCriterion {
  const bare = (measurement: MeasurementView): MeasurementView => ({ ...measurement, note: "", file: null });
  const { measurements, last } = criterion;
  return { ...criterion, judgementReason: "", measurements: measurements.map(bare), last: last && bare(last) };
}

function standing(criterion: Criterion, last: MeasurementView | null) {
  if (!last) return { isMetSoFar: null, progress: null };
  return { isMetSoFar: isMetBy(criterion, last.value), progress: progressOf(criterion, last.value) };
}

async function measurementsIn(tx: Transaction, pilotId: string): Promise<Map<string, MeasurementView[]>> {
  const rows = await tx
    .selectFrom("pilotMeasurement as measurement")
    .leftJoin("pilotMeasurement as newer", "newer.replacesId", "measurement.id")
    .leftJoin("pilotFile as file", (join) => join.onRef("file.id", "=", "measurement.fileId").on("file.removedAt", "is", null))
    .select(["measurement.id", "measurement.criterionId", "measurement.value", "measurement.measuredOn", "measurement.note"])
    .select(["measurement.side", "measurement.personName", "measurement.writtenAt", "measurement.replacesId"])
    .select(["newer.id as replacedById", "file.id as fileId", "file.name as fileName"])
    .where("measurement.pilotId", "=", pilotId)
    .orderBy("measurement.measuredOn")
    .orderBy("measurement.writtenAt")
    .orderBy("measurement.id")
    .execute();
  const byCriterion = new Map<string, MeasurementView[]>();
  for (const { criterionId, fileId, fileName, ...row } of rows) {
    const list = byCriterion.get(criterionId) ?? [];
    list.push({ ...row, file: fileId && fileName ? { id: fileId, name: fileName } : null });
    byCriterion.set(criterionId, list);
  }
  return byCriterion;
}
