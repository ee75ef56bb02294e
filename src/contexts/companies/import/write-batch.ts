import { sql } from "kysely";
import type { Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { searchTextOf } from "../company.ts";
import type { CompanyDraft } from "./company-draft.ts";
import { type CompanyColumns, changedColumns, newCompanyColumns, valueColumns } from "./merge-draft.ts";
import type { Reason } from "./source-row.ts";
import { markTranslationsStale, translatedOneLinersOf, writeTranslations } from "./write-translations.ts";

export interface BatchResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Companies that were created or changed. */
  companyIds: string[];
  rejected: { draft: CompanyDraft; reason: Reason }[];
}

interface KnownSource {
  id: string;
  externalId: string;
  contentHash: string;
  importId: string | null;
  companyId: string;
}

/**
 * Writes the drafts of one batch: new companies, changes of known ones, nothing for rows whose content is known.
 * A second, different row of the same identity within one import is rejected. Runs in the caller's transaction.
 */
export async function writeBatch(
  tx: Transaction,
  { importId, source, now }: { importId: string; source: string; now: Date },
  drafts: readonly CompanyDraft[],
): Promise<BatchResult> {
  const result: BatchResult = { created: 0, updated: 0, unchanged: 0, companyIds: [], rejected: [] };
  // Two imports of one source wait for each other batch by batch, so that neither creates what the other is creating.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`company import ${source}`}, 0))`.execute(tx);
  const distinct = withoutRepeats(drafts, result);
  const known = await knownSources(tx, source, distinct);
  const fresh: CompanyDraft[] = [];
  const changed: { draft: CompanyDraft; known: KnownSource }[] = [];
  const same: string[] = [];
  for (const draft of distinct) {
    const before = known.get(draft.externalId);
    if (!before) fresh.push(draft);
    else if (before.contentHash === draft.contentHash) same.push(before.id);
    else if (before.importId === importId) result.rejected.push({ draft, reason: duplicate });
    else changed.push({ draft, known: before });
  }
  result.unchanged += same.length;
  await touchSources(tx, same, importId, now);
  await createCompanies(tx, { importId, source, now }, fresh, result);
  await changeCompanies(tx, { importId, source, now }, changed, result);
  return result;
}

type Batch = { importId: string; source: string; now: Date };

const duplicate: Reason = { column: null, code: "duplicateInFile" };

function withoutRepeats(drafts: readonly CompanyDraft[], result: BatchResult): CompanyDraft[] {
  const first = new Map<string, CompanyDraft>();
  for (const draft of drafts) {
    const earlier = first.get(draft.externalId);
    if (!earlier) first.set(draft.externalId, draft);
    else if (earlier.contentHash === draft.contentHash) result.unchanged++;
    else result.rejected.push({ draft, reason: duplicate });
  }
  return [...first.values()];
}

async function knownSources(tx: Transaction, source: string, drafts: readonly CompanyDraft[]): Promise<Map<string, KnownSource>> {
  const rows = await tx
    .selectFrom("companySource")
    .select(["id", "externalId", "contentHash", "importId", "companyId"])
    .where("source", "=", source)
    .where("externalId", "=", sql<string>`any(${drafts.map(({ externalId }) => externalId)}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.externalId, row]));
}

async function touchSources(tx: Transaction, ids: readonly string[], importId: string, now: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`update app.company_source set last_seen_at = ${now}, import_id = ${importId} where id = any(${ids}::uuid[])`.execute(
    tx,
  );
}

async function createCompanies(
  tx: Transaction,
  { importId, source, now }: Batch,
  drafts: readonly CompanyDraft[],
  result: BatchResult,
): Promise<void> {
  if (drafts.length === 0) return;
  const at = now.toISOString();
  const companies = drafts.map((draft) => ({ id: newId(), draft, columns: newCompanyColumns(draft, source, at) }));
  await insertCompanies(
    tx,
    companies.map(({ id, draft, columns }) => {
      const oneLiners = draft.translations.map(({ oneLiner }) => oneLiner);
      return { id, ...toRow(columns, oneLiners), created_at: at, updated_at: at };
    }),
  );
  await insertSources(
    tx,
    companies.map(({ id, draft }) => ({
      id: newId(),
      company_id: id,
      source,
      external_id: draft.externalId,
      content_hash: draft.contentHash,
      raw: draft.raw,
      import_id: importId,
      first_seen_at: at,
      last_seen_at: at,
    })),
  );
  await writeTranslations(
    tx,
    companies.map(({ id, draft }) => ({ companyId: id, translations: draft.translations })),
    now,
  );
  result.created += companies.length;
  result.companyIds.push(...companies.map(({ id }) => id));
}

async function changeCompanies(
  tx: Transaction,
  { importId, source, now }: Batch,
  changes: readonly { draft: CompanyDraft; known: KnownSource }[],
  result: BatchResult,
): Promise<void> {
  if (changes.length === 0) return;
  const ids = [...new Set(changes.map(({ known }) => known.companyId))];
  const rows = await tx
    .selectFrom("company")
    .selectAll()
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .orderBy("id")
    .forUpdate()
    .execute();
  const current = new Map(rows.map((row) => [row.id, row]));
  const alive = changes.filter(({ known }) => current.get(known.companyId)?.erasedAt === null);
  const at = now.toISOString();
  const updates = new Map<string, CompanyColumns>();
  for (const { draft, known } of alive) {
    // Two records of this source may have been merged into one company: each change builds on the one before.
    const before = { ...current.get(known.companyId)!, ...updates.get(known.companyId) };
    const columns = changedColumns(before as never, draft, source, at);
    if (columns) updates.set(known.companyId, columns);
  }
  const rewritten = [...updates].filter(([id, { oneLiner, description }]) => {
    const before = current.get(id)!;
    return oneLiner !== before.oneLiner || description !== before.description;
  });
  await markTranslationsStale(
    tx,
    rewritten.map(([id]) => id),
  );
  const translated = await writeTranslations(
    tx,
    alive.map(({ draft, known }) => ({ companyId: known.companyId, translations: draft.translations })),
    now,
  );
  const moved = [...new Set([...updates.keys(), ...translated])];
  const oneLiners = await translatedOneLinersOf(tx, moved);
  await updateCompanies(
    tx,
    moved.map((id) => ({ id, ...toRow(updates.get(id) ?? (current.get(id) as never), oneLiners.get(id)) })),
    now,
  );
  await updateSources(tx, alive, importId, now);
  result.updated += moved.length;
  result.unchanged += changes.length - moved.length;
  result.companyIds.push(...moved);
}

const keptColumns = [...valueColumns, "domain", "sources", "provenance"] as const;
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const columnList = [...keptColumns.map(snake), "search_text"];

const toRow = (columns: CompanyColumns, oneLiners: readonly string[] = []): Record<string, unknown> => ({
  ...Object.fromEntries(keptColumns.map((column) => [snake(column), columns[column]])),
  search_text: searchTextOf(columns as never, oneLiners),
});

// One JSON parameter a batch: the fastest multi-row form both databases take, without the limit of 65 535 parameters.
async function insertCompanies(tx: Transaction, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = sql.raw(["id", ...columnList, "created_at", "updated_at"].join(", "));
  await sql`insert into app.company (${columns}) select ${columns} from json_populate_recordset(null::app.company, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  );
}

async function insertSources(tx: Transaction, rows: readonly Record<string, unknown>[]): Promise<void> {
  await sql`insert into app.company_source select * from json_populate_recordset(null::app.company_source, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  );
}

async function updateCompanies(tx: Transaction, rows: readonly Record<string, unknown>[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const assignments = sql.raw(columnList.map((column) => `${column} = r.${column}`).join(", "));
  await sql`update app.company c set ${assignments}, change_seq = nextval('app.company_change_seq'), version = c.version + 1, updated_at = ${now}
    from json_populate_recordset(null::app.company, ${JSON.stringify(rows)}::json) r where c.id = r.id`.execute(tx);
}

async function updateSources(
  tx: Transaction,
  changes: readonly { draft: CompanyDraft; known: KnownSource }[],
  importId: string,
  now: Date,
): Promise<void> {
  const rows = changes.map(({ draft, known }) => ({ id: known.id, content_hash: draft.contentHash, raw: draft.raw }));
  await sql`update app.company_source s set content_hash = r.content_hash, raw = r.raw, import_id = ${importId}, last_seen_at = ${now}
    from json_populate_recordset(null::app.company_source, ${JSON.stringify(rows)}::json) r where s.id = r.id`.execute(tx);
}
