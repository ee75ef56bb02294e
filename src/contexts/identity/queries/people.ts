import type { z } from "zod";
import { unusualDaysOf } from "#platform/base-calendar.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { nameIn } from "../names.ts";
import { canManagePeople, visiblePeople, visibleSeats } from "../policy.ts";
import type { Role } from "../roles.ts";
import { BaseSettings, type MeView, type PersonView, type SeatView, type SendableNeedField } from "../schema.ts";
import { currentSeat, isCurrentSeat } from "../seat.ts";

/** Who asks, and with which seat or scopes. */
export function getMe(ctx: Context): z.input<typeof MeView> {
  const { personId, personName, kind, seatId, role, organisationId, unitId, scopes } = ctx.actor;
  return {
    personId,
    name: personName,
    kind,
    seatId,
    role: role as Role | null,
    organisationId,
    unitId,
    scopes: scopes ? [...scopes] : null,
  };
}

export interface PersonName {
  id: string;
  name: string;
}

/** Names by id, for authors and owners; people behind a wall are simply absent. */
export async function findPeople(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const people = await ctx.transact((tx) =>
    visiblePeople(tx, ctx.actor)
      .select(["person.id", "person.name"])
      .where("person.id", "in", [...new Set(ids)])
      .execute(),
  );
  return new Map(people.map(({ id, name }) => [id, name]));
}

export interface Colleague extends PersonName {
  role: Role;
  unitId: string | null;
  unitName: string | null;
}

/** People with a current seat in the own organisation, one line a seat, for pickers; by name. */
export async function listColleagues(
  ctx: Context,
  { roles, unitId }: { roles?: readonly Role[]; unitId?: string } = {},
): Promise<Colleague[]> {
  const seats = await ctx.transact((tx) => {
    let query = visibleSeats(tx, ctx.actor)
      .innerJoin("person", "person.id", "seat.personId")
      .leftJoin("unit", "unit.id", "seat.unitId")
      .select(["person.id", "person.name", "seat.role", "seat.unitId", "unit.name as unitName", "unit.names as unitNames"])
      .where(currentSeat(ctx.now()))
      .where("person.deactivatedAt", "is", null)
      .where("person.kind", "=", "human");
    if (ctx.actor.organisationId) query = query.where("seat.organisationId", "=", ctx.actor.organisationId);
    if (roles) query = query.where("seat.role", "in", [...roles]);
    if (unitId) query = query.where("seat.unitId", "=", unitId);
    return query.execute();
  });
  return seats
    .map(({ unitName, unitNames, ...seat }) => ({
      ...seat,
      unitName: unitName === null ? null : nameIn(ctx.locale, unitName, unitNames),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, ctx.locale) || a.role.localeCompare(b.role));
}

/** The own seats, the present one marked, for the seat switcher. */
export async function listMySeats(ctx: Context): Promise<SeatView[]> {
  if (!ctx.actor.personId) return [];
  const rows = await ctx.transact((tx) =>
    tx
      .selectFrom("seat")
      .innerJoin("organisation", "organisation.id", "seat.organisationId")
      .leftJoin("unit", "unit.id", "seat.unitId")
      .selectAll("seat")
      .select([
        "organisation.kind as organisationKind",
        "organisation.name as organisationName",
        "organisation.names as organisationNames",
        "unit.name as unitName",
        "unit.names as unitNames",
      ])
      .where("seat.personId", "=", ctx.actor.personId)
      .orderBy("seat.createdAt")
      .orderBy("seat.id")
      .execute(),
  );
  return rows
    .filter((seat) => isCurrentSeat(seat, ctx.now()))
    .map((seat) => ({
      id: seat.id,
      role: seat.role,
      title: seat.title,
      organisation: {
        id: seat.organisationId,
        kind: seat.organisationKind,
        name: nameIn(ctx.locale, seat.organisationName, seat.organisationNames),
      },
      unit: seat.unitId ? { id: seat.unitId, name: nameIn(ctx.locale, seat.unitName ?? "", seat.unitNames) } : null,
      endsAt: seat.endsAt?.toISOString() ?? null,
      isCurrent: seat.id === ctx.actor.seatId,
    }));
}

/** The people of the own organisation with their current seats, for its members; by name. */
export async function listPeople(ctx: Context): Promise<PersonView[]> {
  allow(ctx.actor.organisationId !== null);
  const organisationId = ctx.actor.organisationId!;
  const { people, seats } = await ctx.transact(async (tx) => ({
    people: await visiblePeople(tx, ctx.actor).selectAll("person").where("person.kind", "=", "human").execute(),
    seats: await visibleSeats(tx, ctx.actor)
      .leftJoin("unit", "unit.id", "seat.unitId")
      .selectAll("seat")
      .select(["unit.name as unitName", "unit.names as unitNames"])
      .where("seat.organisationId", "=", organisationId)
      .orderBy("seat.createdAt")
      .execute(),
  }));
  const mayManage = canManagePeople(ctx.actor);
  const seatsOf = Map.groupBy(
    seats.filter((seat) => isCurrentSeat(seat, ctx.now())),
    ({ personId }) => personId,
  );
  return people
    .filter(({ id, deactivatedAt }) => seatsOf.has(id) || (mayManage && deactivatedAt))
    .map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      isDeactivated: person.deactivatedAt !== null,
      seats: (seatsOf.get(person.id) ?? []).map((seat) => ({
        id: seat.id,
        role: seat.role,
        title: seat.title,
        unitName: seat.unitName === null ? null : nameIn(ctx.locale, seat.unitName, seat.unitNames),
        endsAt: seat.endsAt?.toISOString() ?? null,
        can: { end: mayManage },
      })),
      can: {
        deactivate: mayManage && !person.deactivatedAt && person.id !== ctx.actor.personId && person.organisationIds.length === 1,
        reactivate: mayManage && person.deactivatedAt !== null,
      },
    }))
    .sort((a, b) => a.name.localeCompare(b.name, ctx.locale));
}

export interface Profile {
  name: string;
  email: string;
  locale: string;
  timeZone: string | null;
  baseTimeZone: string;
}

/** The signed-in person's own record. */
export async function getProfile(ctx: Context): Promise<Profile> {
  allow(ctx.actor.personId !== null);
  return ctx.transact(async (tx) => {
    const person = await tx
      .selectFrom("person")
      .select(["name", "email", "locale", "timeZone"])
      .where("id", "=", ctx.actor.personId)
      .executeTakeFirstOrThrow();
    const base = await tx.selectFrom("base").select("timeZone").executeTakeFirst();
    return { ...person, baseTimeZone: base?.timeZone ?? "UTC" };
  });
}

/** The base as everybody may know it; null before the first-run wizard founded it. */
export async function getBase(ctx: Context) {
  const base = await contextFor(ctx.platform, system, ctx).transact((tx) => tx.selectFrom("base").selectAll().executeTakeFirst());
  if (!base) return null;
  return {
    id: base.id,
    slug: base.slug,
    name: nameIn(ctx.locale, base.name, base.names),
    mode: base.mode,
    timeZone: base.timeZone,
    currency: base.currency,
    defaultLocale: base.defaultLocale,
    embeddingNeedFields: needFieldsOf(base.settings),
    unusualDays: unusualDaysOf(base.settings),
  };
}

/** The confidential parts of a need that the administrators of both sides allowed to be sent to the embeddings service. */
export async function sendableNeedFieldsIn(tx: Transaction): Promise<SendableNeedField[]> {
  const base = await tx.selectFrom("base").select("settings").executeTakeFirst();
  return needFieldsOf(base?.settings);
}

function needFieldsOf(settings: unknown): SendableNeedField[] {
  const read = BaseSettings.safeParse(settings);
  return read.success ? read.data.embeddings.needFields : [];
}
