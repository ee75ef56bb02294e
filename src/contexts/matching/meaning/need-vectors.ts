import { type SendableNeedField, sendableNeedFieldsIn } from "#contexts/identity/index.ts";
import { needsToEmbed } from "#contexts/needs/index.ts";
import type { Context, Platform } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { ShortVector } from "../core/vector-block.ts";
import type { MatchState } from "../match-state.ts";
import { batchSize, embedTexts, type TextToEmbed } from "./embed-texts.ts";
import type { Endpoint } from "./endpoint.ts";
import { sendableText } from "./sendable-text.ts";
import { hashOf, shorten, storedVector } from "./vector.ts";

/** The stored vector of what may be sent of the need as it is now; "nothing" where nothing may, null where the job has not made it yet. */
export async function needVector(
  ctx: Context,
  { model }: Endpoint,
  { need, walls }: Pick<MatchState, "need" | "walls">,
): Promise<ShortVector | "nothing" | null> {
  return ctx.transact(async (tx) => {
    const text = sendableText({ ...walls, ...need }, await sendableNeedFieldsIn(tx));
    if (text === "") return "nothing";
    const row = await tx
      .selectFrom("needEmbedding")
      .select(["scale", "vector"])
      .where("needId", "=", need.id)
      .where("model", "=", model)
      .where("textHash", "=", hashOf(text))
      .executeTakeFirst();
    return row ? storedVector(row) : null;
  });
}

/**
 * Sends what may be sent of the needs (of all without `needIds`) where it has changed, and forgets the vectors of needs of which nothing
 * may be sent any more. Nothing leaves without an endpoint. Returns how many were sent.
 */
export const embedNeeds = (
  platform: Platform,
  { needIds, signal }: { needIds?: readonly string[]; signal?: AbortSignal } = {},
): Promise<number> =>
  embedTexts(
    platform,
    {
      next: async (tx, model, after) => {
        const needs = await needsToEmbed(tx, { needIds, after, limit: batchSize });
        return { lastId: needs.at(-1)?.id, stale: await changedTexts(tx, model, needs, await sendableNeedFieldsIn(tx)) };
      },
      store: async (tx, ctx, model, embedded) => {
        for (const need of embedded) await store(tx, ctx, model, need);
      },
    },
    signal,
  );

interface NeedText extends TextToEmbed {
  ownerOrgId: string;
}

async function changedTexts(
  tx: Transaction,
  model: string,
  needs: Awaited<ReturnType<typeof needsToEmbed>>,
  allowed: readonly SendableNeedField[],
): Promise<NeedText[]> {
  const stored = await tx
    .selectFrom("needEmbedding")
    .select(["needId", "model", "textHash"])
    .where(
      "needId",
      "in",
      needs.map(({ id }) => id),
    )
    .execute();
  const texts = needs.map((need) => ({ id: need.id, ownerOrgId: need.ownerOrgId, text: sendableText(need, allowed) }));
  const withdrawn = texts.filter(({ text }) => text === "").map(({ id }) => id);
  await tx.deleteFrom("needEmbedding").where("needId", "in", withdrawn).execute();
  return texts.filter(
    ({ id, text }) =>
      text !== "" && !stored.some((row) => row.needId === id && row.model === model && row.textHash === hashOf(text)),
  );
}

async function store(
  tx: Transaction,
  ctx: Context,
  model: string,
  { id: needId, ownerOrgId, text, vector }: NeedText & { vector: number[] },
): Promise<void> {
  const { bytes, scale } = shorten(vector);
  const values = { model, textHash: hashOf(text), scale, vector: Buffer.from(bytes.buffer), embeddedAt: ctx.now() };
  await tx
    .insertInto("needEmbedding")
    .values({ needId, ownerOrgId, ...values })
    .onConflict((conflict) => conflict.column("needId").doUpdateSet(values))
    .execute();
}
