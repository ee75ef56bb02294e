import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { eraseFileLater } from "#platform/files/attachments.ts";
import { companyErased } from "../events.ts";
import { canEraseCompany } from "../policy.ts";
import { requireCompany } from "../queries/company-records.ts";
import { nextChange } from "./apply-change.ts";

/**
 * Erases everything that was written of a company and of the records merged into it, of both operators, for good (right to erasure).
 * What stays: an empty row and the numbers the sources gave it, so that the next import does not bring it back, and the passes' reason codes.
 */
export async function eraseCompany(ctx: Context, companyId: string, reason: string): Promise<void> {
  await ctx.transact((tx) => requireCompany(tx, ctx.actor, companyId));
  allow(canEraseCompany(ctx.actor));
  // Rows of the other operator go too, which the actor's own walls would hide.
  await contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    const merged = await tx.selectFrom("company").select("id").where("mergedIntoId", "=", companyId).execute();
    const ids = [companyId, ...merged.map(({ id }) => id)];
    await eraseRows(tx, ids);
    await eraseFiles(tx, ctx, ids);
    await tx
      .updateTable("company")
      .set({ ...nothing, provenance: json({}), erasedAt: ctx.now(), updatedAt: ctx.now(), changeSeq: nextChange })
      .where("id", "in", ids)
      .execute();
    await publish(tx, ctx, companyErased, { companyIds: ids });
    await audit(tx, ctx, { action: "company.erased", subjectType: "company", subjectId: companyId, reason });
  });
}

const nothing = {
  name: "",
  legalName: null,
  formerNames: [],
  otherNames: [],
  oneLiner: "",
  description: "",
  tags: [],
  field: null,
  topics: [],
  country: null,
  city: null,
  foundedYear: null,
  teamSize: null,
  stage: null,
  website: null,
  domain: null,
  certificates: [],
  fundingTotalFen: null,
  sources: [],
  searchText: "",
};

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
