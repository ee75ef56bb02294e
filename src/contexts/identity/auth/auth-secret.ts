import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "#platform/config.ts";

const secrets = new WeakMap<Config, string>();

/**
 * The key that signs cookies and links: AUTH_SECRET, or with the embedded database one generated once and kept in DATA_DIR.
 * Throws with a sentence for the operator where several processes could share a PostgreSQL server without sharing the key.
 */
export function authSecret(config: Config): string {
  const known = secrets.get(config);
  if (known) return known;
  const secret = config.AUTH_SECRET ?? keptSecret(config);
  secrets.set(config, secret);
  return secret;
}

function keptSecret(config: Config): string {
  if (config.DATABASE_URL) {
    throw new Error(
      "AUTH_SECRET is missing. With DATABASE_URL every server process needs the same one: set it to 32 or more random characters, for example from `openssl rand -base64 32`, and start again.",
    );
  }
  const file = join(config.DATA_DIR, "auth-secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(config.DATA_DIR, { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
