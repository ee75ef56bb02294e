import { sql } from "kysely";
import type { Context, Platform } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { batchSize, embedTexts } from "./embed-texts.ts";
import { hashOf, shorten } from "./vector.ts";

const longestText = 4000;
const nextChange = sql<number>`nextval('app.company_embedding_change_seq')`;

/**
 * Sends the profiles (of all companies without `companyIds`) that have no vector of the configured model, or another text since; nothing
 * without an endpoint. Returns how many.
 */
export const embedCompanies = (
  platform: Platform,
  { companyIds, signal }: { companyIds?: readonly string[]; signal?: AbortSignal } = {},
): Promise<number> =>
  embedTexts(
    platform,
    {
      next: async (tx, model, after) => {
        const rows = await companiesAfter(tx, model, after, companyIds);
        const texts = rows.map((row) => ({ id: row.id, text: textOf(row), textHash: row.textHash }));
        const stale = texts.filter(({ text, textHash }) => text !== "" && hashOf(text) !== textHash);
        return { lastId: rows.at(-1)?.id, stale };
      },
      store: async (tx, ctx, model, embedded) => {
        const ids = await heldCompanies(
          tx,
          embedded.map(({ id }) => id),
        );
        for (const { id, text, vector } of embedded) if (ids.has(id)) await store(tx, ctx, model, id, text, vector);
      },
    },
    signal,
  );

function companiesAfter(tx: Transaction, model: string, after: string, companyIds: readonly string[] | undefined) {
  return tx
    .selectFrom("company")
    .leftJoin("companyEmbedding as embedding", (join) =>
      join.onRef("embedding.companyId", "=", "company.id").on("embedding.model", "=", model),
    )
    .select(["company.id", "company.name", "company.oneLiner", "company.description", "embedding.textHash"])
    .where("company.id", ">", after)
    .$if(companyIds !== undefined, (query) => query.where("company.id", "in", companyIds!))
    .where("company.erasedAt", "is", null)
    .where("company.archivedAt", "is", null)
    .where("company.mergedIntoId", "is", null)
    .orderBy("company.id")
    .limit(batchSize)
    .execute();
}

/** Those not erased while the endpoint was asked; an erasure waits until they are stored, and then removes them. */
async function heldCompanies(tx: Transaction, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("company")
    .select("id")
    .where("id", "in", ids)
    .where("erasedAt", "is", null)
    .orderBy("id")
    .forShare()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function store(
  tx: Transaction,
  ctx: Context,
  model: string,
  companyId: string,
  text: string,
  vector: number[],
): Promise<void> {
  const { bytes, scale } = shorten(vector);
  const values = {
    model,
    changeSeq: nextChange,
    textHash: hashOf(text),
    scale,
    vector: Buffer.from(bytes.buffer),
    embeddedAt: ctx.now(),
  };
  await tx
    .insertInto("companyEmbedding")
    .values({ companyId, ...values })
    .onConflict((conflict) => conflict.column("companyId").doUpdateSet(values))
    .execute();
}

const textOf = ({ name, oneLiner, description }: { name: string; oneLiner: string; description: string }): string =>
  [name, oneLiner, description].filter(Boolean).join("\n").slice(0, longestText);
