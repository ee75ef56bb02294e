import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { authOf } from "../auth/auth.ts";
import { callAuth } from "../auth/call-auth.ts";
import { passwordProblem } from "../auth/password.ts";
import { accountRule, demandFromLimit } from "../auth/sign-in-limit.ts";
import { identityEvents } from "../events.ts";
import { canManageOwnAccount } from "../policy.ts";
import { wrongPassword } from "./account.ts";

/**
 * Mails a link to the new address, after proof of the password; nothing changes until it is confirmed. The answer does not tell
 * whether somebody else has the address: then no mail is sent.
 */
export async function requestAddressChange(
  ctx: Context,
  request: Request,
  { email, password }: { email: string; password: string },
): Promise<void> {
  allow(canManageOwnAccount(ctx.actor));
  const person = await ownPerson(ctx);
  if (email === person.email) {
    throw new DomainError("invalid", "errors.invalid", { fields: { email: "identity.errors.addressUnchanged" } });
  }
  await demandFromLimit(ctx.platform, `account|${person.email}`, accountRule);
  // The engine has no address for this question, so it is asked directly, within the account's limit.
  const isRight = await authOf(ctx.platform)
    .api.verifyPassword({ body: { password }, headers: request.headers })
    .then(({ status }) => status)
    .catch(() => false);
  if (!isRight) throw wrongPassword("password");
  const answer = await callAuth(ctx, request, "/change-email", { newEmail: email });
  if (!answer.ok) throw new DomainError("invalid", "errors.invalid", { fields: { email: "identity.errors.emailWrong" } });
  await ctx.transact((tx) =>
    audit(tx, ctx, { action: "address.change-requested", subjectType: "person", subjectId: ctx.actor.personId }),
  );
}

/** Makes the new address the person's own by the token mailed there, within the person's session, and tells the old address. */
export async function confirmAddressChange(ctx: Context, request: Request, token: string): Promise<Headers> {
  allow(canManageOwnAccount(ctx.actor));
  const before = await ownPerson(ctx);
  const answer = await callAuth(ctx, request, `/verify-email?token=${encodeURIComponent(token)}`);
  const after = await ownPerson(ctx);
  if (!answer.ok || after.email === before.email) throw new DomainError("invalid", "identity.errors.linkUsed");
  await tellOfChange(ctx, before, "address");
  return answer.headers;
}

/** Gives a person without a password their first one, and tells their address. */
export async function setFirstPassword(ctx: Context, request: Request, newPassword: string): Promise<void> {
  allow(canManageOwnAccount(ctx.actor));
  const person = await ownPerson(ctx);
  const problem = passwordProblem(newPassword, [person.email, person.name]);
  if (problem) throw new DomainError("invalid", "errors.invalid", { fields: { newPassword: problem } });
  await demandFromLimit(ctx.platform, `account|${person.email}`, accountRule);
  // Only this direct call sets a first password; it refuses where there is one already.
  const { api } = authOf(ctx.platform);
  await api.setPassword({ body: { newPassword }, headers: request.headers }).catch((cause: unknown) => {
    throw new DomainError("conflict", "identity.errors.passwordExists", { cause });
  });
  await tellOfChange(ctx, person, "password");
}

type OwnPerson = Awaited<ReturnType<typeof ownPerson>>;

function ownPerson(ctx: Context) {
  return ctx.transact((tx) =>
    tx.selectFrom("person").select(["email", "name", "locale"]).where("id", "=", ctx.actor.personId).executeTakeFirstOrThrow(),
  );
}

async function tellOfChange(ctx: Context, { email, name, ...person }: OwnPerson, what: "address" | "password"): Promise<void> {
  const locale = person.locale as Locale;
  const t = await translator(locale);
  const text =
    what === "address" ? t("identity.mail.addressChangedText", { name }) : t("identity.mail.passwordSetText", { name });
  await contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    // Nobody's outbox shows it: it is between the base and the person.
    await queueMail(tx, ctx, { to: email, subject: t("identity.mail.changedSubject"), text, locale, orgId: null });
    if (what === "address")
      await publish(tx, ctx, identityEvents.personChanged, { personId: ctx.actor.personId, ownerOrgId: ownedByNobody });
    const action = what === "address" ? "address.changed" : "password.set";
    await audit(tx, ctx, { action, subjectType: "person", subjectId: ctx.actor.personId });
  });
}
