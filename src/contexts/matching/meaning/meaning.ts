import type { NeedForMatching } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";

export interface Meaning {
  state: "off" | "used" | "unavailable";
  /** Company id → closeness to the need, 0 to 1; null where there is none. */
  closeness: ReadonlyMap<string, number> | null;
}

export async function meaningOf(_ctx: Context, _need: NeedForMatching): Promise<Meaning> {
  return { state: "off", closeness: null };
}
