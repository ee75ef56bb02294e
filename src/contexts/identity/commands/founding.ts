import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { identityEvents } from "../events.ts";
import { type OrganisationKind, type Role, rolesOfKind } from "../roles.ts";

// What a seat, an invitation, the wizard and the seeds are built of. Every function takes the caller's transaction.

export interface NewBase {
  id?: string;
  slug: string;
  name: string;
  names?: Record<string, string>;
  mode: "demo" | "real";
  timeZone: string;
  currency?: string;
  openedOn?: string | null;
}

/** Founds the one base of this database; refuses a second one. Its mode never changes afterwards. */
export async function foundBase(tx: Transaction, ctx: Context, base: NewBase): Promise<string> {
  if (await tx.selectFrom("base").select("id").executeTakeFirst())
    throw new DomainError("conflict", "identity.errors.baseExists");
  const id = base.id ?? newId();
  await tx
    .insertInto("base")
    .values({
      ...base,
      id,
      names: json(base.names ?? {}),
      settings: json({}),
      openedOn: base.openedOn ?? null,
      createdAt: ctx.now(),
    })
    .execute();
  await audit(tx, ctx, { action: "base.founded", subjectType: "base", subjectId: id, detail: { mode: base.mode } });
  return id;
}

export interface NewOrganisation {
  id?: string;
  kind: OrganisationKind;
  name: string;
  names?: Record<string, string>;
  mailDomain?: string | null;
  /** The record of a start-up in the universe. */
  companyId?: string | null;
}

export async function foundOrganisation(tx: Transaction, ctx: Context, organisation: NewOrganisation): Promise<string> {
  const id = organisation.id ?? newId();
  await tx
    .insertInto("organisation")
    .values({ ...organisation, id, names: json(organisation.names ?? {}), createdAt: ctx.now() })
    .execute();
  await audit(tx, ctx, { action: "organisation.founded", subjectType: "organisation", subjectId: id });
  return id;
}

export interface NewPerson {
  id?: string;
  kind?: "human" | "service";
  name: string;
  email: string;
  locale?: string;
  timeZone?: string | null;
  demoPurpose?: string | null;
  /** For somebody who applies: signs in without a seat. */
  applicantSince?: Date | null;
  /** Known beforehand only for a service account, made inside its organisation's walls. */
  organisationIds?: string[];
  passwordHash?: string | null;
  /**
   * Whether somebody is known to read mail at the address. Where not, the first sign-in by a mailed link ends whatever was set up
   * before it.
   */
  isAddressProven?: boolean;
}

/** Adds a person and, for a human, the sign-in record of the same id. */
export async function addPerson(
  tx: Transaction,
  ctx: Context,
  { passwordHash = null, isAddressProven = false, ...person }: NewPerson,
): Promise<string> {
  const id = person.id ?? newId();
  const email = person.email.toLowerCase();
  await tx
    .insertInto("person")
    .values({ ...person, id, email, createdAt: ctx.now() })
    .execute();
  if (person.kind === "service") return id;
  await sql`insert into auth."user" (id, name, email, email_verified)
    values (${id}, ${person.name}, ${email}, ${isAddressProven})`.execute(tx);
  if (passwordHash) await setPassword(tx, id, passwordHash);
  return id;
}

export async function setPassword(tx: Transaction, personId: string, passwordHash: string): Promise<void> {
  await sql`insert into auth.account (id, user_id, account_id, provider_id, password)
    values (${newId()}, ${personId}, ${personId}, 'credential', ${passwordHash})
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`.execute(tx);
}

export interface NewSeat {
  id?: string;
  personId: string;
  organisationId: string;
  unitId?: string | null;
  role: Role;
  title?: string | null;
  endsAt?: Date | null;
}

/** Gives the person a seat; refuses a role the organisation does not have and a unit of another organisation. */
export async function giveSeat(tx: Transaction, ctx: Context, seat: NewSeat): Promise<string> {
  const organisation = await tx
    .selectFrom("organisation")
    .select("kind")
    .where("id", "=", seat.organisationId)
    .executeTakeFirstOrThrow();
  await demandRole(tx, organisation.kind, seat);
  await demandFreeSeat(tx, ctx, seat);
  const id = seat.id ?? newId();
  await tx
    .insertInto("seat")
    .values({ ...seat, id, createdAt: ctx.now() })
    .execute();
  await tx
    .updateTable("person")
    .set({ organisationIds: sql`array(select distinct unnest(organisation_ids || ${seat.organisationId}::uuid))` })
    .where("id", "=", seat.personId)
    .execute();
  await publish(tx, ctx, identityEvents.seatTaken, { seatId: id, personId: seat.personId, organisationId: seat.organisationId });
  await audit(tx, ctx, {
    action: "seat.given",
    subjectType: "seat",
    subjectId: id,
    detail: { personId: seat.personId, organisationId: seat.organisationId, role: seat.role, unitId: seat.unitId ?? null },
  });
  return id;
}

/** Takes back a seat that was given by mistake; the person and what they did stay. */
export async function takeBackSeat(tx: Transaction, ctx: Context, seatId: string, reason: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("seat")
    .set({ endedAt: ctx.now() })
    .where("id", "=", seatId)
    .where("endedAt", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await audit(tx, ctx, { action: "seat.ended", subjectType: "seat", subjectId: seatId, reason });
}

/** The same seat twice is refused; a guest's seat whose time is over makes room for the new one. */
async function demandFreeSeat(tx: Transaction, ctx: Context, { personId, organisationId, role, unitId }: NewSeat): Promise<void> {
  const same = await tx
    .selectFrom("seat")
    .select(["id", "endsAt"])
    .where("personId", "=", personId)
    .where("organisationId", "=", organisationId)
    .where("role", "=", role)
    .where("unitId", unitId ? "=" : "is", unitId ?? null)
    .where("endedAt", "is", null)
    .executeTakeFirst();
  if (!same) return;
  if (!same.endsAt || same.endsAt > ctx.now()) throw new DomainError("conflict", "identity.errors.alreadySeated");
  await tx.updateTable("seat").set({ endedAt: same.endsAt }).where("id", "=", same.id).execute();
}

/** The rule shared by seats and invitations: the role fits the organisation, the unit is one of its own and named where the role needs it. */
export async function demandRole(
  tx: Transaction,
  kind: OrganisationKind,
  { role, organisationId, unitId }: { role: Role; organisationId: string; unitId?: string | null },
): Promise<void> {
  if (!rolesOfKind[kind].includes(role)) {
    throw new DomainError("invalid", "errors.invalid", { fields: { role: "identity.errors.roleNotOfOrganisation" } });
  }
  if (role === "need_owner" && !unitId) {
    throw new DomainError("invalid", "errors.invalid", { fields: { unitId: "identity.errors.unitMissing" } });
  }
  if (!unitId) return;
  const unit = await tx
    .selectFrom("unit")
    .select("id")
    .where("id", "=", unitId)
    .where("organisationId", "=", organisationId)
    .where("closedAt", "is", null)
    .executeTakeFirst();
  if (!unit) throw new DomainError("invalid", "errors.invalid", { fields: { unitId: "identity.errors.unitMissing" } });
}

export interface NewUnit {
  id?: string;
  organisationId: string;
  name: string;
  names?: Record<string, string>;
  city?: string | null;
}

export async function addUnitRow(tx: Transaction, ctx: Context, unit: NewUnit): Promise<string> {
  const { id = newId(), organisationId, name, names = {}, city = null } = unit;
  await tx
    .insertInto("unit")
    .values({ id, organisationId, name, names: json(names), city, createdAt: ctx.now() })
    .execute();
  await audit(tx, ctx, { action: "unit.added", subjectType: "unit", subjectId: id, detail: { name } });
  return id;
}
