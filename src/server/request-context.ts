import type { Context as HonoContext } from "hono";
import { getCookie } from "hono/cookie";
import { resolveActor } from "#contexts/identity/index.ts";
import { addresseeLocale } from "#contexts/pilots/index.ts";
import { type Context, contextFor, type Platform } from "#platform/context.ts";
import { chooseLocale, type Locale } from "#platform/i18n/locales.ts";

export interface ServerVariables {
  requestId: string;
  secureHeadersNonce?: string;
}

export type ServerContext = HonoContext<{ Variables: ServerVariables }>;

export const localeCookie = "jinqiao-locale";

/** The path for the log: addresses that come by mail hold their secret. */
export const loggedPath = (path: string): string =>
  path.replace(
    /^((?:\/api\/v1)?\/(?:invitation|answers?|weekly-mail|pilot-calendar|applications\/authors|calls\/news|call-subscriptions)\/)[^/.]+/,
    "$1…",
  );

/** Finds out who asks, in which language, and from where. */
export async function requestContext(platform: Platform, c: ServerContext): Promise<Context> {
  const { actor, locale: personalLocale } = await resolveActor(platform, c.req.raw.headers);
  return contextFor(platform, actor, {
    requestId: c.var.requestId,
    origin: originOf(platform, c),
    locale:
      actor.kind === "token"
        ? programLocale(c, personalLocale)
        : visitorLocale(c, personalLocale ?? (await mailedLocale(platform, c.req.path))),
  });
}

/** Behind the link of a mail words are in the language of whom it was sent to. */
async function mailedLocale(platform: Platform, path: string): Promise<string | null> {
  const [, secret] = /^(?:\/api\/v1)?\/answers?\/([^/.]+)/.exec(path) ?? [];
  return secret ? addresseeLocale(platform, secret) : null;
}

/** The language of an answer to somebody we need not know. */
export const visitorLocale = (c: ServerContext, personal: string | null = null): Locale =>
  chooseLocale(getCookie(c, localeCookie) ?? null, personal, c.req.header("accept-language") ?? null);

/** A program says in which language it wants its answer; if it does not, the person behind its token is asked. */
const programLocale = (c: ServerContext, personal: string | null): Locale =>
  c.req.header("accept-language")
    ? chooseLocale(null, null, c.req.header("accept-language")!)
    : chooseLocale(null, personal, null);

/**
 * The client's address: from the one header our proxy sets, or from the socket. A proxy that appends to what the client sent
 * (X-Forwarded-For) wrote only the last address.
 */
export function originOf({ config }: Platform, c: ServerContext): string | null {
  if (config.TRUSTED_PROXY_HEADER) return c.req.header(config.TRUSTED_PROXY_HEADER)?.split(",").at(-1)?.trim() || null;
  return (c.env as { incoming?: { socket?: { remoteAddress?: string } } })?.incoming?.socket?.remoteAddress ?? null;
}
