import { createHmac } from "node:crypto";
import { authSecret } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { isSameText } from "#platform/same-text.ts";
import { downloadPilotFile } from "../commands/pilot-files.ts";
import type { RunningFileQuery } from "../running-schema.ts";
import { partyIn } from "./party.ts";

const linkMinutes = 5;

/** A way to the bytes of a pilot's file, for the actor alone and for five minutes. */
export async function linkToPilotFile(ctx: Context, pilotId: string, fileId: string): Promise<{ href: string; expiresAt: Date }> {
  await ctx.transact((tx) => partyIn(tx, ctx, pilotId));
  const expires = Math.floor(ctx.now().getTime() / 1000) + linkMinutes * 60;
  const href = `/pilots/${pilotId}/files/${fileId}?expires=${expires}&signature=${signatureOf(ctx, fileId, expires)}`;
  return { href, expiresAt: new Date(expires * 1000) };
}

/** The bytes by such a link; whether the actor may read the file is asked again. */
export async function openPilotFileLink(
  ctx: Context,
  pilotId: string,
  fileId: string,
  { expires, signature = "" }: RunningFileQuery,
): Promise<Response> {
  await ctx.transact((tx) => partyIn(tx, ctx, pilotId));
  const isSigned = expires !== undefined && isSameText(signature, signatureOf(ctx, fileId, expires));
  if (!isSigned || expires * 1000 < ctx.now().getTime()) throw new DomainError("forbidden", "evaluation.errors.linkExpired");
  return downloadPilotFile(ctx, pilotId, fileId);
}

const signatureOf = ({ platform, actor }: Context, fileId: string, expires: number): string =>
  createHmac("sha256", authSecret(platform.config))
    .update(`pilot-file|${fileId}|${actor.personId}|${expires}`)
    .digest("base64url");
