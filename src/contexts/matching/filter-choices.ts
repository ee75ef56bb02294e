import { sql } from "kysely";
import { fields, foundedBands, sizeBands, stages } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";

export interface FilterChoices {
  country: string[];
  stage: readonly string[];
  field: readonly string[];
  founded: string[];
  size: string[];
  source: string[];
  status: string[];
}

/** What the filters of a match page offer: the fixed lists, and the countries, sources and statuses the universe holds. */
export async function filterChoices(ctx: Context): Promise<FilterChoices> {
  const { rows } = await ctx.transact((tx) =>
    sql<{ country: string[] | null; source: string[] | null; status: string[] | null }>`
      select (select array_agg(country order by count desc) from (select country::text, count(*) from app.company where country is not null group by 1) c) as country,
        (select array_agg(source order by count desc) from (select unnest(sources) as source, count(*) from app.company group by 1) s) as source,
        (select array_agg(status order by count desc) from (select status, count(*) from app.company group by 1) t) as status`.execute(
      tx,
    ),
  );
  const { country, source, status } = rows[0]!;
  return {
    country: country ?? [],
    stage: stages,
    field: fields,
    founded: foundedBands.map(({ id }) => id),
    size: sizeBands.map(({ id }) => id),
    source: source ?? [],
    status: status ?? [],
  };
}
