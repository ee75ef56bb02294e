import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { companyIndexOf } from "../company-index.ts";
import { canReadCompanies, canRecordPasses, canWriteCompanies } from "../policy.ts";
import type { CompanyListQuery } from "../schema.ts";
import type { CompanyListItem, CompanyPage, FacetCounts } from "../views.ts";
import { companyConditions, wholeCondition } from "./company-conditions.ts";
import { countFacets } from "./company-facets.ts";
import { type PageRequest, readPage } from "./company-rows.ts";
import { findCounts, findPage, largeUniverse } from "./find-companies.ts";

interface Counts {
  total: number | null;
  facets: FacetCounts;
}

const uncounted: Counts = { total: null, facets: {} };

/**
 * One page of the universe by filter. Without `sort`, what was typed orders the list (names first), else the newest comes first.
 * Facets and total are counted for the first page only. Refuses seats outside the operators.
 */
export async function listCompanies(ctx: Context, query: CompanyListQuery): Promise<CompanyPage> {
  allow(canReadCompanies(ctx.actor));
  const { items, cursor, counts } = await findCompanies(ctx, query, !query.cursor);
  const state = companyIndexOf(ctx.platform)?.state();
  return {
    items,
    cursor,
    total: counts.total,
    facets: counts.facets,
    index: state && state.state !== "ready" ? state : null,
    can: { create: canWriteCompanies(ctx.actor), edit: canWriteCompanies(ctx.actor), pass: canRecordPasses(ctx.actor) },
  };
}

/** So many rows the database orders by name at most, where the index found them by a text. */
const mostOrdered = 2000;

/** The rows of a page: found by the index where it can, by the database else. The caller has asked the policy. */
export async function findCompanies(
  ctx: Context,
  query: PageRequest,
  counted: boolean,
): Promise<{ items: CompanyListItem[]; cursor: string | null; counts: Counts }> {
  const page = await findPage(ctx, query, counted);
  if (page) return page;
  const known = counted || query.q ? await findCounts(ctx, query, mostOrdered) : null;
  return ctx.transact(async (tx) => {
    const request = known?.ids ? { ...query, q: undefined, ids: known.ids } : query;
    return {
      ...(await readPage(tx, ctx, request)),
      counts: counted ? (known?.counts ?? (await countInDatabase(tx, ctx, query))) : uncounted,
    };
  });
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
