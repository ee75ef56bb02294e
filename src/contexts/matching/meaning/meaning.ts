import type { Context } from "#platform/context.ts";
import { matchingIndex } from "../living-index/platform-index.ts";
import type { MatchState } from "../match-state.ts";
import { endpointOf } from "./endpoint.ts";
import { needVector } from "./need-vectors.ts";
import { companyVectors } from "./read-vectors.ts";

/** How close companies are to a need: cosines, spread over 0 to 1 between the least and the greatest of all companies. */
export interface Closeness {
  /** The closest companies of all, best first. */
  closest: string[];
  /** Null for a company without a vector. */
  of(companyId: string): number | null;
}

export interface Meaning {
  state: "off" | "used" | "pending";
  closeness: Closeness | null;
}

const mostClosest = 300;
const off: Meaning = { state: "off", closeness: null };
const pending: Meaning = { state: "pending", closeness: null };

/**
 * How close companies are to a need by meaning, from stored vectors alone: a page never asks the endpoint. Off without a configured
 * endpoint and where nothing of the need may be sent; pending, and left to words and concepts, until the jobs have made the vectors
 * and this process has read them. All companies are compared in the threads of the index.
 */
export async function meaningOf(ctx: Context, state: Pick<MatchState, "need" | "walls">): Promise<Meaning> {
  const endpoint = endpointOf(ctx.platform.config);
  if (!endpoint) return off;
  const asked = await needVector(ctx, endpoint, state);
  if (asked === "nothing") return off;
  if (asked === null) return pending;
  const vectors = await companyVectors(ctx, endpoint);
  if (vectors === null) return pending;
  const { closest, least, most } = await matchingIndex(ctx.platform).closest(asked, mostClosest);
  if (least > most) return pending;
  const range = most - least || 1;
  return {
    state: "used",
    closeness: {
      closest: closest.map(([id]) => id),
      of: (companyId) => {
        const cosine = vectors.cosine(companyId, asked);
        // A vector that changed since may lie outside of what was found.
        return cosine === null ? null : Math.min(1, Math.max(0, (cosine - least) / range));
      },
    },
  };
}
