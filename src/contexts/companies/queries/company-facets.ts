import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
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
const scalarFacets = ["field", "country", "city", "stage", "status", "founded", "size", "contacted"] as const;
const listFacets = ["topic", "tag", "source", "passed"] as const;

/** Counts every facet's values under the other facets' choices, and the whole: one grouping a facet over one scan. */
export async function countFacets(
  tx: Transaction,
  { actor }: Pick<Context, "actor">,
  filter: CompanyFilter,
): Promise<{ total: number; facets: FacetCounts }> {
  const conditions = companyConditions(actor, filter);
  const counts = [
    sql`select 'total' as facet, '' as value, count(*) as count from base where ${fits(conditions, null)}`,
    ...scalarFacets.map((facet) => counted(facet, sql`base`, sql.id(facet), conditions)),
    ...listFacets.map((facet) => counted(facet, sql`base cross join unnest(${sql.id(facet)}) as one`, sql`one`, conditions)),
  ];
  const { rows } = await sql<{ facet: string; value: string; count: number }>`
    with base as materialized (
      select company.field, company.country::text as country, company.city, company.stage, company.status,
        ${bandOf("company.founded_year", foundedBands)} as founded, ${bandOf("company.team_size", sizeBands)} as size,
        company.topics as topic, company.tags as tag, company.sources as source,
        case when ${isRecheckDue(actor)} then array['yes', 'due'] when ${isPassed(actor)} then array['yes'] else array['no'] end as passed,
        case when ${isContacted(actor)} then 'yes' else 'no' end as contacted ${verdictsOf(conditions)}
      from app.company where ${conditions.base})
    ${sql.join(counts, sql` union all `)}`.execute(tx);
  const valuesOf = (name: string) => rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }));
  return {
    total: valuesOf("total")[0]?.count ?? 0,
    facets: Object.fromEntries([...scalarFacets, ...listFacets].map((facet) => [facet, valuesOf(facet)])),
  };
}

function counted(
  facet: FacetName,
  from: RawBuilder<unknown>,
  value: RawBuilder<unknown>,
  conditions: CompanyConditions,
): RawBuilder<unknown> {
  return sql`(select ${sql.lit(facet)}, ${value}, count(*) from ${from} where ${value} is not null and ${fits(conditions, facet)}
    group by 2 order by 3 desc, 2 limit ${sql.lit(mostValues)})`;
}

function verdictsOf({ facets }: CompanyConditions): RawBuilder<unknown> {
  return sql.join(
    Object.entries(facets).map(([facet, condition]) => sql`, coalesce(${condition}, false) as ${sql.id(`fits_${facet}`)}`),
    sql``,
  );
}

const fits = ({ facets }: CompanyConditions, except: FacetName | null): RawBuilder<boolean> =>
  all(
    Object.keys(facets)
      .filter((facet) => facet !== except)
      .map((facet) => sql`${sql.id(`fits_${facet}`)}`),
  ) as RawBuilder<boolean>;
