import type { Platform } from "#platform/context.ts";

/** Header in which our own server tells better-auth the client's address; a client's own value never gets through. */
export const addressHeader = "x-jinqiao-address";
export const sessionDays = 14;
export const signInLinkMinutes = 15;
export const addressLinkMinutes = 60;

/** Where people reach this server; links in mails are made from it, never from a request's Host header. */
export const publicUrl = ({ config }: Platform): string =>
  (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, "");

export const isHttps = (platform: Platform): boolean => publicUrl(platform).startsWith("https:");
