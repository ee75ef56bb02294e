import { sql } from "kysely";
import type { Transaction } from "#platform/db/database.ts";
import type { CompanyDraft } from "./company-draft.ts";

interface Translated {
  companyId: string;
  translations: CompanyDraft["translations"];
}

/** Writes a source's translations over those of a source or a machine, never over a person's; returns the companies whose texts changed. */
export async function writeTranslations(tx: Transaction, companies: readonly Translated[], now: Date): Promise<Set<string>> {
  const rows = companies.flatMap(({ companyId, translations }) =>
    translations.map(({ lang, oneLiner, description }) => ({ company_id: companyId, lang, one_liner: oneLiner, description })),
  );
  const distinct = [...new Map(rows.map((row) => [`${row.company_id} ${row.lang}`, row])).values()];
  if (distinct.length === 0) return new Set();
  const written = await sql<{ companyId: string }>`
    insert into app.company_translation as t (company_id, lang, one_liner, description, origin, is_stale, updated_at)
    select r.company_id, r.lang, r.one_liner, r.description, 'source', false, ${now}
    from json_populate_recordset(null::app.company_translation, ${JSON.stringify(distinct)}::json) r
    on conflict (company_id, lang) do update
      set one_liner = excluded.one_liner, description = excluded.description, origin = 'source', is_stale = false, updated_at = excluded.updated_at
      where t.origin <> 'person' and (t.one_liner, t.description) is distinct from (excluded.one_liner, excluded.description)
    returning company_id`.execute(tx);
  return new Set(written.rows.map(({ companyId }) => companyId));
}

/** The originals changed: no translation of them is up to date until it is written anew. */
export async function markTranslationsStale(tx: Transaction, companyIds: readonly string[]): Promise<void> {
  await sql`update app.company_translation set is_stale = true where company_id = any(${companyIds}::uuid[]) and not is_stale`.execute(
    tx,
  );
}

/** What search finds a company by besides its own row. */
export async function translatedOneLinersOf(tx: Transaction, companyIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom("companyTranslation")
    .select(["companyId", "oneLiner"])
    .where("companyId", "=", sql<string>`any(${companyIds}::uuid[])`)
    .orderBy("lang")
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ companyId }) => companyId)].map(([id, texts]) => [id, texts.map(({ oneLiner }) => oneLiner)]),
  );
}
