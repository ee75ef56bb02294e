import type { Context, Platform } from "#platform/context.ts";
import { DomainError, forbidden, notFound } from "#platform/errors.ts";
import { safeNext } from "#web/sign-in-href.ts";
import { authOf } from "../auth/auth.ts";
import { type AuthAnswer, callAuth } from "../auth/call-auth.ts";
import { demandFromLimit, demandPasswordTry } from "../auth/sign-in-limit.ts";
import type { SignInLinkOrder } from "../auth/sign-in-link.ts";

export interface SignedIn {
  /** True when a second step must follow before there is a session. */
  needsCode: boolean;
  /** Set-Cookie headers for the answer. */
  headers: Headers;
}

/** Signs in by password; the answer never tells whether the address or the password was wrong. */
export async function signInWithPassword(
  ctx: Context,
  request: Request,
  { email, password }: { email: string; password: string },
): Promise<SignedIn> {
  await demandPasswordTry(ctx.platform, ctx.origin, email);
  const answer = await callAuth(ctx, request, "/sign-in/email", { email, password });
  if (!answer.ok) throw refusal(answer, "identity.errors.credentialsWrong", "password");
  return { needsCode: answer.body.twoFactorRedirect === true, headers: answer.headers };
}

/** Finishes a two-step sign-in by the authenticator's code or a backup code. */
export async function signInWithCode(ctx: Context, request: Request, code: string): Promise<SignedIn> {
  const digits = code.replaceAll(/\s/g, "");
  const isTotp = /^\d{6}$/.test(digits);
  const path = isTotp ? "/two-factor/verify-totp" : "/two-factor/verify-backup-code";
  const answer = await callAuth(ctx, request, path, { code: isTotp ? digits : code.trim() });
  if (!answer.ok) throw refusal(answer, "identity.errors.codeWrong", "code");
  return { needsCode: false, headers: answer.headers };
}

export const signInLinkJob = "identity.mail-sign-in-link";

/**
 * Has a sign-in link mailed if the address is known; it leads to the page of ours that was wanted. Whether the address is known, only the
 * job finds out: the answer cannot tell by its time.
 */
export async function requestSignInLink(ctx: Context, email: string, next = "/"): Promise<void> {
  await demandLink(ctx, email);
  await ctx.transact((tx) => ctx.platform.jobs.enqueue(tx, signInLinkJob, { email, next: safeNext(next) }));
}

/** Counts a mailed link: against the address it was asked from and against the one it goes to. */
export async function demandLink(ctx: Context, email: string): Promise<void> {
  await demandFromLimit(ctx.platform, `links|${ctx.origin ?? "unknown"}`, { window: 60, max: 5 });
  await demandFromLimit(ctx.platform, `link|${email}`, { window: 900, max: 5 });
}

/** The engine is asked directly here: the limits were taken when the link was asked for. */
export async function mailSignInLink(platform: Platform, email: string, order: SignInLinkOrder = {}): Promise<void> {
  await authOf(platform).api.signInMagicLink({ body: { email, metadata: { ...order } }, headers: new Headers() });
}

/** Signs in by the token of a mailed link, once. */
export async function signInWithLink(ctx: Context, request: Request, token: string): Promise<SignedIn> {
  const answer = await callAuth(ctx, request, `/magic-link/verify?token=${encodeURIComponent(token)}`);
  if (!answer.ok) throw refusal(answer, "identity.errors.linkUsed", "token");
  return { needsCode: false, headers: answer.headers };
}

/** Signs a visitor of the demo base in as one of its named people; a real base knows no such thing. */
export async function signInAsDemoPerson(ctx: Context, request: Request, personId: string): Promise<SignedIn> {
  const answer = await callAuth(ctx, request, "/sign-in/demo", { personId });
  if (!answer.ok) throw answer.code === "NO_DEMO" ? forbidden("identity.errors.demoOnly") : notFound();
  return { needsCode: false, headers: answer.headers };
}

/** Ends the present session. */
export async function signOut(ctx: Context, request: Request): Promise<Headers> {
  return (await callAuth(ctx, request, "/sign-out", {})).headers;
}

function refusal(answer: AuthAnswer, key: string, field: string): DomainError {
  if (answer.code === "NO_SEAT") return forbidden("identity.errors.noSeat");
  return new DomainError("invalid", key, { fields: { [field]: key } });
}
