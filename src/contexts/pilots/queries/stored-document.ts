import { createHash } from "node:crypto";
import type { Context } from "#platform/context.ts";

/** Whether the bytes that lie in the store still have the hash that was taken of them; null where the reader may open no such document. */
export async function isIntact(ctx: Context, sha256: string): Promise<boolean | null> {
  const file = await ctx.transact((tx) =>
    tx
      .selectFrom("pilotFile")
      .select("storageKey")
      .where("sha256", "=", sha256)
      .where("purpose", "=", "agreement")
      .limit(1)
      .executeTakeFirst(),
  );
  if (!file) return null;
  const hash = createHash("sha256");
  try {
    for await (const chunk of await ctx.platform.files.read(file.storageKey)) hash.update(chunk as Buffer);
  } catch (error) {
    ctx.platform.log.error({ error, requestId: ctx.requestId }, "a signed document cannot be read");
    return false;
  }
  return hash.digest("hex") === sha256;
}
