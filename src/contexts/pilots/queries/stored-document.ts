import { createHash } from "node:crypto";
import type { Context } from "#platform/context.ts";

/**
 * Whether the bytes that lie in the store for a pilot still have the hash that was taken of them, each time they were given; null where the
 * reader may open no such document.
 */
export async function isIntact(ctx: Context, pilotId: string, sha256: string): Promise<boolean | null> {
  const files = await ctx.transact((tx) =>
    tx
      .selectFrom("pilotFile")
      .select("storageKey")
      .where("pilotId", "=", pilotId)
      .where("sha256", "=", sha256)
      .where("purpose", "=", "agreement")
      .execute(),
  );
  if (files.length === 0) return null;
  for (const { storageKey } of files) if ((await hashOf(ctx, storageKey)) !== sha256) return false;
  return true;
}

async function hashOf(ctx: Context, storageKey: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of await ctx.platform.files.read(storageKey)) hash.update(chunk as Buffer);
  } catch (error) {
    ctx.platform.log.error({ error, requestId: ctx.requestId }, "a signed document cannot be read");
    return null;
  }
  return hash.digest("hex");
}
