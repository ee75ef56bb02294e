import { z } from "zod";
import type { Context } from "#platform/context.ts";
import type { MatchState } from "../match-state.ts";
import { companyVectors } from "./company-vectors.ts";
import { embed, endpointOf } from "./endpoint.ts";
import { cosine, shorten, spread } from "./vector.ts";

export interface Meaning {
  state: "off" | "used" | "unavailable";
  /** Company id → closeness to the need, 0 to 1; null where there is none. */
  closeness: ReadonlyMap<string, number> | null;
}

/** Fields of a need an administrator may allow to be sent to the embeddings endpoint; the teaser is meant for outside anyway. */
export const sendableFields = ["title", "detail", "requirements"] as const;

const settings = z.object({
  embeddings: z.object({ needFields: z.array(z.enum(sendableFields)).catch([]) }).catch({ needFields: [] }),
});

const off: Meaning = { state: "off", closeness: null };

/**
 * How close each company is to a need by meaning. Off without a configured endpoint, and where nothing of the need may be sent; an
 * endpoint that does not answer leaves the ranking to words and concepts and says so. Asks the network, so never inside a transaction.
 */
export async function meaningOf(ctx: Context, state: Pick<MatchState, "need" | "teaser">): Promise<Meaning> {
  const endpoint = endpointOf(ctx.platform.config);
  if (!endpoint) return off;
  const text = await sendableText(ctx, state);
  if (text === "") return off;
  try {
    const vectors = await companyVectors(ctx, endpoint);
    if (vectors.size === 0) return off;
    const [embedded] = await embed(endpoint, [text]);
    const asked = shorten(embedded!);
    const cosines = new Map<string, number>();
    for (const [id, vector] of vectors) {
      const value = cosine(asked, vector);
      if (value !== null) cosines.set(id, value);
    }
    return { state: "used", closeness: spread(cosines) };
  } catch (error) {
    ctx.platform.log.warn({ error, requestId: ctx.requestId }, "embeddings endpoint did not answer");
    return { state: "unavailable", closeness: null };
  }
}

/** Confidential parts only where the base's settings name them. */
async function sendableText(ctx: Context, { need, teaser }: Pick<MatchState, "need" | "teaser">): Promise<string> {
  const base = await ctx.transact((tx) => tx.selectFrom("base").select("settings").executeTakeFirst());
  const { needFields } = settings.catch({ embeddings: { needFields: [] } }).parse(base?.settings ?? {}).embeddings;
  const parts = {
    title: need.title,
    detail: need.detail,
    requirements: need.requirements
      .map(({ text }) => text)
      .filter(Boolean)
      .join("\n"),
  };
  return [teaser, ...needFields.map((field) => parts[field])].filter(Boolean).join("\n");
}
