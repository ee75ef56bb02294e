import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { visibleCompanies } from "../policy.ts";
import type { CompanyBrief } from "../views.ts";

export const briefColumns = [
  "company.id",
  "company.name",
  "company.legalName",
  "company.otherNames",
  "company.lang",
  "company.oneLiner",
  "company.field",
  "company.topics",
  "company.tags",
  "company.country",
  "company.city",
  "company.foundedYear",
  "company.teamSize",
  "company.stage",
  "company.status",
  "company.website",
  "company.certificates",
  "company.mergedIntoId",
  "company.archivedAt",
] as const;

/** Brief views of the ids, in their order; ids unknown or not visible to the actor are left out. */
export async function findCompaniesByIds(
  tx: Transaction,
  { actor }: Pick<Context, "actor">,
  ids: readonly string[],
): Promise<CompanyBrief[]> {
  const rows = await tx
    .selectFrom("company")
    .select(briefColumns)
    .where("company.id", "in", [...ids])
    .where(visibleCompanies(actor))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A company's whole searchable content, for the matching index. */
export interface ChangedCompany extends CompanyBrief {
  changeSeq: number;
  formerNames: string[];
  description: string;
  fundingTotalFen: number | null;
  sources: string[];
  translations: { lang: string; oneLiner: string; description: string }[];
  /** Merged, archived or erased: no longer to be found. */
  isGone: boolean;
}

/**
 * Companies changed after the number, oldest change first; remember the last `changeSeq` and ask again.
 * Waits a moment for writers that have taken a smaller number and not committed, so none is ever skipped.
 */
export async function companiesChangedSince(
  { platform }: Pick<Context, "platform">,
  changeSeq: number,
  limit: number,
): Promise<ChangedCompany[]> {
  return contextFor(platform, system).transact(async (tx) => {
    await sql`select pg_advisory_xact_lock(7204062)`.execute(tx);
    const rows = await tx
      .selectFrom("company")
      .select(briefColumns)
      .select(["changeSeq", "formerNames", "description", "fundingTotalFen", "sources", "erasedAt"])
      .where("changeSeq", ">", changeSeq)
      .orderBy("changeSeq")
      .limit(limit)
      .execute();
    const ids = rows.map(({ id }) => id);
    const translations = await tx
      .selectFrom("companyTranslation")
      .select(["companyId", "lang", "oneLiner", "description"])
      .where("companyId", "in", ids)
      .orderBy("lang")
      .execute();
    const ofCompany = Map.groupBy(translations, ({ companyId }) => companyId);
    return rows.map(({ erasedAt, ...row }) => ({
      ...row,
      translations: (ofCompany.get(row.id) ?? []).map(({ companyId: _, ...translation }) => translation),
      isGone: erasedAt !== null || row.mergedIntoId !== null || row.archivedAt !== null,
    }));
  });
}
