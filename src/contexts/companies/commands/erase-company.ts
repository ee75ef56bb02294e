import { operatorKinds } from "#contexts/identity/index.ts";
import { type AuditFact, auditAll } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { eraseFileLater } from "#platform/files/attachments.ts";
import { emptyProfile } from "../company.ts";
import { companyErased } from "../events.ts";
import { eraseRejectionsOf } from "../import/retention.ts";
import { canEraseCompany } from "../policy.ts";
import { requireCompany } from "../queries/company-records.ts";
import { type CompanyRow, lockCompanies, nextChange } from "./apply-change.ts";

/**
 * Erases everything that was written of a company and of the records merged into it, of both operators, for good (right to erasure).
 * What stays: an empty row and the numbers the sources gave it, so that the next import does not bring it back, and the passes' reason codes.
 * Refuses a merged record: its content lives on in the surviving one, which is to be erased instead, or parted first.
 */
export async function eraseCompany(ctx: Context, companyId: string, reason: string): Promise<void> {
  await ctx.transact((tx) => requireCompany(tx, ctx.actor, companyId));
  allow(canEraseCompany(ctx.actor));
  // Rows of the other operator go too, which the actor's own walls would hide.
  await contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    const merged = await tx.selectFrom("company").select("id").where("mergedIntoId", "=", companyId).execute();
    const rows = await lockCompanies(tx, [companyId, ...merged.map(({ id }) => id)]);
    const company = found(rows.find(({ id, erasedAt }) => id === companyId && erasedAt === null));
    if (company.mergedIntoId) throw new DomainError("conflict", "companies.errors.merged");
    // Merged or parted while this waited for the rows: whoever asks again sees what there is now.
    if (rows.some(({ id, mergedIntoId }) => id !== companyId && mergedIntoId !== companyId))
      throw new DomainError("conflict", "errors.conflict");
    const ids = rows.map(({ id }) => id);
    await eraseRejectionsOf(tx, ids, rows.flatMap(namesOf));
    await eraseRows(tx, ids);
    await eraseFiles(tx, ctx, ids);
    await tx
      .updateTable("company")
      .set((eb) => ({
        ...emptyProfile,
        name: "",
        domain: null,
        sources: [],
        searchText: "",
        provenance: json({}),
        version: eb("version", "+", 1),
        erasedAt: ctx.now(),
        updatedAt: ctx.now(),
        changeSeq: nextChange,
      }))
      .where("id", "in", ids)
      .execute();
    await publish(tx, ctx, companyErased, { companyIds: ids });
    await auditAll(
      tx,
      ctx,
      await factsForBoth(tx, ctx, { action: "company.erased", subjectType: "company", subjectId: companyId, reason }),
    );
  });
}

/** What one operator erases, the other reads too: rows of theirs are gone with it. */
async function factsForBoth(tx: Transaction, ctx: Context, fact: AuditFact): Promise<AuditFact[]> {
  const others = await tx
    .selectFrom("organisation")
    .select("id")
    .where("kind", "in", [...operatorKinds])
    .where("id", "is distinct from", ctx.actor.organisationId)
    .orderBy("kind")
    .execute();
  return [fact, ...others.map(({ id }) => ({ ...fact, readerOrgId: id }))];
}

const namesOf = ({ name, legalName, otherNames, formerNames }: CompanyRow): string[] =>
  [name, legalName, ...otherNames, ...formerNames].filter((each): each is string => Boolean(each));

async function eraseRows(tx: Transaction, ids: string[]): Promise<void> {
  await tx.deleteFrom("companyTranslation").where("companyId", "in", ids).execute();
  await tx.deleteFrom("companyEdit").where("companyId", "in", ids).execute();
  await tx.deleteFrom("companyContact").where("companyId", "in", ids).execute();
  await tx
    .deleteFrom("duplicateSuggestion")
    .where((eb) => eb.or([eb("leftCompanyId", "in", ids), eb("rightCompanyId", "in", ids)]))
    .execute();
  await tx
    .updateTable("companySource")
    .set({ raw: json({}), contentHash: "erased" })
    .where("companyId", "in", ids)
    .execute();
  await tx
    .updateTable("companyPass")
    .set({ note: "", recheckDetail: null, recheckBaseline: json({}) })
    .where("companyId", "in", ids)
    .execute();
  await tx
    .updateTable("companyMerge")
    .set({ before: json({}), reason: null })
    .where((eb) => eb.or([eb("survivingCompanyId", "in", ids), eb("absorbedCompanyId", "in", ids)]))
    .execute();
}

async function eraseFiles(tx: Transaction, ctx: Context, ids: string[]): Promise<void> {
  const files = await tx
    .deleteFrom("file")
    .where("subjectType", "=", "company")
    .where("subjectId", "in", ids)
    .returning("storageKey")
    .execute();
  for (const { storageKey } of files) await eraseFileLater(tx, ctx, storageKey);
}
