import type { Context } from "#platform/context.ts";
import type { MatchState } from "../match-state.ts";
import { companyVectors } from "./company-vectors.ts";
import { endpointOf } from "./endpoint.ts";
import { needVector } from "./need-vectors.ts";
import { cosine, spread } from "./vector.ts";

export interface Meaning {
  state: "off" | "used" | "pending";
  /** Company id → closeness to the need, 0 to 1; null where there is none. */
  closeness: ReadonlyMap<string, number> | null;
}

const off: Meaning = { state: "off", closeness: null };
const pending: Meaning = { state: "pending", closeness: null };

/**
 * How close each company is to a need by meaning, from stored vectors alone: a page never asks the endpoint. Off without a configured
 * endpoint and where nothing of the need may be sent; pending, and left to words and concepts, until the jobs have made the vectors.
 */
export async function meaningOf(ctx: Context, state: Pick<MatchState, "need" | "walls">): Promise<Meaning> {
  const endpoint = endpointOf(ctx.platform.config);
  if (!endpoint) return off;
  const asked = await needVector(ctx, endpoint, state);
  if (asked === "nothing") return off;
  if (asked === null) return pending;
  const cosines = new Map<string, number>();
  for (const [id, vector] of await companyVectors(ctx, endpoint)) {
    const value = cosine(asked, vector);
    if (value !== null) cosines.set(id, value);
  }
  return cosines.size === 0 ? pending : { state: "used", closeness: spread(cosines) };
}
