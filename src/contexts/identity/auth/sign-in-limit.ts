import { sql } from "kysely";
import type { Platform } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";

export interface LimitRule {
  /** Seconds. */
  window: number;
  max: number;
}

/** Tries of one address; the engine counts its own by the same rule. */
export const addressRule: LimitRule = { window: 60, max: 10 };
/** Tries of one address at one account: less than half of what the account has, so that neither one address nor two lock its owner out. */
const pairRule: LimitRule = { window: 900, max: 10 };
/** Beside them a limit of each account, against guesses spread over many addresses. */
export const accountRule: LimitRule = { window: 900, max: 25 };

/** Counts one attempt under the key, in the database and in one statement, so that parallel requests and processes share the limit. */
export async function takeFromLimit(
  platform: Platform,
  key: string,
  { window, max }: LimitRule,
): Promise<{ allowed: boolean; retryAfter: number | null }> {
  const { rows } = await sql<{ count: number; seconds: number }>`
    insert into auth.rate_limit as kept (key, count, window_started_at) values (${key}, 1, now())
    on conflict (key) do update set
      count = case when kept.window_started_at <= now() - make_interval(secs => ${window}) then 1 else least(kept.count + 1, ${max + 1}) end,
      window_started_at = case when kept.window_started_at <= now() - make_interval(secs => ${window}) then now() else kept.window_started_at end
    returning count, ceil(extract(epoch from window_started_at + make_interval(secs => ${window}) - now()))::int as seconds
  `.execute(platform.database.kysely);
  const { count, seconds } = rows[0]!;
  return count > max ? { allowed: false, retryAfter: Math.max(1, seconds) } : { allowed: true, retryAfter: null };
}

/** Throws `too_many_requests` once the key's attempts are used up. */
export async function demandFromLimit(platform: Platform, key: string, rule: LimitRule): Promise<void> {
  const { allowed, retryAfter } = await takeFromLimit(platform, key, rule);
  if (!allowed) throw tooManyAttempts(retryAfter ?? rule.window);
}

/** Counts a try to sign in by password; one refused for its address does not count against the account. */
export async function demandPasswordTry(platform: Platform, origin: string | null, email: string): Promise<void> {
  const address = origin ?? "unknown";
  await demandFromLimit(platform, `address|${address}`, addressRule);
  await demandFromLimit(platform, `address|${address}|account|${email}`, pairRule);
  await demandFromLimit(platform, `account|${email}`, accountRule);
}

export const tooManyAttempts = (seconds: number) =>
  new DomainError("too_many_requests", "errors.tooMany", { values: { seconds } });
