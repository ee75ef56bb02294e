import { createHmac } from "node:crypto";
import type { Context } from "#platform/context.ts";
import { isSameText } from "#platform/same-text.ts";
import { authSecret } from "./auth-secret.ts";

const linkMinutes = 5;

/** What a passing link leads to: a kind of thing and its id. */
export interface LinkedThing {
  kind: string;
  id: string;
}

/** A link to a thing for the actor alone and for five minutes; whether they may read it is asked again where it leads. */
export function passingLink(ctx: Context, path: string, thing: LinkedThing): { href: string; expiresAt: Date } {
  const expires = Math.floor(ctx.now().getTime() / 1000) + linkMinutes * 60;
  return {
    href: `${path}?expires=${expires}&signature=${signatureOf(ctx, thing, expires)}`,
    expiresAt: new Date(expires * 1000),
  };
}

/** `expires` in seconds since 1970. */
export const isPassingLink = (
  ctx: Context,
  thing: LinkedThing,
  { expires, signature }: { expires?: number | undefined; signature?: string | undefined },
): boolean =>
  expires !== undefined && expires * 1000 >= ctx.now().getTime() && isSameText(signature ?? "", signatureOf(ctx, thing, expires));

const signatureOf = ({ platform, actor }: Context, { kind, id }: LinkedThing, expires: number): string =>
  createHmac("sha256", authSecret(platform.config)).update(`${kind}|${id}|${actor.personId}|${expires}`).digest("base64url");
