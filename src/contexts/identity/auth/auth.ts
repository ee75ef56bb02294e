import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { magicLink, twoFactor } from "better-auth/plugins";
import { CamelCasePlugin, Kysely, PostgresDialect } from "kysely";
import type { Platform } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { sendAddressLink } from "./address-link.ts";
import { authSecret } from "./auth-secret.ts";
import { demoSignIn } from "./demo-sign-in.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { passwordLength } from "./password-length.ts";
import { beforeSession, recordSession } from "./session-guard.ts";
import { addressHeader, addressLinkMinutes, isHttps, publicUrl, sessionDays, signInLinkMinutes } from "./settings.ts";
import { addressRule, takeFromLimit } from "./sign-in-limit.ts";
import { sendSignInLink } from "./sign-in-link.ts";

export type Auth = ReturnType<typeof openAuth>;

const opened = new WeakMap<Platform, Auth>();

/** The sign-in engine over schema auth; one for each platform. */
export function authOf(platform: Platform): Auth {
  const known = opened.get(platform);
  if (known) return known;
  const auth = openAuth(platform);
  opened.set(platform, auth);
  return auth;
}

function openAuth(platform: Platform) {
  const { pool } = platform.database;
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] }).withSchema("auth");
  return betterAuth({
    appName: "Jinqiao",
    baseURL: publicUrl(platform),
    basePath: "/api/auth",
    secret: authSecret(platform.config),
    database: { db: db as never, type: "postgres" },
    trustedOrigins: (request) => trustedOrigins(platform, request),
    logger: {
      level: "error",
      log: (level, message) => platform.log[level === "error" ? "error" : "debug"]({ message }, "sign-in"),
    },
    telemetry: { enabled: false },
    session: { expiresIn: sessionDays * 24 * 3600, disableSessionRefresh: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      password: { hash: (password) => hashPassword(password), verify: verifyPassword },
    },
    user: { changeEmail: { enabled: true } },
    emailVerification: {
      expiresIn: addressLinkMinutes * 60,
      sendVerificationEmail: ({ user, token }) => sendAddressLink(platform, { personId: user.id, newEmail: user.email, token }),
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 120,
      customStorage: { consume: (key, rule) => takeFromLimit(platform, key, rule) },
      customRules: { "/sign-in/email": addressRule, "/two-factor/*": { window: 60, max: 10 } },
    },
    databaseHooks: {
      session: {
        create: {
          before: (session) => beforeSession(platform, session.userId),
          after: (session) => recordSession(platform, session.userId, session.ipAddress ?? null),
        },
      },
    },
    advanced: {
      cookiePrefix: "jinqiao",
      useSecureCookies: isHttps(platform),
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId() },
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: signInLinkMinutes * 60,
        storeToken: "hashed",
        sendMagicLink: ({ email, token, metadata }) => sendSignInLink(platform, email, token, metadata),
      }),
      twoFactor({ issuer: "Jinqiao", skipVerificationOnEnable: false }),
      passkey({
        rpName: "Jinqiao",
        rpID: new URL(publicUrl(platform)).hostname,
        origin: platform.config.PUBLIC_URL ? publicUrl(platform) : null,
        schema: { passkey: { fields: { credentialID: "credentialId" } } },
      }),
      demoSignIn(platform),
    ],
  });
}

/** With PUBLIC_URL only that origin; without it (one machine, no proxy) the address the browser itself used. */
function trustedOrigins(platform: Platform, request: Request | undefined): string[] {
  if (platform.config.PUBLIC_URL || !request) return [publicUrl(platform)];
  return [publicUrl(platform), new URL(request.url).origin];
}
