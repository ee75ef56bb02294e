import { isPassingLink, passingLink } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { downloadPilotFile } from "../commands/pilot-files.ts";
import type { RunningFileQuery } from "../running-schema.ts";
import { partyIn } from "./party.ts";

const linked = (id: string) => ({ kind: "pilot-file", id });

/** A way to the bytes of a pilot's file, for the actor alone and for five minutes. */
export async function linkToPilotFile(ctx: Context, pilotId: string, fileId: string): Promise<{ href: string; expiresAt: Date }> {
  await ctx.transact((tx) => partyIn(tx, ctx, pilotId));
  return passingLink(ctx, `/pilots/${pilotId}/files/${fileId}`, linked(fileId));
}

/** The bytes by such a link; whether the actor may read the file is asked again. */
export async function openPilotFileLink(
  ctx: Context,
  pilotId: string,
  fileId: string,
  query: RunningFileQuery,
): Promise<Response> {
  await ctx.transact((tx) => partyIn(tx, ctx, pilotId));
  if (!isPassingLink(ctx, linked(fileId), query)) throw new DomainError("forbidden", "evaluation.errors.linkExpired");
  return downloadPilotFile(ctx, pilotId, fileId);
}
