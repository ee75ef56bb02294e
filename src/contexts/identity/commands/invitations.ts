import { randomBytes } from "node:crypto";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found, notFound } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { translator } from "#platform/i18n/translate.ts";
import { newId } from "#platform/ids.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { hashOfToken } from "../auth/actor.ts";
import { hashPassword, passwordProblem } from "../auth/password.ts";
import { publicUrl } from "../auth/settings.ts";
import { demandFromLimit } from "../auth/sign-in-limit.ts";
import { identityEvents } from "../events.ts";
import { nameIn } from "../names.ts";
import { canInvite, canManagePeople, visibleInvitations } from "../policy.ts";
import type { AcceptanceInput, InvitationInput } from "../schema.ts";
import { invitationState, seatEnd } from "../seat.ts";
import { addPerson, demandRole, giveSeat } from "./founding.ts";

export const invitationDays = 14;

/** Offers a seat of the own organisation by mail; refuses roles it does not have, a foreign unit, and a seat already held or offered. */
export async function invitePerson(ctx: Context, input: InvitationInput): Promise<{ id: string }> {
  allow(canInvite(ctx.actor, input.role));
  return ctx.transact((tx) => inviteInto(tx, ctx, ctx.actor.organisationId!, input));
}

/** The invitation without the inviter's policy, for the first-run wizard; returns the link as well. */
export async function inviteInto(
  tx: Transaction,
  ctx: Context,
  organisationId: string,
  input: InvitationInput,
): Promise<{ id: string; link: string }> {
  const organisation = await tx.selectFrom("organisation").selectAll().where("id", "=", organisationId).executeTakeFirstOrThrow();
  const base = await tx.selectFrom("base").select(["name", "names", "timeZone"]).executeTakeFirstOrThrow();
  await demandRole(tx, organisation.kind, { ...input, organisationId });
  await demandNew(tx, organisationId, ctx.now(), input);
  const secret = randomBytes(32).toString("base64url");
  const id = newId();
  const link = `${publicUrl(ctx.platform)}/invitation/${secret}`;
  await tx
    .insertInto("invitation")
    .values({
      id,
      organisationId,
      unitId: input.unitId ?? null,
      role: input.role,
      title: input.title ?? null,
      email: input.email,
      name: input.name,
      locale: input.locale,
      seatEndsAt: seatEnd(input.seatEndsOn, base.timeZone, ctx.now()),
      secretHash: hashOfToken(secret),
      expiresAt: new Date(ctx.now().getTime() + invitationDays * 24 * 3600 * 1000),
      invitedBy: ctx.actor.personId,
      createdAt: ctx.now(),
    })
    .execute();
  await mailInvitation(tx, ctx, input, { base, organisation, link });
  await audit(tx, ctx, {
    action: "invitation.sent",
    subjectType: "invitation",
    subjectId: id,
    detail: { role: input.role, email: input.email },
  });
  return { id, link };
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
    .where("seat.endedAt", "is", null)
    .where((eb) => eb.or([eb("seat.endsAt", "is", null), eb("seat.endsAt", ">", now)]))
    .executeTakeFirst();
  if (seated) throw new DomainError("conflict", "identity.errors.alreadySeated");
}

interface Named {
  name: string;
  names: unknown;
}

async function mailInvitation(
  tx: Transaction,
  ctx: Context,
  { email, name, role, locale }: InvitationInput,
  { base, organisation, link }: { base: Named; organisation: Named; link: string },
): Promise<void> {
  const t = await translator(locale);
  const values = {
    name,
    base: nameIn(locale, base.name, base.names),
    organisation: nameIn(locale, organisation.name, organisation.names),
    role: t(`identity.roles.${role}`),
    days: invitationDays,
    link,
  };
  const inviter = ctx.actor.personName;
  const text = inviter
    ? t("identity.mail.invitationText", { ...values, inviter })
    : t("identity.mail.firstInvitationText", values);
  await queueMail(tx, ctx, { to: email, subject: t("identity.mail.invitationSubject", values), text, locale });
}

/** Takes an invitation back; its link stops working at once. */
export async function revokeInvitation(ctx: Context, invitationId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const invitation = found(
      await visibleInvitations(tx, ctx.actor).selectAll().where("invitation.id", "=", invitationId).executeTakeFirst(),
    );
    allow(canManagePeople(ctx.actor, invitation.organisationId));
    if (invitation.acceptedAt || invitation.revokedAt) throw new DomainError("conflict", "identity.errors.invitationClosed");
    await tx.updateTable("invitation").set({ revokedAt: ctx.now() }).where("id", "=", invitationId).execute();
    await audit(tx, ctx, { action: "invitation.revoked", subjectType: "invitation", subjectId: invitationId });
  });
}

/** Sends a new link and lets the old one die; the time to answer starts again. */
export async function resendInvitation(ctx: Context, invitationId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const invitation = found(
      await visibleInvitations(tx, ctx.actor).selectAll().where("invitation.id", "=", invitationId).executeTakeFirst(),
    );
    allow(canManagePeople(ctx.actor, invitation.organisationId));
    if (invitation.acceptedAt || invitation.revokedAt) throw new DomainError("conflict", "identity.errors.invitationClosed");
    const secret = randomBytes(32).toString("base64url");
    await tx
      .updateTable("invitation")
      .set({ secretHash: hashOfToken(secret), expiresAt: new Date(ctx.now().getTime() + invitationDays * 24 * 3600 * 1000) })
      .where("id", "=", invitationId)
      .execute();
    const organisation = await tx
      .selectFrom("organisation")
      .select(["name", "names"])
      .where("id", "=", invitation.organisationId)
      .executeTakeFirstOrThrow();
    const base = await tx.selectFrom("base").select(["name", "names"]).executeTakeFirstOrThrow();
    const link = `${publicUrl(ctx.platform)}/invitation/${secret}`;
    await mailInvitation(tx, ctx, invitation as never, { base, organisation, link });
    await audit(tx, ctx, { action: "invitation.resent", subjectType: "invitation", subjectId: invitationId });
  });
}

/**
 * Accepts an invitation by the secret of its link, once. A new person gives a name and a password; a known one must be
 * signed in as the invited person. Unknown, expired, used and revoked links are all "not found" or "expired", nothing more.
 */
export async function acceptInvitation(
  ctx: Context,
  secret: string,
  input: AcceptanceInput,
): Promise<{ email: string; seatId: string }> {
  await demandFromLimit(ctx.platform, `invitation|${ctx.origin ?? "unknown"}`, { window: 600, max: 20 });
  const passwordHash = await hashOfNew(ctx, secret, input);
  const own = contextFor(ctx.platform, { ...system, personId: ctx.actor.personId }, ctx);
  return own.transact(async (tx) => {
    const invitation = await tx
      .selectFrom("invitation")
      .selectAll()
      .where("secretHash", "=", hashOfToken(secret))
      .forUpdate()
      .executeTakeFirst();
    if (!invitation || invitationState(invitation, ctx.now()) !== "open") throw notFound();
    const { organisationId, unitId, role, title, email, locale } = invitation;
    const known = await tx.selectFrom("person").select(["id", "deactivatedAt"]).where("email", "=", email).executeTakeFirst();
    if (known && (known.id !== ctx.actor.personId || known.deactivatedAt))
      throw new DomainError("forbidden", "identity.errors.signInToAccept");
    if (!known && !passwordHash) throw new DomainError("invalid", "errors.invalid", { fields: { password: "errors.required" } });
    const personId =
      known?.id ?? (await addPerson(tx, own, { name: input.name ?? invitation.name, email, locale, passwordHash }));
    const seatId = await giveSeat(tx, own, {
      personId,
      organisationId,
      unitId,
      role: role as never,
      title,
      endsAt: invitation.seatEndsAt,
    });
    await tx
      .updateTable("invitation")
      .set({ acceptedAt: ctx.now(), acceptedBy: personId })
      .where("id", "=", invitation.id)
      .execute();
    await publish(tx, own, identityEvents.seatTaken, { seatId, personId, organisationId });
    await audit(tx, own, {
      action: "invitation.accepted",
      subjectType: "invitation",
      subjectId: invitation.id,
      detail: { personId, seatId },
    });
    return { email, seatId };
  });
}

/** Hashing takes a tenth of a second on purpose, so it stays outside the transaction. */
async function hashOfNew(ctx: Context, secret: string, { name, password }: AcceptanceInput): Promise<string | null> {
  if (!password) return null;
  const own = contextFor(ctx.platform, system, ctx);
  const invitation = await own.transact((tx) =>
    tx.selectFrom("invitation").select(["email", "name"]).where("secretHash", "=", hashOfToken(secret)).executeTakeFirst(),
  );
  if (!invitation) throw notFound();
  const problem = passwordProblem(password, [invitation.email, name ?? invitation.name]);
  if (problem) throw new DomainError("invalid", "errors.invalid", { fields: { password: problem } });
  return hashPassword(password);
}
