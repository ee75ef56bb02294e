import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import { canReadCompanies } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import { allowToSee, DomainError } from "#platform/errors.ts";
import type { ProfileField } from "./company-document.ts";
import { facetFilters } from "./index-query.ts";
import { openMatchingIndex } from "./living-index/platform-index.ts";
import type { MatchFilter } from "./schema.ts";

const queryLine = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  lang: z.string().optional(),
});

/** Fields searched unless told otherwise: what every source has. */
export const fileFields = ["name", "oneLiner", "description"] as const satisfies readonly ProfileField[];

export interface QueriesFileOptions {
  top?: number;
  /** Of the lines that name none. */
  lang?: string;
  filters?: MatchFilter;
  fields?: readonly ProfileField[];
}

/**
 * Ranks companies for each line `{id, text, lang?}` of a JSONL file; writes `query id, company id as imported, rank, score`
 * separated by tabs. A company of several sources goes by the id of the source it came from first. Words that most of the file's
 * queries share count for less, as they do between the needs of a base. The index is built for the file, from the searched fields alone.
 */
export async function matchQueriesFile(
  ctx: Context,
  inFile: string,
  outFile: string,
  { top = 100, lang: language, filters = {}, fields = fileFields }: QueriesFileOptions = {},
): Promise<{ queries: number; lines: number }> {
  allowToSee(canReadCompanies(ctx.actor));
  const queries = (await readQueries(inFile)).map((query) => ({ ...query, lang: query.lang ?? language }));
  const index = await openMatchingIndex(ctx.platform, { inProcess: true, profileFields: fields });
  const externalIds = await readExternalIds(ctx);
  await index.weighBy(queries.map(({ id, text, lang }) => ({ id: `${filePrefix}${id}`, text, lang: lang ?? "" })));
  const lines: string[] = [];
  try {
    for (const { id, text, lang } of queries) {
      const query = {
        id: `${filePrefix}${id}`,
        title: "",
        text,
        requirements: [],
        tags: [],
        ...(lang ? { language: lang } : {}),
      };
      const { hits } = await index.rank({ query, weighByNeeds: true, top, filters: { facets: facetFilters(filters) } });
      for (const [at, hit] of hits.entries())
        lines.push([id, externalIds.get(hit.id) ?? hit.id, at + 1, hit.score.toFixed(6)].join("\t"));
    }
  } finally {
    await index.weighBy(null);
  }
  await writeFile(outFile, lines.map((line) => `${line}\n`).join(""));
  return { queries: queries.length, lines: lines.length };
}

const filePrefix = "file:";

async function readQueries(file: string) {
  const queries: z.output<typeof queryLine>[] = [];
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
    number++;
    if (line.trim() === "") continue;
    try {
      queries.push(queryLine.parse(JSON.parse(line.replace(/^\uFEFF/, ""))));
    } catch (cause) {
      throw new DomainError("invalid", "matching.errors.queryLine", { values: { line: number }, cause });
    }
  }
  return queries;
}

async function readExternalIds(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.transact((tx) =>
    tx
      .selectFrom("companySource")
      .select(["companyId", "externalId"])
      .orderBy("companyId")
      .orderBy("firstSeenAt")
      .orderBy("id")
      .execute(),
  );
  const ids = new Map<string, string>();
  for (const { companyId, externalId } of rows) if (!ids.has(companyId)) ids.set(companyId, externalId);
  return ids;
}
