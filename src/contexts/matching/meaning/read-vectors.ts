import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { canReadCompanies } from "#contexts/companies/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { VectorStore } from "../core/vectors.ts";
import { matchingIndex } from "../living-index/platform-index.ts";
import type { Endpoint } from "./endpoint.ts";
import { storedVector } from "./vector.ts";
import { type VectorMemory, vectorMemory } from "./vector-memory.ts";

const batchSize = 500;
const patienceMs = 500;

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
  for (;;) {
    const rows = await ctx.transact((tx) => nextVectors(tx, own.model, own.readUntil));
    const blocks = own.store.memories.length;
    for (const { companyId, scale, vector, erasedAt } of rows)
      if (erasedAt === null) own.store.put(companyId, storedVector({ scale, vector }));
    // Not waited for: a thread hears of the blocks before the next search it is asked for.
    if (own.store.memories.length > blocks)
      matchingIndex(platform)
        .serveVectors(own.store.memories)
        .catch(() => {});
    own.readUntil = rows.at(-1)?.changeSeq ?? own.readUntil;
    if (rows.length < batchSize) break;
  }
  own.isComplete = true;
}

/**
 * In the order of writing. Waits for writers in flight when there is something to read, so that no smaller number appears afterwards. The
 * limit comes before the join, so that it is one walk along the index whatever the statistics say.
 */
async function nextVectors(tx: Transaction, model: string, after: number) {
  const following = tx.selectFrom("companyEmbedding").where("model", "=", model).where("changeSeq", ">", after);
  if (!(await following.select("companyId").limit(1).executeTakeFirst())) return [];
  await sql`select pg_advisory_xact_lock(7204064)`.execute(tx);
  return tx
    .selectFrom(following.select(["companyId", "scale", "vector", "changeSeq"]).orderBy("changeSeq").limit(batchSize).as("next"))
    .innerJoin("company", "company.id", "next.companyId")
    .select(["companyId", "scale", "vector", "next.changeSeq", "erasedAt"])
    .orderBy("next.changeSeq")
    .execute();
}
