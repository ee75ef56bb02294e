import { mostTyped } from "#platform/most-typed.ts";
import { parse } from "#platform/parse.ts";
import { addressQuery } from "#web/address-query.ts";
import { type CompanyFilter, type CompanyListQuery, companyFilter, companyListQuery } from "../schema.ts";

/** Parameters of the list page that are not part of what is listed. */
const ofThePage = ["columns", "saved"];
const ofTheOrder = ["sort", "cursor", "limit"];

/** The list an address asks for; a parameter nobody declared is refused by name, a longer text than is read is cut. */
export function listQueryOf(params: URLSearchParams): CompanyListQuery {
  const query = addressQuery(params, ofThePage);
  return parse(
    companyListQuery,
    typeof query.q === "string" ? { ...query, q: query.q.slice(0, mostTyped).toWellFormed() } : query,
  );
}

/** The filter alone, as a saved search keeps it. */
export const filterOf = (params: URLSearchParams): CompanyFilter =>
  parse(companyFilter, addressQuery(params, [...ofThePage, ...ofTheOrder]));

/** A kept filter as an address. */
export function searchParamsOf(filter: Record<string, unknown>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    for (const each of Array.isArray(value) ? value : [value]) if (typeof each === "string") params.append(name, each);
  }
  return params;
}
