import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { canReadCompanies } from "#contexts/companies/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { VectorStore } from "../core/vectors.ts";
import { matchingIndex } from "../living-index/living-index.ts";
import type { Endpoint } from "./endpoint.ts";
import { storedVector } from "./vector.ts";
import { type VectorMemory, vectorMemory } from "./vector-memory.ts";

const batchSize = 500;
const noId = "00000000-0000-0000-0000-000000000000";
const patienceMs = 500;
/** Rows are stamped before they are committed: what was written last is read again for a while. */
const lateMs = 10_000;
const settledMs = 60_000;

/**
 * The stored vectors of the configured model, in memory that the search threads share; read on from where the last reading ended. Null
 * until all were read once, which takes a while for a million: a page waits half a second and goes on in the background.
 */
export async function companyVectors(ctx: Context, { model }: Endpoint): Promise<VectorStore | null> {
  if (!canReadCompanies(ctx.actor)) return null;
  const own = vectorMemory(ctx.platform, model);
  own.reading ??= readOn(ctx.platform, own)
    .catch((error: unknown) => ctx.platform.log.warn({ error }, "vectors of companies could not be read"))
    .finally(() => {
      own.reading = null;
    });
  await Promise.race([own.reading, sleep(patienceMs, undefined, { ref: false })]);
  return own.isComplete ? own.store : null;
}

async function readOn(platform: Platform, own: VectorMemory): Promise<void> {
  const ctx = contextFor(platform, system);
  for (let after = startOf(ctx, own); ; ) {
    const rows = await ctx.transact((tx) => nextVectors(tx, own.model, after));
    const blocks = own.store.memories.length;
    for (const { companyId, scale, vector, erasedAt } of rows)
      if (erasedAt === null) own.store.put(companyId, storedVector({ scale, vector }));
    // Not waited for: a thread hears of the blocks before the next search it is asked for.
    if (own.store.memories.length > blocks)
      matchingIndex(platform)
        .serveVectors(own.store.memories)
        .catch(() => {});
    const last = rows.at(-1);
    if (last) {
      after = { at: last.embeddedAt, companyId: last.companyId };
      if (own.readUntil === null || last.embeddedAt >= own.readUntil.at) own.readUntil = after;
    }
    if (rows.length < batchSize) break;
  }
  own.isComplete = true;
}

/** In the order of writing. The limit comes before the join, so that it is one walk along the index whatever the statistics say. */
function nextVectors(tx: Transaction, model: string, after: { at: Date; companyId: string }) {
  return tx
    .selectFrom((query) =>
      query
        .selectFrom("companyEmbedding")
        .select(["companyId", "scale", "vector", "embeddedAt"])
        .where("model", "=", model)
        .where(sql<boolean>`(embedded_at, company_id) > (${after.at}, ${after.companyId})`)
        .orderBy("embeddedAt")
        .orderBy("companyId")
        .limit(batchSize)
        .as("next"),
    )
    .innerJoin("company", "company.id", "next.companyId")
    .select(["companyId", "scale", "vector", "embeddedAt", "erasedAt"])
    .orderBy("embeddedAt")
    .orderBy("companyId")
    .execute();
}

function startOf(ctx: Context, { readUntil }: VectorMemory): { at: Date; companyId: string } {
  if (readUntil === null) return { at: new Date(0), companyId: noId };
  const isSettled = ctx.now().getTime() - readUntil.at.getTime() > settledMs;
  return isSettled ? readUntil : { at: new Date(readUntil.at.getTime() - lateMs), companyId: noId };
}
