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
  /** Nothing of it may be kept anywhere. */
  isErased: boolean;
}

/** Companies changed after the number, oldest change first; remember the last `changeSeq` and ask again. None is ever skipped. */
export async function companiesChangedSince(
  { platform }: Pick<Context, "platform">,
  changeSeq: number,
  limit: number,
): Promise<ChangedCompany[]> {
  const ctx = contextFor(platform, system);
  const settled = await ctx.transact(settledChangeSeq);
  if (settled <= changeSeq) return [];
  return ctx.transact((tx) =>
    wholeCompanies(tx, (select) =>
      select.where("changeSeq", ">", changeSeq).where("changeSeq", "<=", settled).orderBy("changeSeq").limit(limit),
    ),
  );
}

/**
 * Up to where all changes are committed. Waits for writers that hold a smaller number; in a transaction of its own, because those who
 * come later wait for it.
 */
async function settledChangeSeq(tx: Transaction): Promise<number> {
  await sql`select pg_advisory_xact_lock(7204062)`.execute(tx);
  const { rows } = await sql<{ last: number }>`select coalesce(max(change_seq), 0) as last from app.company`.execute(tx);
  return rows[0]!.last;
}

/** About so many companies from all over the universe, the same ones as long as nothing changes; all of them where there are fewer. */
export async function sampleCompanies({ platform }: Pick<Context, "platform">, size: number): Promise<ChangedCompany[]> {
  return contextFor(platform, system).transact(async (tx) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from app.company`.execute(tx);
    const percent = Math.min(100, (100 * size) / Math.max(1, rows[0]!.count));
    const sample = sql<string>`(select id from app.company tablesample bernoulli (${percent}) repeatable (1))`;
    return wholeCompanies(tx, (select) => select.where("id", "in", sample).orderBy("id"));
  });
}

const selectWhole = (tx: Transaction) =>
  tx
    .selectFrom("company")
    .select(briefColumns)
    .select(["changeSeq", "formerNames", "description", "fundingTotalFen", "sources", "erasedAt"]);

async function wholeCompanies(
  tx: Transaction,
  narrow: (select: ReturnType<typeof selectWhole>) => ReturnType<typeof selectWhole>,
): Promise<ChangedCompany[]> {
  const rows = await narrow(selectWhole(tx)).execute();
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
    isErased: erasedAt !== null,
  }));
}
