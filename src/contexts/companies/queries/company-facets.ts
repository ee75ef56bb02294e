import { type RawBuilder, sql } from "kysely";
import type { Actor, Context, Platform } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { foundedBands, sizeBands } from "../company.ts";
import type { CompanyFilter, FacetName } from "../schema.ts";
import type { FacetCounts } from "../views.ts";
import {
  all,
  bandOf,
  type CompanyConditions,
  companyConditions,
  isContacted,
  isPassed,
  isRecheckDue,
} from "./company-conditions.ts";

const mostValues = 60;
const scalarFacets = ["field", "country", "city", "stage", "status", "founded", "size"] as const;
const listFacets = { topic: "topics", tag: "tags", source: "sources" } as const;

interface Counted {
  total: number;
  facets: FacetCounts;
}

/**
 * Counts every facet's values under the other facets' choices, and the whole. Counts of the open universe are kept until a company
 * changes; those of the reader's own passes and contacts are always counted anew.
 */
export async function countFacets(
  tx: Transaction,
  { actor, platform }: Pick<Context, "actor" | "platform">,
  filter: CompanyFilter,
): Promise<Counted> {
  const conditions = companyConditions(actor, filter);
  const isOpen = filter.passed === undefined && filter.contacted === undefined;
  const open = isOpen ? await countedOnce(tx, platform, filter, conditions) : await countUniverse(tx, conditions);
  const own = await countOwn(tx, actor, conditions, isOpen ? open.total : null);
  return { total: open.total, facets: { ...open.facets, ...own } };
}

interface Kept {
  changeSeq: number;
  counted: Counted;
}

const kept = new WeakMap<Platform, Map<string, Kept>>();
const mostKept = 200;

async function countedOnce(
  tx: Transaction,
  platform: Platform,
  filter: CompanyFilter,
  conditions: CompanyConditions,
): Promise<Counted> {
  const { rows } = await sql<{ changeSeq: number | null }>`select max(change_seq) as change_seq from app.company`.execute(tx);
  const changeSeq = rows[0]?.changeSeq ?? 0;
  const counts = kept.get(platform) ?? new Map<string, Kept>();
  kept.set(platform, counts);
  const key = JSON.stringify([
    conditions.reads,
    Object.entries(filter)
      .filter(([name]) => !ofThePage.has(name))
      .sort(),
  ]);
  const known = counts.get(key);
  if (known?.changeSeq === changeSeq) return known.counted;
  const counted = await countUniverse(tx, conditions);
  counts.delete(key);
  counts.set(key, { changeSeq, counted });
  const oldest = counts.keys().next().value;
  if (counts.size > mostKept && oldest !== undefined) counts.delete(oldest);
  return counted;
}

const ofThePage = new Set(["sort", "cursor", "limit"]);

/** One query over one scan; scalar facets nobody chose from share one aggregate. */
async function countUniverse(tx: Transaction, conditions: CompanyConditions): Promise<Counted> {
  const fits = fitsOf(conditions);
  const chosen = scalarFacets.filter((facet) => conditions.facets[facet]);
  const free = scalarFacets.filter((facet) => !conditions.facets[facet]);
  const counts = [
    sql`select 'total' as facet, '' as value, count(*) as count from base where ${fits(null)}`,
    ...(free.length > 0 ? [countTogether(free, fits(null))] : []),
    ...chosen.map(
      (
        facet,
      ) => sql`(select ${sql.lit(facet)}, ${sql.id(facet)}, count(*) from base where ${sql.id(facet)} is not null and ${fits(facet)}
        group by 2 order by 3 desc, 2 limit ${sql.lit(mostValues)})`,
    ),
    ...Object.entries(listFacets).map(
      ([
        facet,
        column,
      ]) => sql`(select ${sql.lit(facet)}, value, count(*) from base cross join lateral unnest(${sql.id(column)}) as value
        where ${fits(facet as FacetName)} group by 2 order by 3 desc, 2 limit ${sql.lit(mostValues)})`,
    ),
  ];
  const { rows } = await sql<{ facet: string; value: string; count: number }>`
    with base as materialized (
      select company.field, company.country::text as country, company.city, company.stage, company.status,
        ${bandOf("company.founded_year", foundedBands)} as founded, ${bandOf("company.team_size", sizeBands)} as size,
        company.topics, company.tags, company.sources ${verdictsOf(conditions)}
      from app.company where ${conditions.base})
    ${sql.join(counts, sql` union all `)}`.execute(tx);
  const names = [...scalarFacets, ...Object.keys(listFacets)];
  return { total: rows.find(({ facet }) => facet === "total")?.count ?? 0, facets: gather(rows, names) };
}

function countTogether(facets: readonly string[], condition: RawBuilder<boolean>): RawBuilder<unknown> {
  const columns = facets.map((facet) => sql.id(facet));
  const sets = columns.map((column) => sql`(${column})`);
  const values = facets.map((facet) => sql`(${sql.lit(facet)}, ${sql.id(facet)}, ${sql.id(`absent_${facet}`)})`);
  const absent = facets.map((facet) => sql`grouping(${sql.id(facet)}) as ${sql.id(`absent_${facet}`)}`);
  return sql`(select facet, value, count from (
    select facet, value, count, row_number() over (partition by facet order by count desc, value) as place
    from (select ${sql.join(columns)}, ${sql.join(absent)}, count(*) as count from base where ${condition} group by grouping sets (${sql.join(sets)})) as groups
      cross join lateral (values ${sql.join(values)}) as counted (facet, value, absent)
    where absent = 0 and value is not null) as placed where place <= ${sql.lit(mostValues)})`;
}

/** Passes and contacts of the reader's organisation. With the whole known, only the companies that have any are looked at. */
async function countOwn(
  tx: Transaction,
  actor: Actor,
  conditions: CompanyConditions,
  whole: number | null,
): Promise<FacetCounts> {
  const fits = fitsOf(conditions);
  const recorded = whole === null ? sql`true` : sql`(${isPassed(actor)} or ${isContacted(actor)})`;
  const { rows } = await sql<Record<"passable" | "passed" | "due" | "contactable" | "contacted", number>>`
    with base as materialized (
      select ${isPassed(actor)} as is_passed, ${isRecheckDue(actor)} as is_due, ${isContacted(actor)} as is_contacted ${verdictsOf(conditions)}
      from app.company where ${recorded} and ${conditions.base})
    select count(*) filter (where ${fits("passed")}) as passable, count(*) filter (where is_passed and ${fits("passed")}) as passed,
      count(*) filter (where is_due and ${fits("passed")}) as due,
      count(*) filter (where ${fits("contacted")}) as contactable, count(*) filter (where is_contacted and ${fits("contacted")}) as contacted
    from base`.execute(tx);
  const { passable, passed, due, contactable, contacted } = rows[0]!;
  return {
    passed: largestFirst({ yes: passed, no: (whole ?? passable) - passed, due }),
    contacted: largestFirst({ yes: contacted, no: (whole ?? contactable) - contacted }),
  };
}

const largestFirst = (counts: Record<string, number>): { value: string; count: number }[] =>
  Object.entries(counts)
    .map(([value, count]) => ({ value, count }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));

function verdictsOf({ facets }: CompanyConditions): RawBuilder<unknown> {
  return sql.join(
    Object.entries(facets).map(([facet, condition]) => sql`, coalesce(${condition}, false) as ${sql.id(`fits_${facet}`)}`),
    sql``,
  );
}

const fitsOf =
  ({ facets }: CompanyConditions) =>
  (except: FacetName | null): RawBuilder<boolean> =>
    all(
      Object.keys(facets)
        .filter((facet) => facet !== except)
        .map((facet) => sql`${sql.id(`fits_${facet}`)}`),
    ) as RawBuilder<boolean>;

const gather = (rows: { facet: string; value: string; count: number }[], names: readonly string[]): FacetCounts =>
  Object.fromEntries(
    names.map((name) => [name, rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }))]),
  );
