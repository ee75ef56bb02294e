import { sql } from "kysely";
import { currentSeat } from "#contexts/identity/index.ts";
import type { BaseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { type DutyFacts, type DutyKind, mondayOf } from "../due.ts";
import { visiblePilots } from "../policy.ts";

/** The pilots an actor reads in which something may be due, with all that says what and for whom; one query. */
export async function pilotsWithDuties(tx: Transaction, ctx: Context, { today, dayOf }: BaseCalendar) {
  const rows = await visiblePilots(tx, ctx.actor)
    .innerJoin("company", "company.id", "pilot.companyId")
    .leftJoin("pilotInternal as internal", "internal.pilotId", "pilot.id")
    .selectAll("pilot")
    .select(["company.name as companyName", "internal.sponsorPersonId"])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom("seat")
            .select("seat.id")
            .whereRef("seat.personId", "=", "pilot.problemOwnerPersonId")
            .whereRef("seat.organisationId", "=", "pilot.ownerOrgId")
            .where(currentSeat(ctx.now())),
        )
        .as("ownerIsActive"),
      eb
        .exists(
          eb
            .selectFrom("seat")
            .select("seat.id")
            .whereRef("seat.personId", "=", "pilot.startupContactPersonId")
            .whereRef("seat.organisationId", "=", "pilot.startupOrgId")
            .where(currentSeat(ctx.now())),
        )
        .as("contactIsActive"),
      eb
        .selectFrom("seat")
        .select((seat) => seat.fn.max(sql<Date>`least(seat.ended_at, seat.ends_at)`).as("at"))
        .whereRef("seat.personId", "=", "pilot.problemOwnerPersonId")
        .whereRef("seat.organisationId", "=", "pilot.ownerOrgId")
        .as("ownerLeftAt"),
      sql<
        Escalation[]
      >`coalesce((select jsonb_agg(jsonb_build_object('kind', duty.kind, 'told', duty.told)) from app.pilot_duty as duty
        where duty.pilot_id = pilot.id and duty.settled_at is null and duty.escalated_at is not null), '[]')`.as("escalated"),
      sql<string[]>`array(select pulse.side from app.pilot_pulse as pulse where pulse.pilot_id = pilot.id
        and pulse.week_on = ${mondayOf(today)}::date)`.as("pulses"),
    ])
    .where((eb) =>
      eb.or([
        eb("pilot.state", "not in", ["adopted", "stopped"]),
        eb.and([eb("pilot.consequenceDueOn", "is not", null), eb("pilot.consequenceDoneAt", "is", null)]),
      ]),
    )
    .orderBy("pilot.id")
    .limit(mostPilots)
    .execute();
  return rows.map((row) => ({ ...row, ownerLeftOn: ownerLeftOn(row, dayOf) }) satisfies DutyFacts);
}

/** A duty that came to the sponsor, and how often it was told of. */
interface Escalation {
  kind: DutyKind;
  told: number;
}

/** More than a base ever runs at once. */
const mostPilots = 5000;

export type PilotWithDuties = Awaited<ReturnType<typeof pilotsWithDuties>>[number];

const ownerLeftOn = (
  { ownerIsActive, ownerLeftAt, stateChangedAt }: { ownerIsActive: unknown; ownerLeftAt: Date | null; stateChangedAt: Date },
  dayOf: BaseCalendar["dayOf"],
): string | null => (ownerIsActive ? null : dayOf(ownerLeftAt ?? stateChangedAt));
