import { setImmediate as letOthersRun } from "node:timers/promises";
import { type RawBuilder, sql } from "kysely";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { buildIndex, type CompanyIndex, type CompanyRecord, candidatesFor, type ScoredPair } from "../deduplication/index.ts";
import { companiesChangedSince } from "../queries/company-briefs.ts";

const readAtOnce = 1000;
const comparedAtOnce = 20;
const writtenAtOnce = 500;

/** More are not held in memory at once, some 4 KB each; then only records with the same name or web domain are compared. */
const mostInMemory = 250_000;

export interface Suggested {
  compared: number;
  suggested: number;
}

/**
 * Compares the whole universe, or with `companyIds` these companies against it, and stores pairs that may be one firm. What a person
 * decided stays decided. Beyond `limit` companies only those that share a name or web domain are compared. A whole run also withdraws open suggestions that no longer hold. Never asks about merged, archived or erased records.
 */
export async function suggestDuplicates(
  platform: Platform,
  { companyIds, signal, limit = mostInMemory }: { companyIds?: readonly string[]; signal?: AbortSignal; limit?: number } = {},
): Promise<Suggested> {
  const ctx = contextFor(platform, system);
  const twins = (await ctx.transact((tx) => hasMoreThan(tx, limit))) ? await readTwins(ctx, companyIds) : null;
  const index = twins ? buildIndex([...(await readSome(ctx)), ...twins]) : await currentIndex(ctx);
  const startedAt = ctx.now();
  const pairs = new Map<string, ScoredPair>();
  let compared = 0;
  for await (const records of twins && !companyIds ? [twins] : readRecords(ctx, companyIds)) {
    for (const record of records) {
      signal?.throwIfAborted();
      for (const pair of candidatesFor(record, index)) {
        if (pair.left !== pair.right) pairs.set(`${pair.left} ${pair.right}`, pair);
      }
      if (++compared % comparedAtOnce === 0) await letOthersRun();
    }
  }
  await storePairs(ctx, [...pairs.values()]);
  // What was found when everything could be compared still waits for its judgement.
  if (!companyIds && !twins) await withdrawStale(ctx, new Set(pairs.keys()), startedAt);
  return { compared, suggested: pairs.size };
}

interface KeptIndex {
  index: CompanyIndex;
  changeSeq: number;
  forget: NodeJS.Timeout;
}

const keptIndexes = new WeakMap<Platform, KeptIndex>();
const keepMs = 10 * 60_000;

/** The index of this process, brought up to date by change number; forgotten when nobody asked for it in ten minutes. */
async function currentIndex(ctx: Context): Promise<CompanyIndex> {
  const { platform } = ctx;
  const kept = keptIndexes.get(platform) ?? { index: buildIndex([]), changeSeq: 0 };
  for (;;) {
    const changed = await companiesChangedSince(ctx, kept.changeSeq, readAtOnce);
    if (changed.length === 0) break;
    const ids = changed.filter(({ isGone }) => !isGone).map(({ id }) => id);
    const sources = await ctx.transact((tx) => sourcesOf(tx, ids));
    for (const company of changed) {
      if (company.isGone) kept.index.remove(company.id);
      else kept.index.add({ ...company, sources: sources.get(company.id) ?? [] });
    }
    kept.changeSeq = changed.at(-1)!.changeSeq;
    await letOthersRun();
  }
  clearTimeout(keptIndexes.get(platform)?.forget);
  keptIndexes.set(platform, { ...kept, forget: setTimeout(() => keptIndexes.delete(platform), keepMs).unref() });
  return kept.index;
}

async function hasMoreThan(tx: Transaction, limit: number): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from app.company limit ${limit + 1}) company`.execute(tx);
  return rows[0]!.count > limit;
}

/** Companies that share a name or a web domain with another one, or with one of `companyIds`. */
async function readTwins(ctx: Context, companyIds?: readonly string[]): Promise<CompanyRecord[]> {
  const repeated = (value: RawBuilder<unknown>) =>
    companyIds
      ? sql`select distinct ${value} as value from app.company where id = any (${companyIds}::uuid[])`
      : sql`select ${value} as value from app.company where erased_at is null group by 1 having count(*) > 1`;
  const name = sql`lower(name) collate "C"`;
  const domain = sql`domain`;
  const { rows } = await ctx.transact((tx) =>
    sql<{ id: string }>`
      select id from app.company join (${repeated(name)}) twin on ${name} = twin.value
      union select id from app.company join (${repeated(domain)}) twin on domain = twin.value
      limit ${mostInMemory}`.execute(tx),
  );
  const twins: CompanyRecord[] = [];
  for (let at = 0; at < rows.length; at += readAtOnce) {
    const ids = rows.slice(at, at + readAtOnce).map(({ id }) => id);
    twins.push(...(await ctx.transact((tx) => readBatch(tx, null, ids))));
  }
  return twins;
}

const batchesOfSome = 5;

/** Some companies beside which a name or a city shows how rare it is. */
async function readSome(ctx: Context): Promise<CompanyRecord[]> {
  const some: CompanyRecord[] = [];
  for await (const records of readRecords(ctx)) {
    some.push(...records);
    if (some.length >= batchesOfSome * readAtOnce) break;
  }
  return some;
}

async function* readRecords(ctx: Context, companyIds?: readonly string[]): AsyncGenerator<CompanyRecord[]> {
  let after: string | null = null;
  for (;;) {
    const rows: CompanyRecord[] = await ctx.transact((tx) => readBatch(tx, after, companyIds));
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.id;
  }
}

async function readBatch(tx: Transaction, after: string | null, companyIds?: readonly string[]): Promise<CompanyRecord[]> {
  let select = tx
    .selectFrom("company")
    .select([
      "id",
      "name",
      "legalName",
      "otherNames",
      "formerNames",
      "website",
      "country",
      "city",
      "foundedYear",
      "lang",
      "oneLiner",
      "description",
    ])
    .where("mergedIntoId", "is", null)
    .where("archivedAt", "is", null)
    .where("erasedAt", "is", null)
    .orderBy("id")
    .limit(readAtOnce);
  if (after) select = select.where("id", ">", after);
  if (companyIds) select = select.where("id", "in", [...companyIds]);
  const rows = await select.execute();
  const ids = rows.map(({ id }) => id);
  const sources = await sourcesOf(tx, ids);
  return rows.map((row) => ({ ...row, sources: sources.get(row.id) ?? [] }));
}

async function sourcesOf(tx: Transaction, ids: string[]) {
  const rows = await tx
    .selectFrom("companySource")
    .select(["companyId", "source", "externalId"])
    .where("companyId", "in", ids)
    .execute();
  return Map.groupBy(rows, ({ companyId }) => companyId);
}

async function storePairs(ctx: Context, pairs: readonly ScoredPair[]): Promise<void> {
  for (let at = 0; at < pairs.length; at += writtenAtOnce) {
    const values = pairs.slice(at, at + writtenAtOnce).map(({ left, right, score, reasons }) => ({
      id: newId(),
      leftCompanyId: left,
      rightCompanyId: right,
      score,
      reasons: json(reasons),
      createdAt: ctx.now(),
    }));
    await ctx.transact((tx) =>
      tx
        .insertInto("duplicateSuggestion")
        .values(values)
        .onConflict((conflict) =>
          conflict
            .constraint("duplicate_suggestion_pair")
            .doUpdateSet((eb) => ({ score: eb.ref("excluded.score"), reasons: eb.ref("excluded.reasons") }))
            .where("duplicateSuggestion.status", "=", "open"),
        )
        .execute(),
    );
  }
}

/** Suggestions made while the run was under way belong to a newer run and stay. */
async function withdrawStale(ctx: Context, still: ReadonlySet<string>, startedAt: Date): Promise<void> {
  await ctx.transact(async (tx) => {
    const open = await tx
      .selectFrom("duplicateSuggestion")
      .select(["id", "leftCompanyId", "rightCompanyId"])
      .where("status", "=", "open")
      .where("createdAt", "<", startedAt)
      .execute();
    const stale = open.filter(({ leftCompanyId, rightCompanyId }) => !still.has(`${leftCompanyId} ${rightCompanyId}`));
    for (let at = 0; at < stale.length; at += writtenAtOnce) {
      const ids = stale.slice(at, at + writtenAtOnce).map(({ id }) => id);
      await tx.deleteFrom("duplicateSuggestion").where("id", "in", ids).execute();
    }
  });
}
