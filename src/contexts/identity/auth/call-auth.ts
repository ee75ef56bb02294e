import type { Context, Platform } from "#platform/context.ts";
import { authOf } from "./auth.ts";
import { addressHeader, publicUrl } from "./settings.ts";
import { tooManyAttempts } from "./sign-in-limit.ts";

export interface AuthAnswer {
  ok: boolean;
  /** better-auth's error code, upper case with underscores. */
  code: string | null;
  // The shape depends on the path; callers know theirs.
  body: Record<string, unknown>;
  /** Only the Set-Cookie headers: pass them on with the redirect or data of the action. */
  headers: Headers;
}

/**
 * Asks the sign-in engine on behalf of a page's action. It goes through the engine's request handler, because its direct
 * calls pass by rate limit and hooks. Throws `too_many_requests`; other refusals are answers.
 */
export async function callAuth(
  ctx: Context,
  request: Request,
  path: string,
  body?: Record<string, unknown>,
): Promise<AuthAnswer> {
  const own = new Request(`${publicUrl(ctx.platform)}/api/auth${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      origin: publicUrl(ctx.platform),
      cookie: request.headers.get("cookie") ?? "",
      "user-agent": request.headers.get("user-agent") ?? "",
      [addressHeader]: addressOf(ctx.origin),
      ...(body ? { "content-type": "application/json" } : {}),
    },
    body: body ? JSON.stringify(body) : null,
  });
  const response = await authOf(ctx.platform).handler(own);
  if (response.status === 429) throw tooManyAttempts(Number(response.headers.get("x-retry-after") ?? 60));
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return { ok: response.ok, code: response.ok ? null : String(answer.code ?? "UNKNOWN"), body: answer, headers };
}

// What browsers call themselves; everything else of the engine is reached through our own pages only.
const openPaths = new Set([
  "/api/auth/passkey/generate-authenticate-options",
  "/api/auth/passkey/verify-authentication",
  "/api/auth/passkey/generate-register-options",
  "/api/auth/passkey/verify-registration",
]);

/** Answers the few sign-in addresses a browser calls directly (passkeys). */
export async function authHandler(platform: Platform, request: Request, origin: string | null = null): Promise<Response> {
  if (!openPaths.has(new URL(request.url).pathname)) return new Response(null, { status: 404 });
  const headers = new Headers(request.headers);
  headers.set(addressHeader, addressOf(origin));
  return authOf(platform).handler(new Request(request, { headers }));
}

/** Without a known address (a test, a socket already closed) everybody shares one bucket. */
const addressOf = (origin: string | null): string => (origin === "::ffff:127.0.0.1" ? null : origin) ?? "127.0.0.1";
