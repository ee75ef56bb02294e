import type { Platform } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { problemResponse } from "./problem.ts";
import { originOf, type ServerContext, visitorLocale } from "./request-context.ts";

const windowMs = 60_000;

/** Limits each address to a fixed number of requests a minute, per process; sign-in has a stricter limit of its own. */
export function rateLimit(platform: Platform) {
  let windowStart = 0;
  let counts = new Map<string, number>();
  return async (c: ServerContext, next: () => Promise<void>) => {
    const now = Date.now();
    if (now - windowStart >= windowMs) {
      windowStart = now;
      counts = new Map();
    }
    const address = originOf(platform, c) ?? "unknown";
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count <= platform.config.RATE_LIMIT_PER_MINUTE) return next();
    const seconds = Math.ceil((windowStart + windowMs - now) / 1000);
    const response = await problemResponse(
      new DomainError("too_many_requests", "errors.tooMany", { values: { seconds } }),
      visitorLocale(c),
      c.var.requestId,
    );
    response.headers.set("retry-after", String(seconds));
    c.res = response;
  };
}
