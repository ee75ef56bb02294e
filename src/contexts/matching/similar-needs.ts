import { listNeedBriefs, type SimilarNeed } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import { matchingIndex } from "./living-index/platform-index.ts";

const mostSimilar = 5;

/**
 * Earlier needs that look for the same, best first, in whatever language they are written: words and ideas are compared as for companies.
 * Among the needs the actor may read only, and no other need has a part in the result.
 */
export async function findSimilarNeeds(
  ctx: Context,
  { text, excludeId }: { text: string; excludeId?: string },
): Promise<SimilarNeed[]> {
  const needs = await listNeedBriefs(ctx, { exceptId: excludeId });
  const byId = new Map(needs.map((need) => [need.id, need]));
  const similar = await matchingIndex(ctx.platform).similarNeeds(text, [...byId.keys()], mostSimilar);
  return similar.map(({ id, score }) => ({ ...byId.get(id)!, score }));
}
