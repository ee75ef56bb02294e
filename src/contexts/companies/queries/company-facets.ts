import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { foundedBands, sizeBands } from "../company.ts";
import type { FacetName } from "../schema.ts";
import { facetNames } from "../schema.ts";
import type { FacetCounts } from "../views.ts";
import { all, bandOf, type CompanyConditions, isContacted, isPassed, isRecheckDue } from "./company-conditions.ts";

const mostValues = 60;

/** Counts every facet's values (under the other facets' choices) and the whole, in one query over one scan. */
export async function countFacets(
  tx: Transaction,
  actor: Actor,
  { base, facets }: CompanyConditions,
): Promise<{ total: number; facets: FacetCounts }> {
  const chosen = Object.entries(facets) as [FacetName, RawBuilder<boolean>][];
  const verdicts = chosen.map(([facet, condition]) => sql`, ${condition} as ${sql.id(`fits_${facet}`)}`);
  const fits = (except: FacetName | null) =>
    all(chosen.filter(([facet]) => facet !== except).map(([facet]) => sql<boolean>`coalesce(${sql.id(`fits_${facet}`)}, false)`));
  const counts = facetNames.map(
    (facet) => sql`(select ${facet}::text as facet, value, count(*) as count from base ${valuesOf(facet)}
      where value is not null and ${fits(facet)} group by value order by count(*) desc, value limit ${sql.lit(mostValues)})`,
  );
  const { rows } = await sql<{ facet: string; value: string; count: number }>`
    with base as materialized (
      select company.field, company.topics, company.country::text as country, company.city, company.stage, company.status, company.tags, company.sources,
        ${bandOf("company.founded_year", foundedBands)} as founded, ${bandOf("company.team_size", sizeBands)} as size,
        ${isPassed(actor)} as is_passed, ${isRecheckDue(actor)} as is_due, ${isContacted(actor)} as is_contacted
        ${sql.join(verdicts, sql``)}
      from app.company where ${base})
    select 'total' as facet, '' as value, count(*) as count from base where ${fits(null)}
    union all ${sql.join(counts, sql` union all `)}`.execute(tx);
  const total = rows.find(({ facet }) => facet === "total")?.count ?? 0;
  return {
    total,
    facets: Object.fromEntries(
      facetNames.map((name) => [name, rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }))]),
    ),
  };
}

/** A lateral list of the values a row counts for. */
function valuesOf(facet: FacetName): RawBuilder<unknown> {
  switch (facet) {
    case "topic":
      return sql`cross join lateral unnest(topics) as value`;
    case "tag":
      return sql`cross join lateral unnest(tags) as value`;
    case "source":
      return sql`cross join lateral unnest(sources) as value`;
    case "passed":
      return sql`cross join lateral unnest(array[case when is_passed then 'yes' else 'no' end, case when is_due then 'due' end]) as value`;
    case "contacted":
      return sql`cross join lateral (values (case when is_contacted then 'yes' else 'no' end)) as facet_value (value)`;
    default:
      return sql`cross join lateral (values (base.${sql.id(facet)})) as facet_value (value)`;
  }
}
