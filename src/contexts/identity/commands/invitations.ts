import { randomBytes } from "node:crypto";
import type { Selectable } from "kysely";
import type { DB } from "#db/types.gen.ts";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { newId } from "#platform/ids.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { hashOfToken } from "../auth/actor.ts";
import { publicUrl } from "../auth/settings.ts";
import { nameIn } from "../names.ts";
import { canInvite, canInviteFromOutside, visibleInvitations } from "../policy.ts";
import { type OrganisationKind, outsideKinds, type Role, rolesOfKind } from "../roles.ts";
import type { InvitationInput, OutsideInvitationInput } from "../schema.ts";
import { currentSeat, seatEnd } from "../seat.ts";
import { demandRole, foundOrganisation } from "./founding.ts";

export const invitationDays = 14;

/** Offers a seat of the own organisation by mail; refuses roles it does not have, a foreign unit, and a seat already held or offered. */
export async function invitePerson(ctx: Context, input: InvitationInput): Promise<{ id: string }> {
  allow(canInvite(ctx.actor, input.role));
  return ctx.transact(async (tx) => {
    const { id } = await addInvitation(tx, ctx, ctx.actor.organisationId!, input, { isLinkShown: false });
    return { id };
  });
}

/**
 * Offers the one seat the zone or an investor has, by mail; founds that organisation where it is new. For administrators of
 * either operator, because these organisations have none of their own.
 */
export async function inviteFromOutside(ctx: Context, input: OutsideInvitationInput): Promise<{ id: string }> {
  allow(canInviteFromOutside(ctx.actor));
  const { organisation: _, organisationName: __, ...person } = input;
  // No operator's walls hold the zone and the investors: the rows are written past them, in the administrator's name.
  return contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    const organisation = await outsideOrganisation(tx, ctx, input);
    const offer = { ...person, role: rolesOfKind[organisation.kind][0]! };
    const { id } = await addInvitation(tx, ctx, organisation.id, offer, { isLinkShown: false });
    return { id };
  });
}

async function outsideOrganisation(
  tx: Transaction,
  ctx: Context,
  { organisation, organisationName }: OutsideInvitationInput,
): Promise<{ id: string; kind: OrganisationKind }> {
  const refuse = (field: string, key: string) => new DomainError("invalid", "errors.invalid", { fields: { [field]: key } });
  const known = await tx.selectFrom("organisation").select(["id", "kind", "name"]).where("kind", "in", outsideKinds).execute();
  const kind = outsideKinds.find((one) => one === organisation);
  if (!kind) {
    const chosen = known.find(({ id }) => id === organisation);
    if (!chosen) throw refuse("organisation", "identity.errors.organisationMissing");
    if (organisationName) throw refuse("organisationName", "identity.errors.organisationNotNew");
    return chosen;
  }
  if (!organisationName) throw refuse("organisationName", "errors.required");
  const isSame = (name: string) => name.toLowerCase() === organisationName.toLowerCase();
  if (known.some((one) => one.kind === kind && (kind === "zone" || isSame(one.name)))) {
    throw refuse("organisation", "identity.errors.organisationKnown");
  }
  return { id: await foundOrganisation(tx, ctx, { kind, name: organisationName }), kind };
}

/** The invitation without the inviter's policy, for whoever holds the machine (first-run wizard, command line); returns the link. */
export async function inviteInto(
  tx: Transaction,
  ctx: Context,
  organisationId: string,
  input: InvitationInput,
): Promise<{ link: string }> {
  const { link } = await addInvitation(tx, ctx, organisationId, input, { isLinkShown: true });
  return { link };
}

/** The invitation itself; whoever calls has asked a policy. */
export async function addInvitation(
  tx: Transaction,
  ctx: Context,
  organisationId: string,
  input: InvitationInput,
  { isLinkShown }: { isLinkShown: boolean },
): Promise<{ id: string; link: string }> {
  const organisation = await tx
    .selectFrom("organisation")
    .select("kind")
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  const base = await tx.selectFrom("base").select("timeZone").executeTakeFirstOrThrow();
  await demandRole(tx, organisation.kind, { ...input, organisationId });
  await demandNew(tx, organisationId, ctx.now(), input);
  const id = newId();
  const { link, columns } = newLink(ctx, isLinkShown);
  const invitation = {
    id,
    organisationId,
    invitedByOrgId: ctx.actor.organisationId,
    unitId: input.unitId ?? null,
    role: input.role,
    title: input.title ?? null,
    email: input.email,
    name: input.name,
    locale: input.locale,
    seatEndsAt: seatEnd(input.seatEndsOn, base.timeZone, ctx.now()),
    invitedBy: ctx.actor.personId,
    createdAt: ctx.now(),
  };
  await tx
    .insertInto("invitation")
    .values({ ...invitation, ...columns })
    .execute();
  await mailInvitation(tx, ctx, invitation, link);
  await audit(tx, ctx, {
    action: "invitation.sent",
    subjectType: "invitation",
    subjectId: id,
    detail: { organisationId, role: input.role, email: input.email },
  });
  return { id, link };
}

/** A new secret link. Where nobody but the addressee's mailbox gets it, whoever brings it reads that mailbox. */
function newLink(ctx: Context, isShown: boolean) {
  const secret = randomBytes(32).toString("base64url");
  return {
    link: `${publicUrl(ctx.platform)}/invitation/${secret}`,
    columns: {
      secretHash: hashOfToken(secret),
      isLinkPrivate: !isShown && ctx.platform.mailer.send !== null,
      expiresAt: new Date(ctx.now().getTime() + invitationDays * 24 * 3600 * 1000),
    },
  };
}

async function demandNew(
  tx: Transaction,
  organisationId: string,
  now: Date,
  { email, role, unitId }: InvitationInput,
): Promise<void> {
  const offered = await tx
    .selectFrom("invitation")
    .select("id")
    .where("organisationId", "=", organisationId)
    .where("email", "=", email)
    .where("role", "=", role)
    .where("unitId", unitId ? "=" : "is", unitId ?? null)
    .where("acceptedAt", "is", null)
    .where("revokedAt", "is", null)
    .executeTakeFirst();
  if (offered) throw new DomainError("conflict", "identity.errors.alreadyInvited");
  const seated = await tx
    .selectFrom("seat")
    .innerJoin("person", "person.id", "seat.personId")
    .select("seat.id")
    .where("person.email", "=", email)
    .where("seat.organisationId", "=", organisationId)
    .where("seat.role", "=", role)
    .where("seat.unitId", unitId ? "=" : "is", unitId ?? null)
    .where(currentSeat(now))
    .executeTakeFirst();
  if (seated) throw new DomainError("conflict", "identity.errors.alreadySeated");
}

async function mailInvitation(
  tx: Transaction,
  ctx: Context,
  {
    organisationId,
    email,
    name,
    role,
    ...invitation
  }: Pick<Selectable<DB["invitation"]>, "organisationId" | "email" | "name" | "role" | "locale">,
  link: string,
): Promise<void> {
  const locale = invitation.locale as Locale;
  const t = await translator(locale);
  const base = await tx.selectFrom("base").select(["name", "names"]).executeTakeFirstOrThrow();
  const organisation = await tx
    .selectFrom("organisation")
    .select(["name", "names"])
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  const values = {
    name,
    base: nameIn(locale, base.name, base.names),
    organisation: nameIn(locale, organisation.name, organisation.names),
    role: t(`identity.roles.${role as Role}`),
    days: invitationDays,
    link,
  };
  const inviter = ctx.actor.personName;
  const text = inviter
    ? t("identity.mail.invitationText", { ...values, inviter })
    : t("identity.mail.firstInvitationText", values);
  const subject = t("identity.mail.invitationSubject", values);
  await queueMail(tx, ctx, { to: email, subject, text, locale, holdsSecret: true });
}

/** Takes an invitation back; its link stops working at once. */
export async function revokeInvitation(ctx: Context, invitationId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    await openInvitation(tx, ctx, invitationId);
    await tx.updateTable("invitation").set({ revokedAt: ctx.now() }).where("id", "=", invitationId).execute();
    await audit(tx, ctx, { action: "invitation.revoked", subjectType: "invitation", subjectId: invitationId });
  });
}

/** Mails a new link and lets the old one die; the time to answer starts again. */
export async function resendInvitation(ctx: Context, invitationId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const invitation = await openInvitation(tx, ctx, invitationId);
    const { link, columns } = newLink(ctx, false);
    await tx.updateTable("invitation").set(columns).where("id", "=", invitationId).execute();
    await mailInvitation(tx, ctx, invitation, link);
    await audit(tx, ctx, { action: "invitation.resent", subjectType: "invitation", subjectId: invitationId });
  });
}

/** One the actor looks after and nobody has answered. */
async function openInvitation(tx: Transaction, ctx: Context, invitationId: string) {
  const invitation = found(
    await visibleInvitations(tx, ctx.actor).selectAll().where("invitation.id", "=", invitationId).executeTakeFirst(),
  );
  if (invitation.acceptedAt || invitation.revokedAt) throw new DomainError("conflict", "identity.errors.invitationClosed");
  return invitation;
}
