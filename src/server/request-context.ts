import type { Context as HonoContext } from "hono";
import { getCookie } from "hono/cookie";
import { resolveActor } from "#contexts/identity/index.ts";
import { contextFor, type Context, type Platform } from "#platform/context.ts";
import { chooseLocale } from "#platform/i18n/locales.ts";

export interface ServerVariables {
  requestId: string;
  secureHeadersNonce?: string;
}

export type ServerContext = HonoContext<{ Variables: ServerVariables }>;

export const localeCookie = "jinqiao-locale";

/** Finds out who asks, in which language, and from where. */
export async function requestContext(platform: Platform, c: ServerContext): Promise<Context> {
  const { actor, locale: personalLocale } = await resolveActor(platform, c.req.raw.headers);
  const header = platform.config.TRUSTED_PROXY_HEADER;
  return contextFor(platform, actor, {
    requestId: c.var.requestId,
    origin: header ? (c.req.header(header) ?? null) : ((c.env as { incoming?: { socket?: { remoteAddress?: string } } })?.incoming?.socket?.remoteAddress ?? null),
    locale: chooseLocale(getCookie(c, localeCookie) ?? null, personalLocale, c.req.header("accept-language") ?? null),
  });
}
