import { isDeepStrictEqual } from "node:util";
import { auditAll } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { companyChanged, passesChanged } from "../events.ts";
import { canRecordPasses, canWriteCompanies, visiblePasses } from "../policy.ts";
import type { StoredMark } from "../queries/get-company.ts";
import { applyChange, type CompanyRow, type ProfileValues, refreshCompany } from "./apply-change.ts";
import { findTranslation, requireEditable } from "./edit-company.ts";

/** How much of a batch came back; `kept` were changed again by somebody since and stay as they are. */
export interface Undone {
  undone: number;
  kept: number;
}

/**
 * Takes back one edit or one bulk action of the actor's organisation: every column that still holds what the edit wrote gets its
 * old value and provenance again. When nothing can be taken back, it is a conflict.
 */
export async function undoEdits(ctx: Context, { editId, batchId }: { editId?: string; batchId?: string }): Promise<Undone> {
  allow(canWriteCompanies(ctx.actor));
  return ctx.transact(async (tx) => {
    const edits = await tx
      .selectFrom("companyEdit")
      .selectAll()
      .where("undoneAt", "is", null)
      .where((eb) => (editId ? eb("id", "=", editId) : eb("batchId", "=", batchId ?? "")))
      .where((eb) => (ctx.actor.kind === "system" ? eb.lit(true) : eb("orgId", "=", ctx.actor.organisationId)))
      .orderBy("companyId")
      .orderBy("id", "desc")
      .execute();
    found(edits[0]);
    const undone: typeof edits = [];
    for (const edit of edits) {
      const row = await requireEditable(tx, ctx, edit.companyId);
      const isBack =
        "translation" in edit.after ? await restoreTranslation(tx, ctx, row, edit) : await restoreColumns(tx, ctx, row, edit);
      if (!isBack) continue;
      await tx.updateTable("companyEdit").set({ undoneAt: ctx.now() }).where("id", "=", edit.id).execute();
      undone.push(edit);
    }
    if (undone.length === 0) throw new DomainError("conflict", "companies.errors.changedSince");
    await publish(tx, ctx, companyChanged, { companyIds: undone.map(({ companyId }) => companyId) });
    const facts = undone.map(({ id, companyId }) => ({
      action: "company.editUndone",
      subjectType: "company",
      subjectId: companyId,
      detail: { editId: id },
    }));
    await auditAll(tx, ctx, facts);
    return { undone: undone.length, kept: edits.length - undone.length };
  });
}

/** Withdraws every pass of one bulk action. */
export async function undoPasses(ctx: Context, batchId: string): Promise<Undone> {
  allow(canRecordPasses(ctx.actor));
  return ctx.transact(async (tx) => {
    const rows = await tx
      .updateTable("companyPass")
      .set({ withdrawnAt: ctx.now() })
      .where("batchId", "=", batchId)
      .where("withdrawnAt", "is", null)
      .where(visiblePasses(ctx.actor))
      .where((eb) => (canWriteCompanies(ctx.actor) ? eb.lit(true) : eb("personId", "=", ctx.actor.personId)))
      .returning(["id", "companyId"])
      .execute();
    found(rows[0]);
    await publish(tx, ctx, passesChanged, { passIds: rows.map(({ id }) => id) });
    const facts = rows.map(({ id, companyId }) => ({
      action: "company.passWithdrawn",
      subjectType: "company",
      subjectId: companyId,
      detail: { passId: id, batchId },
    }));
    await auditAll(tx, ctx, facts);
    return { undone: rows.length, kept: 0 };
  });
}

interface Edit {
  companyId: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

async function restoreColumns(tx: Transaction, ctx: Context, row: CompanyRow, { before, after }: Edit): Promise<boolean> {
  const columns = (Object.keys(after) as (keyof ProfileValues)[]).filter((column) =>
    isDeepStrictEqual(row[column], after[column]),
  );
  if (columns.length === 0) return false;
  const values = Object.fromEntries(columns.map((column) => [column, before[column]])) as ProfileValues;
  const marks = before.provenance as Record<string, StoredMark | null>;
  const provenance = Object.entries({ ...(row.provenance as Record<string, StoredMark>), ...pick(marks, columns) }).filter(
    ([, mark]) => mark !== null,
  );
  await applyChange(tx, ctx, row, values, Object.fromEntries(provenance) as Record<string, StoredMark>);
  const isTextBack = (["oneLiner", "description"] as const).every((column) => !(column in after) || columns.includes(column));
  if (isTextBack) {
    await tx
      .updateTable("companyTranslation")
      .set({ isStale: false })
      .where("companyId", "=", row.id)
      .where("lang", "in", before.madeStale as string[])
      .execute();
  }
  return true;
}

async function restoreTranslation(tx: Transaction, ctx: Context, row: CompanyRow, { before, after }: Edit): Promise<boolean> {
  const lang = after.lang as string;
  const current = await findTranslation(tx, row.id, lang);
  const { isStale: _, ...written } = after.translation as Record<string, unknown>;
  const { isStale: __, ...stored } = current ?? {};
  if (!isDeepStrictEqual(stored, written)) return false;
  const translation = before.translation as Record<string, unknown> | null;
  const rows = tx.deleteFrom("companyTranslation").where("companyId", "=", row.id).where("lang", "=", lang);
  if (translation) {
    await tx
      .updateTable("companyTranslation")
      .set({ ...translation, updatedAt: ctx.now() })
      .where("companyId", "=", row.id)
      .where("lang", "=", lang)
      .execute();
  } else await rows.execute();
  await refreshCompany(tx, ctx, row);
  return true;
}

const pick = <Value>(values: Record<string, Value>, keys: readonly string[]): Record<string, Value> =>
  Object.fromEntries(keys.filter((key) => key in values).map((key) => [key, values[key]!]));
