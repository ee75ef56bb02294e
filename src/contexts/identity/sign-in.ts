import type { Actor, Platform } from "#platform/context.ts";
import { visitor } from "#platform/context.ts";

/** Finds the person, seat or token behind a request's headers. */
export async function resolveActor(_platform: Platform, _headers: Headers): Promise<{ actor: Actor; locale: string | null }> {
  return { actor: visitor, locale: null };
}

export async function authHandler(_platform: Platform, _request: Request): Promise<Response> {
  return new Response(null, { status: 404 });
}
