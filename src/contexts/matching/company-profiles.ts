import type { Transaction } from "#platform/db/database.ts";
import type { CompanyProfile } from "./company-document.ts";

export interface LoadedCompany extends CompanyProfile {
  website: string | null;
}

/** Whole profiles in the order of the ids, without erased companies; the caller has asked canReadCompanies. */
export async function loadProfiles(tx: Transaction, ids: readonly string[]): Promise<LoadedCompany[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("company")
    .select(["id", "name", "otherNames", "lang", "oneLiner", "description", "tags", "field", "topics", "country", "city"])
    .select(["foundedYear", "teamSize", "stage", "status", "certificates", "sources", "website"])
    .where("id", "in", [...ids])
    .where("erasedAt", "is", null)
    .execute();
  const translations = await tx
    .selectFrom("companyTranslation")
    .select(["companyId", "lang", "oneLiner", "description"])
    .where("companyId", "in", [...ids])
    .orderBy("lang")
    .execute();
  const ofCompany = Map.groupBy(translations, ({ companyId }) => companyId);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    return [{ ...row, translations: (ofCompany.get(id) ?? []).map(({ companyId: _, ...text }) => text) }];
  });
}
