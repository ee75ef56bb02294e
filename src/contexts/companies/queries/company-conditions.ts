import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "#platform/context.ts";
import { type Band, foldForSearch, foundedBands, searchWords, sizeBands } from "../company.ts";
import { canReadCompanies } from "../policy.ts";
import type { CompanyFilter, FacetName } from "../schema.ts";

export type Condition = RawBuilder<SqlBool>;

/** Conditions on app.company: `base` holds always, each facet's own condition is left out where that facet is counted. */
export interface CompanyConditions {
  base: Condition;
  facets: Partial<Record<FacetName, Condition>>;
}

/** Translates a filter; what the actor may not read is outside `base`. */
export function companyConditions(actor: Actor, filter: CompanyFilter): CompanyConditions {
  const base: Condition[] = [
    canReadCompanies(actor) ? sql`true` : sql`false`,
    sql`company.erased_at is null and company.merged_into_id is null`,
    filter.archived === "yes" ? sql`company.archived_at is not null` : sql`company.archived_at is null`,
    ...searchWords(filter.q ?? "").map((word) => sql<SqlBool>`company.search_text like ${`%${escapeLike(word)}%`}`),
    ...(filter.since ? [sql<SqlBool>`company.created_at > ${filter.since}::timestamptz`] : []),
    ...(filter.until ? [sql<SqlBool>`company.created_at <= ${filter.until}::timestamptz`] : []),
  ];
  return { base: all(base), facets: facetConditions(actor, filter) };
}

export const wholeCondition = ({ base, facets }: Pick<CompanyConditions, "base" | "facets">): Condition =>
  all([base, ...Object.values(facets)]);

export function all(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

function facetConditions(actor: Actor, filter: CompanyFilter): CompanyConditions["facets"] {
  const facets: CompanyConditions["facets"] = {};
  const oneOf = (facet: "field" | "country" | "city" | "stage" | "status") => {
    const values = filter[facet];
    if (values) facets[facet] = sql`${sql.ref(`company.${facet}`)} = any (${values}::text[])`;
  };
  oneOf("field");
  oneOf("country");
  oneOf("city");
  oneOf("stage");
  oneOf("status");
  if (filter.topic) facets.topic = sql`company.topics && ${filter.topic}::text[]`;
  if (filter.tag) facets.tag = sql`company.tags && ${filter.tag}::text[]`;
  if (filter.source) facets.source = sql`company.sources && ${filter.source}::text[]`;
  if (filter.founded) facets.founded = inBands(sql.ref("company.founded_year"), foundedBands, filter.founded);
  if (filter.size) facets.size = inBands(sql.ref("company.team_size"), sizeBands, filter.size);
  if (filter.passed === "yes") facets.passed = isPassed(actor);
  if (filter.passed === "no") facets.passed = sql`not ${isPassed(actor)}`;
  if (filter.passed === "due") facets.passed = isRecheckDue(actor);
  if (filter.contacted === "yes") facets.contacted = isContacted(actor);
  if (filter.contacted === "no") facets.contacted = sql`not ${isContacted(actor)}`;
  return facets;
}

function inBands(column: RawBuilder<unknown>, bands: readonly Band[], chosen: readonly string[]): Condition {
  const parts = bands
    .filter(({ id }) => chosen.includes(id))
    .map(({ from, to }) => sql<SqlBool>`${column} between ${from ?? -2147483648} and ${to ?? 2147483647}`);
  return sql`(${sql.join(parts, sql` or `)})`;
}

/** The id of the band a column's value lies in. */
export function bandOf(column: string, bands: readonly Band[]): RawBuilder<string | null> {
  const cases = bands.map(
    ({ id, from, to }) => sql`when ${sql.ref(column)} between ${from ?? -2147483648} and ${to ?? 2147483647} then ${id}`,
  );
  return sql`case ${sql.join(cases, sql` `)} end`;
}

/** Hashed once for the whole list instead of probed row by row; the organisation is named although row-level security holds too. */
export const isPassed = (actor: Actor): Condition => sql`company.id in (${passedIds(actor)})`;

export const isRecheckDue = (actor: Actor): Condition =>
  sql`company.id in (${passedIds(actor)} and pass.recheck_due_at is not null)`;

const passedIds = ({ organisationId, personId }: Actor) =>
  sql`select pass.company_id from app.company_pass pass where pass.owner_org_id = ${organisationId}::uuid
    and not coalesce(${personId}::uuid = any (pass.excluded_person_ids), false) and pass.withdrawn_at is null`;

export const isContacted = ({ organisationId }: Actor): Condition =>
  sql`company.id in (select contact.company_id from app.company_contact contact
    where contact.owner_org_id = ${organisationId}::uuid and contact.removed_at is null)`;

/** 0: a name is exactly what was typed; then: the name begins with it, holds it, anything else does. `search_text` begins with the names, one a line. */
export function searchRank(typed: string): RawBuilder<number> {
  const text = foldForSearch(typed);
  const pattern = escapeLike(text);
  return sql`case when split_part(company.search_text, E'\n', 1) = ${text} then 0
    when E'\n' || company.search_text || E'\n' like ${`%\n${pattern}\n%`} then 1
    when company.search_text like ${`${pattern}%`} then 2
    when split_part(company.search_text, E'\n', 1) like ${`%${pattern}%`} then 3
    else 4 end`;
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
