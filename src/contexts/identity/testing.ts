import { type Actor, type Context, contextFor, type Platform, visitor } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import type { OrganisationKind } from "./roles.ts";

type Role = NonNullable<Actor["role"]>;

/** For tests: an organisation of the kind; the three operators exist once in a base, so a second call returns the first. */
export async function givenOrganisation(platform: Platform, kind: OrganisationKind, name: string = kind): Promise<string> {
  const db = platform.database.kysely;
  const isSingle = kind !== "startup" && kind !== "investor";
  const existing = isSingle
    ? await db.selectFrom("organisation").select("id").where("kind", "=", kind).executeTakeFirst()
    : undefined;
  if (existing) return existing.id;
  const id = newId();
  await db
    .insertInto("organisation")
    .values({ id, kind, name, names: json({}), createdAt: platform.now() })
    .execute();
  return id;
}

export async function givenUnit(platform: Platform, organisationId: string, name = `Unit ${newId()}`): Promise<string> {
  const id = newId();
  await platform.database.kysely
    .insertInto("unit")
    .values({ id, organisationId, name, names: json({}), createdAt: platform.now() })
    .execute();
  return id;
}

/** For tests: the context of a new person who holds the role in the organisation (and unit). */
export async function givenSeat(
  platform: Platform,
  {
    role,
    organisationId,
    unitId = null,
    name = `${role} person`,
  }: { role: Role; organisationId: string; unitId?: string | null; name?: string },
): Promise<Context> {
  const db = platform.database.kysely;
  const organisation = await db
    .selectFrom("organisation")
    .select("kind")
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  const personId = newId();
  const seatId = newId();
  const createdAt = platform.now();
  await db
    .insertInto("person")
    .values({ id: personId, name, email: `${personId}@example.test`, organisationIds: [organisationId], createdAt })
    .execute();
  await db
    .insertInto("seat")
    .values({ id: seatId, personId, organisationId, unitId, role: role as "scout", createdAt })
    .execute();
  return contextFor(platform, {
    ...visitor,
    kind: "person",
    personId,
    personName: name,
    seatId,
    role,
    organisationId,
    organisationKind: organisation.kind,
    unitId,
  });
}

/** For tests: the context of a new person without any seat, who applies somewhere. */
export async function givenApplicant(
  platform: Platform,
  { name = "Fiona Founder", email = `${newId()}@startup.test` } = {},
): Promise<Context> {
  const personId = newId();
  await platform.database.kysely
    .insertInto("person")
    .values({ id: personId, name, email, applicantSince: platform.now(), createdAt: platform.now() })
    .execute();
  return contextFor(platform, { ...visitor, kind: "person", personId, personName: name });
}
