import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { canEraseCompany, canRecordContacts, canRecordPasses, canWriteCompanies } from "../policy.ts";
import type { CompanyView } from "../views.ts";
import { listPassesOf, requireCompany } from "./company-records.ts";

/** One company with everything its page shows. A merged record says where it lives on (`mergedIntoId`); an erased or unknown one is not found. */
export function getCompany(ctx: Context, companyId: string): Promise<CompanyView> {
  return ctx.transact(async (tx) => {
    const { searchText: _, changeSeq: __, erasedAt: ___, ...row } = await requireCompany(tx, ctx.actor, companyId);
    const isOpen = row.mergedIntoId === null;
    const canWrite = canWriteCompanies(ctx.actor);
    return {
      ...row,
      translations: await translationsOf(tx, companyId),
      provenance: await provenanceOf(tx, row.provenance as Record<string, StoredMark>),
      sources: await sourcesOf(tx, companyId),
      passes: await listPassesOf(tx, ctx, [companyId]),
      mergedFrom: await mergesInto(tx, companyId),
      can: {
        edit: isOpen && canWrite,
        archive: isOpen && canWrite,
        erase: isOpen && canEraseCompany(ctx.actor),
        recordContact: isOpen && canRecordContacts(ctx.actor),
        pass: isOpen && canRecordPasses(ctx.actor),
        attach: isOpen && canRecordContacts(ctx.actor),
      },
    };
  });
}

/** Value of a column of `provenance`: a source, or a person who typed it. */
export interface StoredMark {
  source: string;
  at: string;
  personId?: string | null;
}

/** Names the people behind the marks where the reader may know them. */
async function provenanceOf(tx: Transaction, marks: Record<string, StoredMark>): Promise<CompanyView["provenance"]> {
  const ids = [...new Set(Object.values(marks).flatMap(({ personId }) => personId ?? []))];
  const people = await tx.selectFrom("person").select(["id", "name"]).where("id", "in", ids).execute();
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    Object.entries(marks).map(([column, { source, at, personId }]) => [
      column,
      { source, at, personName: personId ? (nameOf.get(personId) ?? null) : null },
    ]),
  );
}

const translationsOf = (tx: Transaction, companyId: string) =>
  tx
    .selectFrom("companyTranslation")
    .select(["lang", "oneLiner", "description", "origin", "isStale", "updatedAt"])
    .where("companyId", "=", companyId)
    .orderBy("lang")
    .execute();

const sourcesOf = (tx: Transaction, companyId: string) =>
  tx
    .selectFrom("companySource")
    .select(["source", "externalId", "firstSeenAt", "lastSeenAt"])
    .where("companyId", "=", companyId)
    .orderBy("lastSeenAt", "desc")
    .orderBy("id")
    .execute();

const mergesInto = (tx: Transaction, companyId: string) =>
  tx
    .selectFrom("companyMerge")
    .innerJoin("company", "company.id", "companyMerge.absorbedCompanyId")
    .select(["companyMerge.id as mergeId", "company.id as companyId", "company.name", "companyMerge.mergedAt"])
    .where("companyMerge.survivingCompanyId", "=", companyId)
    .where("companyMerge.undoneAt", "is", null)
    .orderBy("companyMerge.mergedAt", "desc")
    .execute();
