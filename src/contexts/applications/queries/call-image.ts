import type { Context } from "#platform/context.ts";
import { found } from "#platform/errors.ts";
import { fileResponse } from "#platform/files/attachments.ts";
import { beyondWalls } from "../commands/beyond-walls.ts";
import { callRowIn } from "./get-call.ts";

/** The picture of a call, for whoever may read the call; its bytes were looked at when it came in, so a browser may show it. */
export async function readCallImage(ctx: Context, idOrSlug: string): Promise<Response> {
  const { imageFileId, state } = await ctx.transact((tx) => callRowIn(tx, ctx, idOrSlug));
  const file = await beyondWalls(ctx).transact((tx) =>
    tx.selectFrom("file").selectAll().where("id", "=", imageFileId).executeTakeFirst(),
  );
  const response = await fileResponse(ctx, found(file));
  response.headers.set("content-disposition", "inline");
  if (state !== "draft") response.headers.set("cache-control", "public, max-age=3600");
  return response;
}
