import { auditAll } from "#platform/audit/audit.ts";
import type { BaseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { type Duty, dutiesOf, stepsDue } from "../due.ts";
import { type PilotWithDuties, pilotsWithDuties } from "../queries/duties.ts";

/** A duty that is told of today. */
export interface ToldDuty extends Duty {
  pilot: PilotWithDuties;
}

/**
 * Writes down what is due by today, hands to the sponsor what nobody answered in time, and settles what is done. Run again on the same day
 * it changes nothing and answers the same: mails that were not sent because of a failure are sent then.
 */
export async function keepDutyLedger(tx: Transaction, ctx: Context, calendar: BaseCalendar): Promise<ToldDuty[]> {
  const { today } = calendar;
  const known = await openDuties(tx);
  const told: ToldDuty[] = [];
  const escalated: ToldDuty[] = [];
  const seen = new Set<string>();
  for (const pilot of await pilotsWithDuties(tx, ctx, calendar)) {
    for (const duty of dutiesOf(pilot, today)) {
      const key = keyOf(pilot.id, duty);
      seen.add(key);
      const steps = stepsDue(duty.dueOn, calendar);
      const before = known.get(key);
      const isNext = steps > (before?.told ?? 0);
      if (isNext || before?.toldOn === today) told.push({ ...duty, pilot });
      const isEscalated = (steps > 1 || duty.kind === "owner") && !before?.escalatedAt;
      if (isEscalated) escalated.push({ ...duty, pilot });
      if (isNext || isEscalated) await writeDuty(tx, ctx, pilot, duty, { told: steps, today, isEscalated });
    }
  }
  await settle(
    tx,
    ctx,
    [...known].filter(([key]) => !seen.has(key)).map(([, { id }]) => id),
  );
  await auditAll(
    tx,
    ctx,
    escalated.map(({ pilot, kind, dueOn }) => ({
      action: "pilot.escalated",
      subjectType: "pilot",
      subjectId: pilot.id,
      detail: { kind, dueOn, to: pilot.sponsorPersonId },
      readerOrgId: pilot.ownerOrgId,
    })),
  );
  return told;
}

const keyOf = (pilotId: string, { kind, dueOn }: { kind: string; dueOn: string }): string => `${pilotId} ${kind} ${dueOn}`;

async function openDuties(tx: Transaction) {
  const rows = await tx
    .selectFrom("pilotDuty")
    .select(["id", "pilotId", "kind", "dueOn", "told", "toldOn", "escalatedAt"])
    .where("settledAt", "is", null)
    .execute();
  return new Map(rows.map((row) => [keyOf(row.pilotId, row), row]));
}

async function writeDuty(
  tx: Transaction,
  ctx: Context,
  { id: pilotId, ownerOrgId }: PilotWithDuties,
  { kind, dueOn }: Duty,
  { told, today, isEscalated }: { told: number; today: string; isEscalated: boolean },
): Promise<void> {
  const change = { told, toldOn: today, settledAt: null, ...(isEscalated ? { escalatedAt: ctx.now() } : {}) };
  await tx
    .insertInto("pilotDuty")
    .values({ id: newId(), pilotId, ownerOrgId, kind, dueOn, ...change })
    .onConflict((conflict) => conflict.constraint("pilot_duty_once").doUpdateSet(change))
    .execute();
}

async function settle(tx: Transaction, ctx: Context, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.updateTable("pilotDuty").set({ settledAt: ctx.now() }).where("id", "in", ids).execute();
}
