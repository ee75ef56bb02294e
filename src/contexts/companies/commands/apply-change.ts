import { isDeepStrictEqual } from "node:util";
import { type Selectable, sql } from "kysely";
import type { CompanyTable } from "#db/types.gen.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { searchTextOf } from "../company.ts";
import { registrableDomain } from "../deduplication/domains.ts";
import type { StoredMark } from "../queries/get-company.ts";
import { type ProfileColumn, profileColumns } from "../schema.ts";

export type CompanyRow = Selectable<CompanyTable>;
export type ProfileValues = Partial<Pick<CompanyRow, ProfileColumn>>;

/** The next number of the sequence the matching index follows; part of every write of app.company. */
export const nextChange = sql<number>`nextval('app.company_change_seq')`;

/** Locked in the order of their ids, so that two writers of the same companies never wait for each other. */
export const lockCompanies = (tx: Transaction, ids: readonly string[]): Promise<CompanyRow[]> =>
  tx
    .selectFrom("company")
    .selectAll()
    .where("id", "in", [...ids])
    .orderBy("id")
    .forUpdate()
    .execute();

/** The columns whose value would really become another one. */
export function changedValues(row: CompanyRow, values: ProfileValues): ProfileValues {
  const changed = profileColumns.filter(
    (column) => values[column] !== undefined && !isDeepStrictEqual(values[column], row[column]),
  );
  return Object.fromEntries(changed.map((column) => [column, values[column]]));
}

/** Writes changed columns with everything that follows from them: domain, search text, provenance, stale marks, version, change number. */
export async function applyChange(
  tx: Transaction,
  ctx: Context,
  row: CompanyRow,
  values: ProfileValues,
  provenance: Record<string, StoredMark>,
): Promise<{ madeStale: string[] }> {
  const madeStale = "oneLiner" in values || "description" in values ? await markTranslationsStale(tx, row.id) : [];
  await writeCompany(tx, ctx, row, { values, provenance, oneLiners: await translatedOneLiners(tx, row.id) });
  return { madeStale };
}

interface CompanyWrite {
  values: ProfileValues & { sources?: string[] };
  provenance: Record<string, StoredMark>;
  /** One-liners of its translations, for the search text. */
  oneLiners: readonly string[];
}

/** The same for who writes the translations too. */
export async function writeCompany(
  tx: Transaction,
  ctx: Context,
  row: CompanyRow,
  { values, provenance, oneLiners }: CompanyWrite,
): Promise<void> {
  const next = { ...row, ...values };
  const domain = "website" in values ? registrableDomain(next.website) : row.domain;
  await tx
    .updateTable("company")
    .set({
      ...values,
      domain,
      searchText: searchTextOf({ ...next, domain }, oneLiners),
      provenance: json(provenance),
      version: row.version + 1,
      changeSeq: nextChange,
      updatedAt: ctx.now(),
    })
    .where("id", "=", row.id)
    .execute();
}

/** Brings search text, version and change number up to date after something beside the row changed (a translation). */
export async function refreshCompany(tx: Transaction, ctx: Context, row: CompanyRow): Promise<void> {
  await tx
    .updateTable("company")
    .set({
      searchText: searchTextOf(row, await translatedOneLiners(tx, row.id)),
      version: row.version + 1,
      changeSeq: nextChange,
      updatedAt: ctx.now(),
    })
    .where("id", "=", row.id)
    .execute();
}

export async function translatedOneLiners(tx: Transaction, companyId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("companyTranslation")
    .select("oneLiner")
    .where("companyId", "=", companyId)
    .orderBy("lang")
    .execute();
  return rows.map(({ oneLiner }) => oneLiner);
}

/** Provenance of values a person typed. */
export function markedByPerson(ctx: Context, columns: readonly string[]): Record<string, StoredMark> {
  const mark: StoredMark = { source: "person", at: ctx.now().toISOString(), personId: ctx.actor.personId };
  return Object.fromEntries(columns.map((column) => [column, mark]));
}

export interface EditRecord {
  companyId: string;
  batchId: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** Keeps what stood there before, so that the history shows it and undo can bring it back. */
export async function recordEdit(
  tx: Transaction,
  ctx: Context,
  { companyId, batchId, before, after }: EditRecord,
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("companyEdit")
    .values({
      id,
      companyId,
      batchId,
      orgId: ctx.actor.organisationId,
      personId: ctx.actor.personId,
      before: json(before),
      after: json(after),
      editedAt: ctx.now(),
    })
    .execute();
  return id;
}

async function markTranslationsStale(tx: Transaction, companyId: string): Promise<string[]> {
  const rows = await tx
    .updateTable("companyTranslation")
    .set({ isStale: true })
    .where("companyId", "=", companyId)
    .where("isStale", "=", false)
    .returning("lang")
    .execute();
  return rows.map(({ lang }) => lang);
}
