import { sql } from "kysely";
import { type Context, contextFor, system } from "#platform/context.ts";
import { type DemoPurpose, demoPurposes } from "../demo.ts";
import { nameIn } from "../names.ts";
import type { Role } from "../roles.ts";

export interface DemoPersonView {
  personId: string;
  name: string;
  purpose: DemoPurpose;
  /** None for somebody who applies and has no seat. */
  role: Role | null;
  organisationName: string | null;
  unitName: string | null;
}

/** The named people a visitor may sign in as with one click; none on a real base. */
export async function listDemoPeople(ctx: Context): Promise<DemoPersonView[]> {
  const own = contextFor(ctx.platform, system, ctx);
  return own.transact(async (tx) => {
    const people = await tx
      .selectFrom("person")
      .innerJoin("base", (join) => join.on("base.mode", "=", "demo"))
      .leftJoin("seat", "seat.personId", "person.id")
      .leftJoin("organisation", "organisation.id", "seat.organisationId")
      .leftJoin("unit", "unit.id", "seat.unitId")
      .select([
        "person.id as personId",
        "person.name",
        "person.demoPurpose as purpose",
        "seat.role",
        "organisation.name as organisationName",
        "organisation.names as organisationNames",
        "unit.name as unitName",
        "unit.names as unitNames",
      ])
      .distinctOn("person.id")
      .where("person.demoPurpose", "is not", null)
      .where("person.deactivatedAt", "is", null)
      .orderBy("person.id")
      .orderBy("seat.createdAt")
      .orderBy(sql`seat.role = 'administrator'`)
      .execute();
    return people
      .map(({ organisationNames, unitNames, ...person }) => ({
        ...person,
        purpose: person.purpose as DemoPurpose,
        organisationName:
          person.organisationName === null ? null : nameIn(ctx.locale, person.organisationName, organisationNames),
        unitName: person.unitName === null ? null : nameIn(ctx.locale, person.unitName, unitNames),
      }))
      .sort((a, b) => demoPurposes.indexOf(a.purpose) - demoPurposes.indexOf(b.purpose));
  });
}
