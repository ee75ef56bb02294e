import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { foldForSearch, searchWords } from "../company.ts";
import { type CompanyPlace, companyIndexOf, type FoundCompanies, type IndexedOrder } from "../company-index.ts";
import { visiblePasses, visibleRecords } from "../policy.ts";
import { type FacetName, facetNames } from "../schema.ts";
import type { CompanyListItem } from "../views.ts";
import { readRows } from "./company-rows.ts";
import { cursorAt, type PageRequest, positionOf, sortOf } from "./page-request.ts";

/** More companies than this are not counted by reading them. */
export const largeUniverse = 20_000;

export interface IndexedPage {
  items: CompanyListItem[];
  cursor: string | null;
  counts: Pick<FoundCompanies, "total" | "facets">;
}

/** A page as the index finds it, or null where the database has to answer: `isIndexed` says when, or the index is not ready, or it knows no word that was typed. */
export async function findPage(ctx: Context, query: PageRequest, counted: boolean): Promise<IndexedPage | null> {
  const order = indexedOrder(query);
  if (!order || !isIndexed(query)) return null;
  const after = placeAfter(query, order);
  const found = await find(ctx, query, { order, after, limit: query.limit, counted });
  if (!found || isWorthLookingUp(ctx, query, found)) return null;
  const items = await ctx.transact((tx) =>
    readRows(
      tx,
      ctx,
      found.places.map(({ id }) => id),
      query,
    ),
  );
  const last = found.places.at(-1);
  return {
    items: order.by === "relevance" ? nameFirst(items, found.places, query.q ?? "") : items,
    cursor: found.hasMore && last ? cursorAt(query, "index", positionIn(last, order)) : null,
    counts: found,
  };
}

export interface CompanySet {
  counts: Pick<FoundCompanies, "total" | "facets">;
  /** The companies that meet what was typed, all of them; null where nothing was. */
  met: string[] | null;
}

/** Total and facets of a list whose rows the database orders, and whom a typed text meets. Null where the database has to find them. */
export async function findSet(
  ctx: Context,
  query: PageRequest,
  { counted, mostMet }: { counted: boolean; mostMet: number },
): Promise<CompanySet | "tooMany" | null> {
  if (!isIndexed(query) || indexedOrder(query)) return null;
  const order = { by: "created", descending: true } as const;
  const found = await find(ctx, query, { order, after: null, limit: query.q ? mostMet : 0, counted });
  if (!found || isWorthLookingUp(ctx, query, found)) return null;
  if (!query.q) return { counts: found, met: null };
  return found.hasMore ? "tooMany" : { counts: found, met: found.places.map(({ id }) => id) };
}

/** What no word begins with may still be the middle of a name; in a large universe only three letters are found without reading all of it. */
function isWorthLookingUp({ platform }: Context, { q }: PageRequest, { meetText }: FoundCompanies): boolean {
  if (!q || meetText > 0) return false;
  const { total } = companyIndexOf(platform)!.state();
  return total <= largeUniverse || searchWords(q).some((word) => [...word].length >= 3);
}

/** The index holds neither archived companies nor the day of their arrival, and knows names but no web addresses. */
const isIndexed = ({ archived, since, until, ids, q }: PageRequest): boolean =>
  archived !== "yes" && since === undefined && until === undefined && ids === undefined && !isAddress(q ?? "");

const isAddress = (text: string): boolean => /^\S+\.\p{L}{2,}(\/\S*)?$/u.test(text);

function indexedOrder(query: PageRequest): IndexedOrder | null {
  const sort = sortOf(query);
  if (sort === "relevance") return { by: "relevance" };
  const by = sort.replace(/^-/, "");
  return by === "created" || by === "founded" || by === "size" || by === "funding"
    ? { by, descending: sort.startsWith("-") }
    : null;
}

interface Wanted {
  order: IndexedOrder;
  after: CompanyPlace | null;
  limit: number;
  counted: boolean;
}

async function find(ctx: Context, query: PageRequest, { order, after, limit, counted }: Wanted): Promise<FoundCompanies | null> {
  const index = companyIndexOf(ctx.platform);
  if (index?.state().state !== "ready") return null;
  const chosen = Object.fromEntries(
    facetNames.flatMap((name) => (query[name] === undefined ? [] : [[name, [query[name]].flat()]])),
  ) as Partial<Record<FacetName, string[]>>;
  const marks = counted || chosen.passed || chosen.contacted ? await readMarks(ctx) : {};
  const request = { text: query.q || null, order, chosen, marks, limit, after, counted: counted ? facetNames : [] };
  try {
    return await index.find(request);
  } catch (error) {
    ctx.platform.log.error({ error, requestId: ctx.requestId }, "companies could not be searched by the index");
    return null;
  }
}

/** Whom the reader's organisation passed on or spoke to. */
const readMarks = (ctx: Context) =>
  ctx.transact(async (tx) => {
    const passes = await tx
      .selectFrom("companyPass")
      .select(["companyId", sql<boolean>`bool_or(recheck_due_at is not null)`.as("isDue")])
      .where("withdrawnAt", "is", null)
      .where(visiblePasses(ctx.actor))
      .groupBy("companyId")
      .orderBy("companyId")
      .execute();
    const contacts = await tx
      .selectFrom("companyContact")
      .select("companyId")
      .distinct()
      .where("removedAt", "is", null)
      .where(visibleRecords(ctx.actor))
      .orderBy("companyId")
      .execute();
    const idsOf = (rows: readonly { companyId: string }[]): string[] => rows.map(({ companyId }) => companyId);
    return {
      passed: { values: { yes: idsOf(passes), due: idsOf(passes.filter(({ isDue }) => isDue)) }, otherwise: "no" },
      contacted: { values: { yes: idsOf(contacts) }, otherwise: "no" },
    };
  });

/** Of the companies with the words in their names, those that are called or begin just so come first on their page. */
function nameFirst(items: CompanyListItem[], places: readonly CompanyPlace[], typed: string): CompanyListItem[] {
  const text = foldForSearch(typed);
  const tiers = new Map(places.map(({ id, tier }) => [id, tier]));
  const rankOf = ({ id, name, legalName, otherNames }: CompanyListItem): number => {
    if (tiers.get(id) !== 0) return 3;
    const names = [name, legalName ?? "", ...otherNames].map(foldForSearch);
    if (names.includes(text)) return 0;
    return names[0]!.startsWith(text) ? 1 : 2;
  };
  return items.toSorted((a, b) => rankOf(a) - rankOf(b));
}

// A list by number or age has the same places whoever answered its page before.
const ranked = z.tuple([z.int().min(0).max(4), z.number().nullable(), z.uuid()]);
const keyed = z.tuple([z.number(), z.uuid()]);
const aged = z.tuple([z.uuid()]);

function positionIn({ tier, key, id }: CompanyPlace, order: IndexedOrder): unknown[] {
  if (order.by === "relevance") return [tier, key, id];
  return order.by === "created" ? [id] : [key ?? unknownNumber(order.descending), id];
}

function placeAfter(query: PageRequest, order: IndexedOrder): CompanyPlace | null {
  if (order.by === "relevance") {
    const place = positionOf(query, "index", ranked);
    return place && { tier: place[0], key: place[1], id: place[2] };
  }
  if (order.by === "created") {
    const place = positionOf(query, "index", aged);
    return place && { tier: 0, key: null, id: place[0] };
  }
  const place = positionOf(query, "index", keyed);
  return place && { tier: 0, key: place[0] === unknownNumber(order.descending) ? null : place[0], id: place[1] };
}

/** Unknown numbers come last either way. */
const unknownNumber = (descending: boolean): number => (descending ? -1 : Number.MAX_SAFE_INTEGER);
