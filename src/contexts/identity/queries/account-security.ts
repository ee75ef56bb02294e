import { parseCookies } from "better-auth/cookies";
import { sql } from "kysely";
import { type Context, contextFor, system } from "#platform/context.ts";
import { allow } from "#platform/errors.ts";
import { idleDays, sessionTokenOf } from "../auth/actor.ts";
import { canManageOwnAccount } from "../policy.ts";

export interface SessionView {
  id: string;
  startedAt: string;
  usedAt: string;
  address: string | null;
  device: string | null;
  isCurrent: boolean;
}

export interface AccountSecurity {
  email: string;
  hasPassword: boolean;
  hasTwoStep: boolean;
  passkeys: { id: string; name: string | null; createdAt: string | null }[];
  sessions: SessionView[];
}

/** How the signed-in person signs in, and where they are signed in now. */
export async function getAccountSecurity(ctx: Context, request: Request): Promise<AccountSecurity> {
  allow(canManageOwnAccount(ctx.actor));
  const { personId } = ctx.actor;
  const current = sessionTokenOf(ctx.platform, parseCookies(request.headers.get("cookie") ?? ""));
  return contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    const user = await sql<{ email: string; hasPassword: boolean; hasTwoStep: boolean }>`
      select email, two_factor_enabled as has_two_step,
        exists (select from auth.account where user_id = ${personId} and provider_id = 'credential' and password is not null) as has_password
      from auth."user" where id = ${personId}`.execute(tx);
    const passkeys = await sql<{ id: string; name: string | null; createdAt: Date | null }>`
      select id, name, created_at from auth.passkey where user_id = ${personId} order by created_at`.execute(tx);
    const sessions = await sql<{
      id: string;
      createdAt: Date;
      updatedAt: Date;
      ipAddress: string | null;
      userAgent: string | null;
      isCurrent: boolean;
    }>`
      select id, created_at, updated_at, ip_address, user_agent, token = ${current ?? ""} as is_current from auth.session
      where user_id = ${personId} and expires_at > now() and updated_at > now() - make_interval(days => ${idleDays})
      order by updated_at desc limit 100`.execute(tx);
    return {
      email: user.rows[0]?.email ?? "",
      hasPassword: user.rows[0]?.hasPassword ?? false,
      hasTwoStep: user.rows[0]?.hasTwoStep ?? false,
      passkeys: passkeys.rows.map(({ id, name, createdAt }) => ({ id, name, createdAt: createdAt?.toISOString() ?? null })),
      sessions: sessions.rows.map((row) => ({
        id: row.id,
        startedAt: row.createdAt.toISOString(),
        usedAt: row.updatedAt.toISOString(),
        address: row.ipAddress,
        device: deviceOf(row.userAgent),
        isCurrent: row.isCurrent,
      })),
    };
  });
}

/** "Firefox · Windows": enough to recognise one's own device; null when the browser does not say. */
function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const browser = /Edg\//.test(userAgent) ? "Edge" : /(Firefox|Chrome|Safari)\//.exec(userAgent)?.[1];
  const platform = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent)?.[1]?.replace("Mac OS X", "macOS");
  return [browser, platform].filter(Boolean).join(" · ") || userAgent.slice(0, 60);
}
