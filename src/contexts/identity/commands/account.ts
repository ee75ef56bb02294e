import { parseCookies } from "better-auth/cookies";
import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { allow, DomainError, notFound } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { sessionTokenOf } from "../auth/actor.ts";
import { type AuthAnswer, callAuth } from "../auth/call-auth.ts";
import { passwordProblem } from "../auth/password.ts";
import { identityEvents } from "../events.ts";
import { canManageOwnAccount } from "../policy.ts";
import { listMySeats } from "../queries/people.ts";
import type { ProfileInput } from "../schema.ts";

/** Changes the own name, language and time zone. */
export async function changeProfile(ctx: Context, { name, locale, timeZone }: ProfileInput): Promise<void> {
  allow(canManageOwnAccount(ctx.actor));
  await ctx.transact(async (tx) => {
    await tx
      .updateTable("person")
      .set({ name, locale, timeZone: timeZone ?? null })
      .where("id", "=", ctx.actor.personId)
      .execute();
    await publish(tx, ctx, identityEvents.personChanged, { personId: ctx.actor.personId, ownerOrgId: ownedByNobody });
    await audit(tx, ctx, { action: "person.changed", subjectType: "person", subjectId: ctx.actor.personId });
  });
  await systemOf(ctx).transact((tx) =>
    sql`update auth."user" set name = ${name}, updated_at = now() where id = ${ctx.actor.personId}`.execute(tx),
  );
}

/** Changes the own password after proof of the present one, ends every other session, and keeps this one. */
export async function changePassword(
  ctx: Context,
  request: Request,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<AuthAnswer> {
  allow(canManageOwnAccount(ctx.actor));
  const person = await ctx.transact((tx) =>
    tx.selectFrom("person").select(["email", "name"]).where("id", "=", ctx.actor.personId).executeTakeFirstOrThrow(),
  );
  const problem = passwordProblem(newPassword, [person.email, person.name]);
  if (problem) throw new DomainError("invalid", "errors.invalid", { fields: { newPassword: problem } });
  const answer = await callAuth(ctx, request, "/change-password", { currentPassword, newPassword, revokeOtherSessions: true });
  if (!answer.ok) throw wrongPassword("currentPassword");
  await record(ctx, "password.changed");
  return answer;
}

export const wrongPassword = (field: string) =>
  new DomainError("invalid", "errors.invalid", { fields: { [field]: "identity.errors.passwordWrong" } });

/** Starts two-step sign-in: returns the authenticator's address and the backup codes; it is on once a code was verified. */
export async function startTwoStep(
  ctx: Context,
  request: Request,
  password: string,
): Promise<{ totpUri: string; backupCodes: string[]; headers: Headers }> {
  allow(canManageOwnAccount(ctx.actor));
  const answer = await callAuth(ctx, request, "/two-factor/enable", { password });
  if (!answer.ok) throw wrongPassword("password");
  return { totpUri: String(answer.body.totpURI), backupCodes: answer.body.backupCodes as string[], headers: answer.headers };
}

export async function confirmTwoStep(ctx: Context, request: Request, code: string): Promise<AuthAnswer> {
  allow(canManageOwnAccount(ctx.actor));
  const answer = await callAuth(ctx, request, "/two-factor/verify-totp", { code });
  if (!answer.ok) throw new DomainError("invalid", "errors.invalid", { fields: { code: "identity.errors.codeWrong" } });
  await record(ctx, "two-step.enabled");
  return answer;
}

export async function stopTwoStep(ctx: Context, request: Request, password: string): Promise<AuthAnswer> {
  allow(canManageOwnAccount(ctx.actor));
  const answer = await callAuth(ctx, request, "/two-factor/disable", { password });
  if (!answer.ok) throw wrongPassword("password");
  await record(ctx, "two-step.disabled");
  return answer;
}

/** Removes one of the own passkeys. */
export async function removePasskey(ctx: Context, passkeyId: string): Promise<void> {
  allow(canManageOwnAccount(ctx.actor));
  await systemOf(ctx).transact(async (tx) => {
    const { numAffectedRows } =
      await sql`delete from auth.passkey where id = ${passkeyId} and user_id = ${ctx.actor.personId}`.execute(tx);
    if (numAffectedRows === 0n) throw notFound();
  });
  await record(ctx, "passkey.removed");
}

/** Ends one of the own sessions, or with "others" all but the present one. */
export async function endSessions(ctx: Context, request: Request, which: string): Promise<void> {
  allow(canManageOwnAccount(ctx.actor));
  const current = sessionTokenOf(ctx.platform, parseCookies(request.headers.get("cookie") ?? ""));
  const condition = which === "others" ? sql`token <> ${current ?? ""}` : sql`id = ${which}`;
  await systemOf(ctx).transact(async (tx) => {
    await sql`delete from auth.session where user_id = ${ctx.actor.personId} and ${condition}`.execute(tx);
  });
  await record(ctx, "session.ended");
}

async function record(ctx: Context, action: string): Promise<void> {
  await ctx.transact((tx) => audit(tx, ctx, { action, subjectType: "person", subjectId: ctx.actor.personId }));
}

const systemOf = (ctx: Context): Context => contextFor(ctx.platform, system, ctx);

/** Checks that the seat to switch to is one of the person's own, current ones. */
export async function chooseSeat(ctx: Context, seatId: string): Promise<void> {
  allow(canManageOwnAccount(ctx.actor));
  const seats = await listMySeats(ctx);
  if (!seats.some(({ id }) => id === seatId)) throw notFound();
}
