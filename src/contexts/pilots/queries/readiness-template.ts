import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { waitingTimes } from "#platform/waiting-times.ts";
import { canPlanReadiness } from "../policy.ts";
import { enoughCases, type ReadinessKind, usualItems } from "../readiness.ts";

export interface SideDays {
  /** What is used for the next pilot. */
  days: number;
  /** Set by the unit, or what is usual. */
  estimate: number;
  /** Of the unit's own finished items; null while there are too few. */
  median: number | null;
  cases: number;
}

/** What a unit asks of its suppliers and how long each side takes: its own medians once there are enough cases, its estimates before. */
export async function templateIn(tx: Transaction, unitId: string) {
  const [stored, finished] = [await storedIn(tx, unitId), await finishedIn(tx, unitId)];
  return usualItems.map((usual) => {
    const own = stored.find(({ kind }) => kind === usual.kind);
    const cases = finished.filter(({ kind }) => kind === usual.kind);
    // What was used again took the start-up no time.
    const startup = sideDays(
      own?.startupDays ?? usual.startupDays,
      cases.filter(({ isReused }) => !isReused).map(({ startupDaysTaken }) => startupDaysTaken),
    );
    const host = sideDays(
      own?.hostDays ?? usual.hostDays,
      cases.map(({ hostDaysTaken }) => hostDaysTaken),
    );
    return {
      kind: usual.kind,
      isNeeded: own?.isNeeded ?? true,
      after: [...(own?.after ?? usual.after)] as ReadinessKind[],
      startup,
      host,
      startupDays: startup.days,
      hostDays: host.days,
      hostPersonId: own?.hostPersonId ?? null,
      hostPersonName: own?.hostPersonName ?? "",
    };
  });
}

function sideDays(estimate: number, taken: readonly number[]): SideDays {
  const cases = taken.length;
  const median = cases >= enoughCases ? waitingTimes(taken.map((days) => ({ days, isOpen: false }))).median : null;
  return { days: median ?? estimate, estimate, median, cases };
}

const storedIn = (tx: Transaction, unitId: string) =>
  tx
    .selectFrom("readinessTemplate as template")
    .leftJoin("person", "person.id", "template.hostPersonId")
    .select(["template.kind", "template.isNeeded", "template.after", "template.startupDays", "template.hostDays"])
    .select(["template.hostPersonId", "person.name as hostPersonName"])
    .where("template.unitId", "=", unitId)
    .execute();

const finishedIn = (tx: Transaction, unitId: string) =>
  tx
    .selectFrom("readinessItem as item")
    .innerJoin("pilot", "pilot.id", "item.pilotId")
    .select(["item.kind", "item.isReused", "item.startupDaysTaken", "item.hostDaysTaken"])
    .where("pilot.unitId", "=", unitId)
    .where("item.firstAcceptedOn", "is not", null)
    .execute();

/** The readiness plan of a unit, for those who may change it. */
export async function getReadinessTemplate(ctx: Context, unitId: string) {
  return ctx.transact(async (tx) => {
    const unit = await plannedUnitIn(tx, ctx, unitId);
    return { unitId: unit.id, enoughCases, items: await templateIn(tx, unit.id) };
  });
}

/** A unit of the actor's organisation whose plan the actor may change. */
export async function plannedUnitIn(tx: Transaction, ctx: Context, unitId: string) {
  const unit = found(
    isId(unitId)
      ? await tx
          .selectFrom("unit")
          .select(["id", "organisationId"])
          .where("id", "=", unitId)
          .where("organisationId", "=", ctx.actor.organisationId)
          .executeTakeFirst()
      : undefined,
  );
  allow(canPlanReadiness(ctx.actor, unit.id));
  return unit;
}
