import { parseCookies } from "better-auth/cookies";
import { sql } from "kysely";
import { type Context, contextFor, system } from "#platform/context.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { sessionTokenOf } from "../auth/actor.ts";
import { verifyPassword } from "../auth/password.ts";
import { demandFromLimit } from "../auth/sign-in-limit.ts";
import { canManageOwnAccount } from "../policy.ts";

/** A sign-in, by whatever way, proves for this long that the person is the one who sits there. */
export const recentSignInMinutes = 15;

export type PersonProof = "password" | "recentSignIn";

/**
 * Asks once more whether the signed-in person is who they are, before something that binds their organisation: by the own password, or by
 * having signed in (link, passkey, password) minutes ago. Guesses are counted as those of a sign-in are.
 */
export async function confirmPerson(ctx: Context, request: Request, password: string | null): Promise<PersonProof> {
  allow(canManageOwnAccount(ctx.actor));
  const { personId } = ctx.actor;
  const token = sessionTokenOf(ctx.platform, parseCookies(request.headers.get("cookie") ?? ""));
  const { hash, isRecent } = await contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    const { rows } = await sql<{ hash: string | null; isRecent: boolean }>`
      select (select password from auth.account where user_id = ${personId} and provider_id = 'credential' limit 1) as hash,
        exists (select from auth.session where user_id = ${personId} and token = ${token ?? ""}
          and created_at > now() - make_interval(mins => ${recentSignInMinutes})) as is_recent`.execute(tx);
    return rows[0]!;
  });
  if (password && hash) {
    await demandFromLimit(ctx.platform, `confirm|${personId}`, { window: 900, max: 10 });
    if (await verifyPassword({ hash, password })) return "password";
    throw new DomainError("invalid", "errors.invalid", { fields: { password: "identity.errors.passwordWrong" } });
  }
  if (isRecent) return "recentSignIn";
  const sentence = hash ? "identity.errors.passwordAgain" : "identity.errors.signInAgain";
  throw new DomainError("invalid", "errors.invalid", { fields: { password: sentence } });
}
