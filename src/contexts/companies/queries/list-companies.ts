import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee, DomainError } from "#platform/errors.ts";
import { mostOrdered } from "../company.ts";
import { companyIndexOf } from "../company-index.ts";
import { canReadCompanies, canRecordPasses, canWriteCompanies } from "../policy.ts";
import type { CompanyListQuery, CompanySort } from "../schema.ts";
import type { CompanyListItem, CompanyPage, FacetCounts } from "../views.ts";
import { companyConditions, wholeCondition } from "./company-conditions.ts";
import { countFacets } from "./company-facets.ts";
import { readPage } from "./company-rows.ts";
import { findPage, findSet, largeUniverse } from "./find-companies.ts";
import { finderOf, type PageRequest, sortOf } from "./page-request.ts";

interface Counts {
  total: number | null;
  facets: FacetCounts;
}

const uncounted: Counts = { total: null, facets: {} };

/**
 * One page of the universe by filter. Without `sort`, what was typed orders the list (names first), else the newest comes first; so it
 * does where too many companies meet it to be ordered by name or change. The page tells its order.
 * Facets and total are counted for the first page only. Refuses seats outside the operators.
 */
export async function listCompanies(ctx: Context, query: CompanyListQuery): Promise<CompanyPage> {
  allowToSee(canReadCompanies(ctx.actor));
  const { items, cursor, counts, sort } = await findCompanies(ctx, query, !query.cursor);
  const state = companyIndexOf(ctx.platform)?.state();
  return {
    items,
    cursor,
    sort,
    total: counts.total,
    facets: counts.facets,
    index: state && state.state !== "ready" ? state : null,
    can: { create: canWriteCompanies(ctx.actor), edit: canWriteCompanies(ctx.actor), pass: canRecordPasses(ctx.actor) },
  };
}

export interface FoundPage {
  items: CompanyListItem[];
  cursor: string | null;
  counts: Counts;
  /** The order of the items: by relevance where too many meet what was typed to be ordered otherwise. */
  sort: CompanySort;
}

/** The rows of a page: found by the index where it can, by the database else. The caller has asked the policy. */
export async function findCompanies(
  ctx: Context,
  query: PageRequest,
  counted: boolean,
  mostMet: number = mostOrdered,
): Promise<FoundPage> {
  const sort = sortOf(query);
  const finder = finderOf(query);
  if (finder !== "database") {
    const page = await findPage(ctx, query, counted);
    if (page) return { ...page, sort };
    const set = counted || query.q ? await findSet(ctx, query, { counted, mostMet }) : null;
    if (set === "tooMany") return findCompanies(ctx, { ...query, sort: "relevance" }, counted);
    if (set) return { ...(await ctx.transact((tx) => readPage(tx, ctx, query, set.met))), counts: set.counts, sort };
    if (finder === "index") throw new DomainError("unavailable", "companies.errors.searchUnavailable");
  }
  return ctx.transact(async (tx) => ({
    ...(await readPage(tx, ctx, query)),
    counts: counted ? await countInDatabase(tx, ctx, query) : uncounted,
    sort,
  }));
}

const mostCounted = 10_000;

/** In a large universe facets are left out and the total is told up to some thousands: reading a million rows would hold up everybody. */
async function countInDatabase(tx: Transaction, ctx: Context, query: PageRequest): Promise<Counts> {
  if ((await countUpTo(tx, sql`true`, largeUniverse)) <= largeUniverse) return countFacets(tx, ctx, query);
  const count = await countUpTo(tx, wholeCondition(companyConditions(ctx.actor, query)), mostCounted);
  return { total: count > mostCounted ? null : count, facets: {} };
}

async function countUpTo(tx: Transaction, condition: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from app.company where ${condition} limit ${sql.lit(most + 1)}) as counted`.execute(tx);
  return rows[0]?.count ?? 0;
}
