import type { Platform } from "#platform/context.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { seatCookie } from "./actor.ts";
import { isHttps } from "./settings.ts";

const yearSeconds = 365 * 24 * 3600;

const cookie = (platform: Platform, name: string, value: string): string =>
  `${name}=${value}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${isHttps(platform) ? "; Secure" : ""}`;

export const localeCookieOf = (platform: Platform, locale: Locale): string => cookie(platform, "jinqiao-locale", locale);

export const seatCookieOf = (platform: Platform, seatId: string): string => cookie(platform, seatCookie, seatId);
