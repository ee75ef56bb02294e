import { audit, auditAll } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { detectTextLanguage } from "#platform/text-language.ts";
import { searchTextOf } from "../company.ts";
import { registrableDomain } from "../deduplication/domains.ts";
import { companyChanged } from "../events.ts";
import { canWriteCompanies } from "../policy.ts";
import { requireCompany } from "../queries/company-records.ts";
import { type BulkTags, type CompanyChange, type NewCompany, profileColumns, type TranslationInput } from "../schema.ts";
import {
  applyChange,
  type CompanyRow,
  changedValues,
  lockCompanies,
  markedByPerson,
  type ProfileValues,
  recordEdit,
  refreshCompany,
} from "./apply-change.ts";

/** Puts a company into the universe by hand; every value given is marked as typed by this person. Refuses seats that do not keep the universe. */
export async function createCompany(ctx: Context, input: NewCompany): Promise<{ id: string }> {
  allow(canWriteCompanies(ctx.actor));
  const id = newId();
  const values = onlyGiven(input);
  const domain = registrableDomain(values.website);
  const lang = values.lang ?? languageOf(input);
  await ctx.transact(async (tx) => {
    await tx
      .insertInto("company")
      .values({
        ...values,
        id,
        name: input.name,
        lang,
        domain,
        searchText: searchTextOf({ ...values, name: input.name, domain }),
        provenance: json(markedByPerson(ctx, Object.keys(values))),
        createdAt: ctx.now(),
        updatedAt: ctx.now(),
      })
      .execute();
    await publish(tx, ctx, companyChanged, { companyIds: [id] });
    await audit(tx, ctx, { action: "company.created", subjectType: "company", subjectId: id });
  });
  return { id };
}

/**
 * Changes the given columns. A `version` other than the stored one is a conflict; translations become stale when the original text
 * changes. Returns the edit, by which it can be undone; null when nothing really changed.
 */
export async function editCompany(
  ctx: Context,
  companyId: string,
  { version, ...input }: CompanyChange,
): Promise<{ editId: string | null }> {
  return ctx.transact(async (tx) => {
    const row = await requireEditable(tx, ctx, companyId);
    if (row.version !== version) throw new DomainError("conflict", "errors.conflict");
    const edit = await change(tx, ctx, row, onlyGiven(input), newId());
    await announce(tx, ctx, edit ? [edit] : []);
    return { editId: edit?.editId ?? null };
  });
}

/** Adds and removes tags of many companies in one transaction, locked in the order of their ids. Returns the batch, by which it is undone. */
export async function changeTags(
  ctx: Context,
  { companyIds, add, remove }: BulkTags,
): Promise<{ batchId: string; count: number }> {
  const batchId = newId();
  return ctx.transact(async (tx) => {
    const edits: Edit[] = [];
    for (const companyId of [...new Set(companyIds)].sort()) {
      const row = await requireEditable(tx, ctx, companyId);
      const tags = [...new Set([...row.tags.filter((tag) => !remove.includes(tag)), ...add])];
      const edit = await change(tx, ctx, row, { tags }, batchId);
      if (edit) edits.push(edit);
    }
    await announce(tx, ctx, edits);
    return { batchId, count: edits.length };
  });
}

/** Writes the profile in another language, as a person's own words and no longer stale. Refuses the language of the original. */
export async function saveTranslation(
  ctx: Context,
  companyId: string,
  { lang, ...texts }: TranslationInput,
): Promise<{ editId: string }> {
  return ctx.transact(async (tx) => {
    const row = await requireEditable(tx, ctx, companyId);
    if (lang === row.lang)
      throw new DomainError("invalid", "errors.invalid", { fields: { lang: "companies.errors.sameLanguage" } });
    const before = await findTranslation(tx, companyId, lang);
    const after = { lang, ...texts, origin: "person" as const, isStale: false };
    await tx
      .insertInto("companyTranslation")
      .values({ companyId, ...after, updatedAt: ctx.now() })
      .onConflict((conflict) =>
        conflict.columns(["companyId", "lang"]).doUpdateSet({ ...texts, origin: "person", isStale: false, updatedAt: ctx.now() }),
      )
      .execute();
    await refreshCompany(tx, ctx, row);
    const editId = await recordEdit(tx, ctx, {
      companyId,
      batchId: newId(),
      before: { translation: before ?? null, lang },
      after: { translation: after, lang },
    });
    await publish(tx, ctx, companyChanged, { companyIds: [companyId] });
    await audit(tx, ctx, { action: "company.translated", subjectType: "company", subjectId: companyId, detail: { lang } });
    return { editId };
  });
}

/** Takes a company out of lists and matching, or brings it back; its records stay. */
export async function setArchived(ctx: Context, companyId: string, isArchived: boolean): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await requireEditable(tx, ctx, companyId);
    if ((row.archivedAt !== null) === isArchived) return;
    await tx
      .updateTable("company")
      .set({ archivedAt: isArchived ? ctx.now() : null })
      .where("id", "=", companyId)
      .execute();
    await refreshCompany(tx, ctx, row);
    await publish(tx, ctx, companyChanged, { companyIds: [companyId] });
    await audit(tx, ctx, {
      action: isArchived ? "company.archived" : "company.unarchived",
      subjectType: "company",
      subjectId: companyId,
    });
  });
}

/** Not found unless readable; forbidden unless the seat keeps the universe; a merged record is a conflict. The row is locked. */
export async function requireEditable(tx: Transaction, ctx: Context, companyId: string): Promise<CompanyRow> {
  await requireCompany(tx, ctx.actor, companyId);
  allow(canWriteCompanies(ctx.actor));
  const row = found((await lockCompanies(tx, [companyId])).find(({ erasedAt }) => erasedAt === null));
  if (row.mergedIntoId) throw new DomainError("conflict", "companies.errors.merged");
  return row;
}

export const findTranslation = (tx: Transaction, companyId: string, lang: string) =>
  tx
    .selectFrom("companyTranslation")
    .select(["lang", "oneLiner", "description", "origin", "isStale"])
    .where("companyId", "=", companyId)
    .where("lang", "=", lang)
    .executeTakeFirst();

interface Edit {
  editId: string;
  companyId: string;
  columns: string[];
}

async function change(
  tx: Transaction,
  ctx: Context,
  row: CompanyRow,
  values: ProfileValues,
  batchId: string,
): Promise<Edit | null> {
  const after = changedValues(row, values);
  const columns = Object.keys(after) as (keyof ProfileValues)[];
  if (columns.length === 0) return null;
  const provenance = row.provenance as Record<string, never>;
  const { madeStale } = await applyChange(tx, ctx, row, after, { ...provenance, ...markedByPerson(ctx, columns) });
  const before = {
    ...Object.fromEntries(columns.map((column) => [column, row[column]])),
    provenance: Object.fromEntries(columns.map((column) => [column, provenance[column] ?? null])),
    madeStale,
  };
  const editId = await recordEdit(tx, ctx, { companyId: row.id, batchId, before, after });
  return { editId, companyId: row.id, columns };
}

async function announce(tx: Transaction, ctx: Context, edits: readonly Edit[]): Promise<void> {
  if (edits.length === 0) return;
  await publish(tx, ctx, companyChanged, { companyIds: edits.map(({ companyId }) => companyId) });
  const facts = edits.map(({ companyId, columns, editId }) => ({
    action: "company.edited",
    subjectType: "company",
    subjectId: companyId,
    detail: { columns, editId },
  }));
  await auditAll(tx, ctx, facts);
}

function onlyGiven(input: Partial<NewCompany>): ProfileValues {
  return Object.fromEntries(
    profileColumns.filter((column) => input[column] !== undefined).map((column) => [column, input[column]]),
  );
}

function languageOf({ name, oneLiner = "", description = "" }: NewCompany): string {
  const detected = detectTextLanguage(`${description}\n${oneLiner}`.trim() || name);
  return detected === "und" ? "en" : detected;
}
