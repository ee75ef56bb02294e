import type { z } from "zod";
import type { Context } from "#platform/context.ts";
import { allow, allowToSee, found } from "#platform/errors.ts";
import { nameIn } from "../names.ts";
import {
  canDecideBaseChange,
  canInviteFromOutside,
  canManagePeople,
  canManageUnits,
  canProposeBaseChange,
  canSeeBaseChanges,
  canWithdrawBaseChange,
  visibleBaseChanges,
  visibleInvitations,
  visibleTokens,
} from "../policy.ts";
import { outsideKinds, type Role } from "../roles.ts";
import type { BaseValues, InvitationView, OrganisationRef, TokenView, UnitView } from "../schema.ts";
import { currentSeat, invitationState } from "../seat.ts";

/** Units of an organisation (the own one unless named) with the number of their people the reader may know of; by name. */
export async function listUnits(ctx: Context, organisationId: string | null = ctx.actor.organisationId): Promise<UnitView[]> {
  if (!organisationId) return [];
  const { units, counts } = await ctx.transact(async (tx) => ({
    units: await tx
      .selectFrom("unit")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("closedAt", "is", null)
      .execute(),
    counts: await tx
      .selectFrom("seat")
      .select((eb) => ["unitId", eb.fn.count<number>("personId").distinct().as("people")])
      .where("organisationId", "=", organisationId)
      .where("unitId", "is not", null)
      .where(currentSeat(ctx.now()))
      .groupBy("unitId")
      .execute(),
  }));
  const peopleOf = new Map(counts.map(({ unitId, people }) => [unitId, people]));
  return units
    .map((unit) => ({
      id: unit.id,
      organisationId,
      name: nameIn(ctx.locale, unit.name, unit.names),
      city: unit.city,
      people: peopleOf.get(unit.id) ?? 0,
      can: { change: canManageUnits(ctx.actor, organisationId) },
    }))
    .sort((a, b) => a.name.localeCompare(b.name, ctx.locale));
}

export interface OrganisationView {
  id: string;
  kind: string;
  name: string;
  mailDomain: string | null;
  can: { addUnit: boolean; invite: boolean; inviteFromOutside: boolean; proposeBaseChange: boolean };
}

/** The organisation of the present seat. */
export async function getOrganisation(ctx: Context): Promise<OrganisationView> {
  const row = found(
    await ctx.transact((tx) =>
      tx.selectFrom("organisation").selectAll().where("id", "=", ctx.actor.organisationId).executeTakeFirst(),
    ),
  );
  return {
    id: row.id,
    kind: row.kind,
    name: nameIn(ctx.locale, row.name, row.names),
    mailDomain: row.mailDomain,
    can: {
      addUnit: canManageUnits(ctx.actor),
      invite: canManagePeople(ctx.actor),
      inviteFromOutside: canInviteFromOutside(ctx.actor),
      proposeBaseChange: canProposeBaseChange(ctx.actor),
    },
  };
}

export type OutsideOrganisation = z.infer<typeof OrganisationRef>;

/** The zone and the investors, by name, for those who invite their people. */
export async function listOutsideOrganisations(ctx: Context): Promise<OutsideOrganisation[]> {
  allow(canInviteFromOutside(ctx.actor));
  const rows = await ctx.transact((tx) =>
    tx.selectFrom("organisation").select(["id", "kind", "name", "names"]).where("kind", "in", outsideKinds).execute(),
  );
  return rows
    .map(({ id, kind, name, names }) => ({ id, kind, name: nameIn(ctx.locale, name, names) }))
    .sort((a, b) => a.name.localeCompare(b.name, ctx.locale));
}

/** Invitations the reader looks after that are not accepted, newest first, for those who may invite. */
export async function listInvitations(ctx: Context): Promise<InvitationView[]> {
  allow(canManagePeople(ctx.actor));
  const rows = await ctx.transact((tx) =>
    visibleInvitations(tx, ctx.actor)
      .innerJoin("organisation", "organisation.id", "invitation.organisationId")
      .leftJoin("unit", "unit.id", "invitation.unitId")
      .selectAll("invitation")
      .select([
        "organisation.name as organisationName",
        "organisation.names as organisationNames",
        "unit.name as unitName",
        "unit.names as unitNames",
      ])
      .where("invitation.acceptedAt", "is", null)
      .where("invitation.revokedAt", "is", null)
      .orderBy("invitation.createdAt", "desc")
      .limit(500)
      .execute(),
  );
  return rows.map((row) => {
    const state = invitationState(row, ctx.now());
    return {
      id: row.id,
      name: row.name,
      email: row.email,
      role: row.role as Role,
      organisationName:
        row.organisationId === ctx.actor.organisationId ? null : nameIn(ctx.locale, row.organisationName, row.organisationNames),
      unitName: row.unitName === null ? null : nameIn(ctx.locale, row.unitName, row.unitNames),
      state,
      expiresAt: row.expiresAt.toISOString(),
      seatEndsAt: row.seatEndsAt?.toISOString() ?? null,
      can: { revoke: true, resend: true },
    };
  });
}

/** The own personal tokens, or the service tokens of the own organisation; newest first. */
export async function listTokens(ctx: Context, kind: "personal" | "service"): Promise<TokenView[]> {
  const rows = await ctx.transact((tx) => {
    let query = visibleTokens(tx, ctx.actor)
      .innerJoin("seat", "seat.id", "apiToken.seatId")
      .selectAll("apiToken")
      .select("seat.role")
      .where("apiToken.kind", "=", kind)
      .orderBy("apiToken.createdAt", "desc")
      .limit(200);
    if (kind === "personal") query = query.where("apiToken.personId", "=", ctx.actor.personId);
    return query.execute();
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes,
    role: row.role,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    isRevoked: row.revokedAt !== null,
    isExpired: row.expiresAt !== null && row.expiresAt <= ctx.now(),
  }));
}

export interface BaseChangeView {
  id: string;
  values: BaseValues;
  reason: string | null;
  state: "open" | "approved" | "declined" | "withdrawn";
  proposedByOrganisation: string;
  proposedAt: string;
  can: { decide: boolean; withdraw: boolean };
}

/** Proposed and decided changes of what belongs to both operators, newest first. */
export async function listBaseChanges(ctx: Context): Promise<BaseChangeView[]> {
  allowToSee(canSeeBaseChanges(ctx.actor));
  const rows = await ctx.transact((tx) =>
    visibleBaseChanges(tx, ctx.actor)
      .innerJoin("organisation", "organisation.id", "baseChange.proposedOrgId")
      .selectAll("baseChange")
      .select(["organisation.name as organisationName", "organisation.names as organisationNames"])
      .orderBy("baseChange.proposedAt", "desc")
      .limit(50)
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id,
    values: row.proposedValues as BaseValues,
    reason: row.reason,
    state: row.state,
    proposedByOrganisation: nameIn(ctx.locale, row.organisationName, row.organisationNames),
    proposedAt: row.proposedAt.toISOString(),
    can: { decide: canDecideBaseChange(ctx.actor, row), withdraw: canWithdrawBaseChange(ctx.actor, row) },
  }));
}
