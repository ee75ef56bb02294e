import { currentSeat } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";

/** Somebody who may answer for an application. */
export interface Manager {
  personId: string;
  name: string;
  organisationId: string;
  unitId: string | null;
  openApplications: number;
}

/** Base managers of an application's operators who are not shut out of it, by name. Within the walls: those of the own operator. */
export async function managersIn(
  tx: Transaction,
  ctx: Context,
  { operatorOrgIds, excludedPersonIds }: { operatorOrgIds: string[]; excludedPersonIds: string[] },
): Promise<Manager[]> {
  const rows = await tx
    .selectFrom("seat")
    .innerJoin("person", "person.id", "seat.personId")
    .select(["seat.personId", "person.name", "seat.organisationId", "seat.unitId"])
    .select((eb) =>
      eb
        .selectFrom("application")
        .select((count) => count.fn.countAll<number>().as("open"))
        .whereRef("application.responsiblePersonId", "=", "seat.personId")
        .where("application.state", "in", ["submitted", "in_review"])
        .as("openApplications"),
    )
    .where("seat.role", "=", "base_manager")
    .where("seat.organisationId", "in", operatorOrgIds)
    .where(currentSeat(ctx.now()))
    .where("person.deactivatedAt", "is", null)
    .where("person.kind", "=", "human")
    .orderBy("person.name")
    .orderBy("seat.personId")
    .orderBy("seat.id")
    .execute();
  const shutOut = new Set(excludedPersonIds);
  const known = new Map(rows.toReversed().map((row) => [row.personId, { ...row, openApplications: row.openApplications ?? 0 }]));
  return [...known.values()].toReversed().filter(({ personId }) => !shutOut.has(personId));
}
