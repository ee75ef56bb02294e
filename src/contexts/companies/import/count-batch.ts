import { sql } from "kysely";
import type { Transaction } from "#platform/db/database.ts";
import type { CompanyDraft } from "./company-draft.ts";
import type { BatchResult } from "./write-batch.ts";

/** Identity → content of the rows a dry run has seen. */
export type SeenRows = Map<string, string>;

/** Beyond this many rows a dry run no longer recognises repeats across batches; the real run, which asks the database, does. */
const rememberedRows = 500_000;

/** What writeBatch would do, counted without writing. */
export async function countBatch(
  tx: Transaction,
  { source }: { source: string },
  drafts: readonly CompanyDraft[],
  seen: SeenRows,
): Promise<BatchResult> {
  const known = await tx
    .selectFrom("companySource")
    .select(["externalId", "contentHash"])
    .where("source", "=", source)
    .where("externalId", "=", sql<string>`any(${drafts.map(({ externalId }) => externalId)}::text[])`)
    .execute();
  const hashes = new Map(known.map(({ externalId, contentHash }) => [externalId, contentHash]));
  const result: BatchResult = { created: 0, updated: 0, unchanged: 0, companyIds: [], rejected: [] };
  for (const draft of drafts) {
    const earlier = seen.get(draft.externalId);
    const stored = hashes.get(draft.externalId);
    if (earlier !== undefined && earlier !== draft.contentHash)
      result.rejected.push({ draft, reason: { column: null, code: "duplicateInFile" } });
    else if (earlier !== undefined || stored === draft.contentHash) result.unchanged++;
    else if (stored === undefined) result.created++;
    else result.updated++;
    if (earlier === undefined && seen.size < rememberedRows) seen.set(draft.externalId, draft.contentHash);
  }
  return result;
}
