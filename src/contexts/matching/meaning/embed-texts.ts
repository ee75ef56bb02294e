import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { type Endpoint, embed, endpointOf, RefusedTexts } from "./endpoint.ts";

export const batchSize = 64;

export interface TextToEmbed {
  id: string;
  text: string;
}

/** Where texts come from and their vectors go. */
interface EmbeddingSource<Item extends TextToEmbed> {
  /** Of the next batch in the order of the ids: the last id, or none at the end, and the texts that have no vector of the model yet. */
  next(tx: Transaction, model: string, after: string): Promise<{ lastId: string | undefined; stale: Item[] }>;
  store(tx: Transaction, ctx: Context, model: string, embedded: readonly (Item & { vector: number[] })[]): Promise<void>;
}

/**
 * Sends what has no vector of the configured model batch by batch; nothing without an endpoint. Texts the endpoint refuses are left out,
 * logged and sent again the next time. Returns how many were embedded.
 */
export async function embedTexts<Item extends TextToEmbed>(
  platform: Platform,
  source: EmbeddingSource<Item>,
  signal?: AbortSignal,
): Promise<number> {
  const endpoint = endpointOf(platform.config);
  if (!endpoint) return 0;
  const ctx = contextFor(platform, system);
  let count = 0;
  for (let after = "00000000-0000-0000-0000-000000000000"; !signal?.aborted; ) {
    const { lastId, stale } = await ctx.transact((tx) => source.next(tx, endpoint.model, after));
    if (lastId === undefined) break;
    after = lastId;
    if (stale.length === 0) continue;
    const embedded = await embedAccepted(platform, endpoint, stale);
    await ctx.transact((tx) => source.store(tx, ctx, endpoint.model, embedded));
    count += embedded.length;
  }
  return count;
}

/** One text that is refused takes its batch with it, so they are then sent one by one. */
async function embedAccepted<Item extends TextToEmbed>(
  platform: Platform,
  endpoint: Endpoint,
  items: readonly Item[],
): Promise<(Item & { vector: number[] })[]> {
  try {
    const vectors = await embed(
      endpoint,
      items.map(({ text }) => text),
    );
    return items.map((item, at) => ({ ...item, vector: vectors[at]! }));
  } catch (error) {
    if (!(error instanceof RefusedTexts)) throw error;
    const [only, ...more] = items;
    if (more.length > 0) {
      const embedded = [];
      for (const item of items) embedded.push(...(await embedAccepted(platform, endpoint, [item])));
      return embedded;
    }
    platform.log.warn({ error, id: only!.id }, "the embeddings endpoint refused a text; it is left out until the next time");
    return [];
  }
}
