import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { detectTextLanguage } from "#platform/text-language.ts";
import { searchTextOf } from "../company.ts";
import { registrableDomain } from "../deduplication/domains.ts";
import { buildIndex, type CompanyRecord, candidatesFor } from "../deduplication/index.ts";
import { firmNameKeys } from "../deduplication/names.ts";
import { companyChanged } from "../events.ts";
import type { NewCompany } from "../schema.ts";

/** What a firm says of itself where it comes in. */
export type KnownFirm = Pick<NewCompany, "name"> & Partial<NewCompany>;

/** More of one name or site are a crowd, and none of them is surely the firm. */
const mostCandidates = 50;

/**
 * The record of a firm that came in by itself, if the universe has one that is surely the same; null leaves the choice to a person. Its web
 * domain and its name but for the legal form are enough; else the same comparison as for duplicates, among those that share either.
 */
export async function recogniseCompany(tx: Transaction, firm: KnownFirm): Promise<string | null> {
  const names = [firm.name, firm.legalName, ...(firm.otherNames ?? [])].flatMap((name) => (name ? [name.toLowerCase()] : []));
  const domain = registrableDomain(firm.website);
  const rows = await tx
    .selectFrom("company")
    .select(["id", "name", "legalName", "otherNames", "formerNames", "website", "country", "city", "foundedYear", "lang"])
    .select(["oneLiner", "description", "domain"])
    .where((eb) =>
      eb.or([
        eb(sql<string>`lower(name) collate "C"`, "in", names),
        eb(sql<string>`lower(legal_name)`, "in", names),
        ...(domain ? [eb("domain", "=", domain)] : []),
      ]),
    )
    .where("mergedIntoId", "is", null)
    .where("archivedAt", "is", null)
    .where("erasedAt", "is", null)
    .orderBy("id")
    .limit(mostCandidates)
    .execute();
  const keys = new Set(firmNameKeys(firm.name));
  const sameSite = rows.filter(
    (row) => domain !== null && row.domain === domain && firmNameKeys(row.name).some((key) => keys.has(key)),
  );
  if (sameSite.length === 1) return sameSite[0]!.id;
  const record: CompanyRecord = { ...emptyRecord, ...firm, id: "asked", sources: [] } as CompanyRecord;
  const [best] = candidatesFor(record, buildIndex(rows.map((row) => ({ ...row, sources: [] }))));
  return best?.verdict === "surely_same" ? (best.left === "asked" ? best.right : best.left) : null;
}

const emptyRecord = {
  legalName: null,
  otherNames: [],
  formerNames: [],
  website: null,
  country: null,
  city: null,
  foundedYear: null,
  lang: "en",
  oneLiner: "",
  description: "",
};

/** Puts a firm into the universe that told of itself; every value is marked as the firm's own word. */
export async function enterCompany(tx: Transaction, ctx: Context, firm: KnownFirm): Promise<string> {
  const id = newId();
  const domain = registrableDomain(firm.website);
  const mark = { source: ownWord, at: ctx.now().toISOString() };
  await tx
    .insertInto("company")
    .values({
      ...firm,
      id,
      lang: firm.lang ?? detectTextLanguage(`${firm.oneLiner ?? ""} ${firm.description ?? ""}`),
      domain,
      sources: [ownWord],
      searchText: searchTextOf({ ...firm, domain }),
      provenance: json(Object.fromEntries(Object.keys(firm).map((column) => [column, mark]))),
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    })
    .execute();
  await publish(tx, ctx, companyChanged, { companyIds: [id] });
  return id;
}

/** Fills what the record of a firm lacks with what it said of itself; what is known already stays as it is. */
export async function completeCompany(tx: Transaction, ctx: Context, companyId: string, firm: KnownFirm): Promise<void> {
  const row = await tx.selectFrom("company").selectAll().where("id", "=", companyId).executeTakeFirstOrThrow();
  const isEmpty = (value: unknown) => value === null || value === "";
  const told = Object.entries(firm).filter(([column, value]) => !isEmpty(value) && isEmpty(row[column as keyof typeof row]));
  if (told.length === 0) return;
  const mark = { source: ownWord, at: ctx.now().toISOString() };
  const known = { ...row, ...Object.fromEntries(told) };
  const domain = row.domain ?? registrableDomain(known.website);
  await tx
    .updateTable("company")
    .set({
      ...Object.fromEntries(told),
      domain,
      searchText: searchTextOf({ ...known, domain }),
      provenance: json({ ...(row.provenance as object), ...Object.fromEntries(told.map(([column]) => [column, mark])) }),
      version: row.version + 1,
      updatedAt: ctx.now(),
    })
    .where("id", "=", companyId)
    .execute();
  await publish(tx, ctx, companyChanged, { companyIds: [companyId] });
}

const ownWord = "own-word";
