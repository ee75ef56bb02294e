import { sql } from "kysely";
import { searchTextOf } from "#contexts/companies/company.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { generateUniverse, universeLimit, universeSource } from "./index.ts";

export interface UniverseProgress {
  /** Companies of the universe in the database, those of earlier loads included. */
  loaded: number;
  wanted: number;
}

/** Small enough that a page waits for the embedded database's one connection no longer than a blink. */
const writtenAtOnce = 250;

/**
 * Adds the companies of the synthetic universe that are not there yet, up to the wanted number; removes none. Each batch commits
 * by itself and others use the database between two, so an interrupted load goes on where it stopped. Tells nobody of new
 * companies (no alerts, no comparison for duplicates); the matching index follows them as it follows every change.
 */
export async function loadUniverse(
  platform: Platform,
  companies: number,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: UniverseProgress) => void } = {},
): Promise<{ added: number }> {
  const ctx = contextFor(platform, system);
  await demandInventedBase(ctx);
  const from = await ctx.transact(loadedCompanies);
  let loaded = from;
  let writing: Promise<void> = Promise.resolve();
  for (let at = from; at < companies; at += writtenAtOnce) {
    const until = Math.min(companies, at + writtenAtOnce);
    // Made while the batch before is being written.
    const batch = batchOf(at, until);
    await writing;
    signal?.throwIfAborted();
    writing = ctx.transact((tx) => writeBatch(tx, batch));
    writing.catch(() => {});
    loaded = at;
    if (loaded > from) onProgress?.({ loaded, wanted: companies });
  }
  await writing;
  if (from >= companies) return { added: 0 };
  onProgress?.({ loaded: companies, wanted: companies });
  for (const table of ["company", "company_source", "company_translation"])
    await sql`vacuum (analyze) ${sql.table(`app.${table}`)}`.execute(platform.database.kysely);
  return { added: companies - from };
}

/** A number of companies as typed ("100000" or "100_000"). Throws with the bounds for anything else. */
export function universeCount(text: string): number {
  const companies = /^\d[\d_]*$/u.test(text) ? Number(text.replaceAll("_", "")) : 0;
  if (companies >= 1 && companies <= universeLimit) return companies;
  throw new RangeError(`A universe has a number of companies between 1 and ${universeLimit}, for example 100000.`);
}

async function demandInventedBase(ctx: Context): Promise<void> {
  const base = await ctx.transact((tx) => tx.selectFrom("base").select("mode").executeTakeFirst());
  if (base && base.mode !== "demo")
    throw new Error("This base is a real one: invented companies are loaded into a demo base only.");
}

/** Ids say the number of the company, so that the greatest tells where to go on. */
const idOf = (number: number): string => `01000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

/** How many companies of the universe the database holds. */
async function loadedCompanies(tx: Transaction): Promise<number> {
  const last = await tx
    .selectFrom("company")
    .select("id")
    .where("id", ">=", idOf(0))
    .where("id", "<=", idOf(universeLimit))
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return last ? Number.parseInt(last.id.slice(-12), 16) + 1 : 0;
}

interface Batch {
  companies: string;
  translations: string;
}

/** Before any other company: what people add comes first where the newest come first. */
const firstDay = Date.UTC(2020, 0, 1);
const betweenMs = 30_000;

function batchOf(from: number, until: number): Batch {
  const companies: Record<string, unknown>[] = [];
  const translations: Record<string, unknown>[] = [];
  let number = from;
  for (const company of generateUniverse({ companies: until, from })) {
    const id = idOf(number);
    const at = new Date(firstDay + number * betweenMs).toISOString();
    number++;
    companies.push({
      id,
      name: company.name,
      legal_name: company.legalName,
      other_names: company.otherNames,
      lang: company.lang,
      one_liner: company.oneLiner,
      description: company.description,
      tags: company.tags,
      field: company.field,
      topics: company.topics,
      country: company.country,
      city: company.city,
      founded_year: company.foundedYear,
      team_size: company.teamSize,
      stage: company.stage,
      status: company.status,
      website: company.website,
      certificates: company.certificates,
      search_text: searchTextOf(
        company,
        company.translations.map(({ oneLiner }) => oneLiner),
      ),
      created_at: at,
    });
    for (const { lang, oneLiner, description } of company.translations)
      translations.push({ company_id: id, lang, one_liner: oneLiner, description, updated_at: at });
  }
  return { companies: JSON.stringify(companies), translations: JSON.stringify(translations) };
}

const columns = sql.raw(
  `id, name, legal_name, other_names, lang, one_liner, description, tags, field, topics, country, city, founded_year, team_size,
   stage, status, website, certificates, search_text, created_at`,
);

/** One statement writes a company and what its source said of it: the texts travel to the database once. */
async function writeBatch(tx: Transaction, { companies, translations }: Batch): Promise<void> {
  await sql`
    with made as materialized (select * from json_populate_recordset(null::app.company, ${companies}::json)),
    written as (
      insert into app.company (${columns}, sources, provenance, updated_at)
      select ${columns}, array[${universeSource}], jsonb_build_object('name', mark, 'oneLiner', mark, 'description', mark), created_at
      from made, jsonb_build_object('source', ${universeSource}::text, 'at', created_at) mark
    )
    insert into app.company_source (id, company_id, source, external_id, content_hash, raw, first_seen_at, last_seen_at)
    select overlay(id::text placing '0001' from 10 for 4)::uuid, id, ${universeSource},
      'universe-' || ('x' || right(id::text, 12))::bit(48)::bigint, '', '{}', created_at, created_at
    from made`.execute(tx);
  await sql`
    insert into app.company_translation (company_id, lang, one_liner, description, origin, is_stale, updated_at)
    select company_id, lang, one_liner, description, 'source', false, updated_at
    from json_populate_recordset(null::app.company_translation, ${translations}::json)`.execute(tx);
}
