import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { DomainError, notFound } from "#platform/errors.ts";
import { hashOfToken } from "../auth/actor.ts";
import { hashPassword, passwordProblem } from "../auth/password.ts";
import { demandFromLimit } from "../auth/sign-in-limit.ts";
import type { Role } from "../roles.ts";
import type { AcceptanceInput } from "../schema.ts";
import { invitationState } from "../seat.ts";
import { addPerson, giveSeat } from "./founding.ts";

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
    const name = input.name ?? invitation.name;
    const isAddressProven = invitation.isLinkPrivate;
    const personId = known?.id ?? (await addPerson(tx, own, { name, email, locale, passwordHash, isAddressProven }));
    const seatId = await giveSeat(tx, own, {
      personId,
      organisationId,
      unitId,
      role: role as Role,
      title,
      endsAt: invitation.seatEndsAt,
    });
    await tx
      .updateTable("invitation")
      .set({ acceptedAt: ctx.now(), acceptedBy: personId })
      .where("id", "=", invitation.id)
      .execute();
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
