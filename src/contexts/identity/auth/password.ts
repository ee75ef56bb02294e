import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { dictionary } from "@zxcvbn-ts/language-common";
import { passwordLength } from "./password-length.ts";

// OWASP Password Storage Cheat Sheet: N=2^15, r=8, p=3 is its scrypt setting for 32 MiB.
const strongCost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const keyBytes = 32;

/** `scrypt$N$r$p$salt$hash`, so that a later, stronger setting can still verify older hashes. `cost` is for tests. */
export async function hashPassword(password: string, cost = strongCost): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [scheme, n, r, p, salt, key] = hash.split("$");
  if (scheme !== "scrypt" || !salt || !key) return false;
  const expected = Buffer.from(key, "base64url");
  const given = await derive(password, Buffer.from(salt, "base64url"), {
    ...strongCost,
    N: Number(n),
    r: Number(r),
    p: Number(p),
  });
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/**
 * OWASP ASVS 5.0, 6.2: a length, none of the well-known passwords, no rules of composition. Returns the catalogue key of what
 * is wrong with a new password, or null. `context` are words an attacker tries first: name, address, base.
 */
export function passwordProblem(password: string, context: readonly string[] = []) {
  const length = [...password].length;
  if (length < passwordLength.min) return "identity.errors.passwordTooShort" as const;
  if (length > passwordLength.max) return "identity.errors.passwordTooLong" as const;
  if (isWellKnown(password)) return "identity.errors.passwordKnown" as const;
  if (isMadeOf(password, context)) return "identity.errors.passwordFromName" as const;
  return null;
}

let wellKnown: Set<string> | null = null;

function isWellKnown(password: string): boolean {
  wellKnown ??= new Set(dictionary["passwords-common"]);
  const plain = password.toLowerCase();
  return wellKnown.has(plain) || wellKnown.has(plain.replace(/[\d\W_]+$/, "")) || new Set(plain).size <= 2;
}

function isMadeOf(password: string, context: readonly string[]): boolean {
  const plain = password.toLowerCase();
  const texts = context.map((text) => text.toLowerCase());
  const words = [...texts, ...texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))].filter((word) => word.length >= 4);
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), plain);
  return rest !== plain && rest.length < 5;
}

function derive(password: string, salt: Buffer, options: typeof strongCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
