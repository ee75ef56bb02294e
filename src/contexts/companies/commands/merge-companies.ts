import { isDeepStrictEqual } from "node:util";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { companyChanged, companyMerged, companyParted } from "../events.ts";
import { type MergedTranslation, mergedProfile, mergedTranslations } from "../merge.ts";
import { canWriteCompanies } from "../policy.ts";
import { requireCompany } from "../queries/company-records.ts";
import type { MergeInput } from "../schema.ts";
import { type CompanyRow, lockCompanies, nextChange, type ProfileValues, writeCompany } from "./apply-change.ts";

/** All that undo needs. `after` tells what the merge wrote, so that undo leaves alone what somebody changed since. */
interface MergeRecord {
  survivor: ProfileValues & Pick<CompanyRow, "sources"> & { provenance: Record<string, never> };
  after: ProfileValues & Pick<CompanyRow, "sources">;
  translations: MergedTranslation[];
  translationsAfter: MergedTranslation[];
  absorbed: CompanyRow;
  moved: Moved;
  suggestion: { id: string; status: "open" | "different" } | null;
}

interface Moved {
  sources: string[];
  contacts: string[];
  passes: string[];
  files: string[];
  mergedRecords: string[];
}

/**
 * Makes two records one: columns by choice, lists united, names kept, translations completed; sources, contacts, passes and files of both
 * operators move to the surviving record, and the absorbed one points to it. Everything can be undone. Refuses records already merged.
 */
export async function mergeCompanies(
  ctx: Context,
  survivingId: string,
  { absorbedId, fromAbsorbed, reason }: MergeInput,
): Promise<{ mergeId: string }> {
  if (survivingId === absorbedId) throw new DomainError("invalid", "companies.errors.mergeWithItself");
  await ctx.transact(async (tx) => {
    await requireCompany(tx, ctx.actor, survivingId);
    await requireCompany(tx, ctx.actor, absorbedId);
  });
  allow(canWriteCompanies(ctx.actor));
  const mergeId = newId();
  // The other operator's contacts and passes move along unseen, which the actor's own walls would forbid.
  await contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    const rows = await lockCompanies(tx, [survivingId, absorbedId]);
    const survivor = found(rows.find(({ id }) => id === survivingId));
    const absorbed = found(rows.find(({ id }) => id === absorbedId));
    if (rows.some(({ mergedIntoId, erasedAt }) => mergedIntoId || erasedAt))
      throw new DomainError("conflict", "companies.errors.merged");
    const before = await mergeRows(tx, ctx, survivor, absorbed, new Set(fromAbsorbed));
    await tx
      .insertInto("companyMerge")
      .values({
        id: mergeId,
        survivingCompanyId: survivingId,
        absorbedCompanyId: absorbedId,
        before: json(before),
        mergedBy: ctx.actor.personId,
        mergedAt: ctx.now(),
        reason: reason ?? null,
      })
      .execute();
    await publish(tx, ctx, companyChanged, { companyIds: [survivingId, absorbedId] });
    await publish(tx, ctx, companyMerged, { companyIds: [survivingId, absorbedId] });
    await audit(tx, ctx, {
      action: "company.merged",
      subjectType: "company",
      subjectId: survivingId,
      reason,
      detail: { absorbedId, mergeId },
    });
  });
  return { mergeId };
}

/**
 * Parts two merged records again, each with exactly the rows it had; columns somebody changed since the merge keep their newer value,
 * and rows written since stay with the surviving record. Refuses while the surviving record is itself merged into another.
 */
export async function undoMerge(ctx: Context, mergeId: string): Promise<{ companyId: string }> {
  const merge = await ctx.transact(async (tx) => {
    const row = found(await tx.selectFrom("companyMerge").selectAll().where("id", "=", mergeId).executeTakeFirst());
    await requireCompany(tx, ctx.actor, row.survivingCompanyId);
    return row;
  });
  allow(canWriteCompanies(ctx.actor));
  const { survivingCompanyId: survivingId, absorbedCompanyId: absorbedId } = merge;
  await contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    const rows = await lockCompanies(tx, [survivingId, absorbedId]);
    const current = await tx
      .selectFrom("companyMerge")
      .select(["before", "undoneAt"])
      .where("id", "=", mergeId)
      .executeTakeFirstOrThrow();
    const survivor = found(rows.find(({ id }) => id === survivingId));
    if (current.undoneAt || survivor.mergedIntoId || survivor.erasedAt)
      throw new DomainError("conflict", "companies.errors.mergeNotUndoable");
    await partRows(tx, ctx, survivor, current.before as MergeRecord);
    await tx
      .updateTable("companyMerge")
      .set({ undoneAt: ctx.now(), undoneBy: ctx.actor.personId })
      .where("id", "=", mergeId)
      .execute();
    await publish(tx, ctx, companyChanged, { companyIds: [survivingId, absorbedId] });
    await publish(tx, ctx, companyParted, { companyIds: [survivingId, absorbedId] });
    await audit(tx, ctx, {
      action: "company.mergeUndone",
      subjectType: "company",
      subjectId: survivingId,
      detail: { absorbedId, mergeId },
    });
  });
  return { companyId: absorbedId };
}

async function mergeRows(
  tx: Transaction,
  ctx: Context,
  survivor: CompanyRow,
  absorbed: CompanyRow,
  fromAbsorbed: ReadonlySet<string>,
): Promise<MergeRecord> {
  const { values, provenance } = mergedProfile(survivor, absorbed, fromAbsorbed, ctx.now());
  const translations = await translationsOf(tx, survivor.id);
  const lang = values.lang ?? survivor.lang;
  const translationsAfter = mergedTranslations(
    { ...survivor, ...values, lang },
    [survivor, absorbed],
    translations,
    await translationsOf(tx, absorbed.id),
    ctx.now(),
  );
  const sources = [...new Set([...survivor.sources, ...absorbed.sources])];
  const moved = await moveRows(tx, absorbed.id, survivor.id);
  await writeSurvivor(tx, ctx, survivor, { values: { ...values, sources }, provenance }, translationsAfter);
  await tx
    .updateTable("company")
    .set({ mergedIntoId: survivor.id, version: absorbed.version + 1, changeSeq: nextChange, updatedAt: ctx.now() })
    .where("id", "=", absorbed.id)
    .execute();
  const columns = Object.keys(values) as (keyof ProfileValues)[];
  return {
    survivor: { ...pick(survivor, columns), sources: survivor.sources, provenance: survivor.provenance },
    after: { ...values, sources },
    translations,
    translationsAfter,
    absorbed,
    moved,
    suggestion: await closeSuggestion(tx, ctx, survivor.id, absorbed.id),
  };
}

async function partRows(tx: Transaction, ctx: Context, survivor: CompanyRow, record: MergeRecord): Promise<void> {
  const { absorbed, moved, suggestion } = record;
  const { provenance, sources, ...values } = record.survivor;
  const untouched = (Object.keys(values) as (keyof ProfileValues)[]).filter((column) =>
    isDeepStrictEqual(survivor[column], record.after[column]),
  );
  await tx
    .updateTable("company")
    .set({ mergedIntoId: null, version: absorbed.version + 2, changeSeq: nextChange, updatedAt: ctx.now() })
    .where("id", "=", absorbed.id)
    .execute();
  await moveBack(tx, moved, absorbed.id);
  const current = await translationsOf(tx, survivor.id);
  const kept = current.filter(
    (translation) => !record.translationsAfter.some((written) => isSameTranslation(written, translation)),
  );
  const restored = record.translations.filter(({ lang }) => !kept.some((translation) => translation.lang === lang));
  const marks = survivor.provenance as Record<string, never>;
  const restoredMarks = { ...marks };
  for (const column of untouched) {
    if (provenance[column]) restoredMarks[column] = provenance[column];
    else delete restoredMarks[column];
  }
  const isSourcesUntouched = isDeepStrictEqual(survivor.sources, record.after.sources);
  const restoredValues = { ...pick(values as CompanyRow, untouched), ...(isSourcesUntouched ? { sources } : {}) };
  await writeSurvivor(tx, ctx, survivor, { values: restoredValues, provenance: restoredMarks }, [...restored, ...kept]);
  if (suggestion) {
    await tx
      .updateTable("duplicateSuggestion")
      .set({ status: suggestion.status, decidedBy: null, decidedAt: null })
      .where("id", "=", suggestion.id)
      .execute();
  }
}

async function writeSurvivor(
  tx: Transaction,
  ctx: Context,
  survivor: CompanyRow,
  { values, provenance }: { values: ProfileValues & { sources?: string[] }; provenance: Record<string, never> },
  translations: readonly MergedTranslation[],
): Promise<void> {
  const sorted = translations.toSorted((left, right) => (left.lang < right.lang ? -1 : 1));
  await replaceTranslations(tx, survivor.id, sorted);
  await writeCompany(tx, ctx, survivor, { values, provenance, oneLiners: sorted.map(({ oneLiner }) => oneLiner) });
}

async function moveRows(tx: Transaction, from: string, to: string): Promise<Moved> {
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
  const toId = { companyId: to };
  return {
    sources: ids(await tx.updateTable("companySource").set(toId).where("companyId", "=", from).returning("id").execute()),
    contacts: ids(await tx.updateTable("companyContact").set(toId).where("companyId", "=", from).returning("id").execute()),
    passes: ids(await tx.updateTable("companyPass").set(toId).where("companyId", "=", from).returning("id").execute()),
    files: ids(
      await tx
        .updateTable("file")
        .set({ subjectId: to })
        .where("subjectType", "=", "company")
        .where("subjectId", "=", from)
        .returning("id")
        .execute(),
    ),
    mergedRecords: ids(
      await tx
        .updateTable("company")
        .set({ mergedIntoId: to, changeSeq: nextChange })
        .where("mergedIntoId", "=", from)
        .returning("id")
        .execute(),
    ),
  };
}

async function moveBack(tx: Transaction, moved: Moved, companyId: string): Promise<void> {
  await tx.updateTable("companySource").set({ companyId }).where("id", "in", moved.sources).execute();
  await tx.updateTable("companyContact").set({ companyId }).where("id", "in", moved.contacts).execute();
  await tx.updateTable("companyPass").set({ companyId }).where("id", "in", moved.passes).execute();
  await tx.updateTable("file").set({ subjectId: companyId }).where("id", "in", moved.files).execute();
  await tx
    .updateTable("company")
    .set({ mergedIntoId: companyId, changeSeq: nextChange })
    .where("id", "in", moved.mergedRecords)
    .execute();
}

async function closeSuggestion(tx: Transaction, ctx: Context, one: string, other: string): Promise<MergeRecord["suggestion"]> {
  const [left, right] = [one, other].sort() as [string, string];
  const row = await tx
    .selectFrom("duplicateSuggestion")
    .select(["id", "status"])
    .where("leftCompanyId", "=", left)
    .where("rightCompanyId", "=", right)
    .executeTakeFirst();
  if (!row || row.status === "merged") return null;
  await tx
    .updateTable("duplicateSuggestion")
    .set({ status: "merged", decidedBy: ctx.actor.personId, decidedAt: ctx.now() })
    .where("id", "=", row.id)
    .execute();
  return { id: row.id, status: row.status };
}

async function translationsOf(tx: Transaction, companyId: string): Promise<MergedTranslation[]> {
  const rows = await tx
    .selectFrom("companyTranslation")
    .select(["lang", "oneLiner", "description", "origin", "isStale", "updatedAt"])
    .where("companyId", "=", companyId)
    .orderBy("lang")
    .execute();
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

async function replaceTranslations(
  tx: Transaction,
  companyId: string,
  translations: readonly MergedTranslation[],
): Promise<void> {
  await tx.deleteFrom("companyTranslation").where("companyId", "=", companyId).execute();
  if (translations.length === 0) return;
  await tx
    .insertInto("companyTranslation")
    .values(translations.map((translation) => ({ ...translation, companyId, updatedAt: new Date(translation.updatedAt) })))
    .execute();
}

const isSameTranslation = ({ isStale: _, ...one }: MergedTranslation, { isStale: __, ...other }: MergedTranslation): boolean =>
  isDeepStrictEqual(one, other);

const pick = (row: CompanyRow, columns: readonly (keyof ProfileValues)[]): ProfileValues =>
  Object.fromEntries(columns.map((column) => [column, row[column]]));
