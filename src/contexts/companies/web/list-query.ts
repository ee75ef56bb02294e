import { DomainError } from "#platform/errors.ts";
import { parse } from "#platform/parse.ts";
import { type CompanyFilter, type CompanyListQuery, companyFilter, companyListQuery } from "../schema.ts";

/** Parameters of the list page that are not part of what is listed. */
const ofThePage = new Set(["columns", "saved", "_routes", "index"]);
const ofTheOrder = new Set(["sort", "cursor", "limit"]);

/** The list an address asks for; a parameter nobody declared is refused by name. */
export function listQueryOf(params: URLSearchParams): CompanyListQuery {
  try {
    return parse(companyListQuery, objectOf(params, ofThePage));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error;
    const { fields } = error;
    throw new DomainError("invalid", "companies.errors.unusableAddress", {
      fields,
      values: { names: Object.keys(fields).join(", ") },
      cause: error,
    });
  }
}

/** The filter alone, as a saved search keeps it. */
export const filterOf = (params: URLSearchParams): CompanyFilter =>
  parse(companyFilter, objectOf(params, new Set([...ofThePage, ...ofTheOrder])));

/** A kept filter as an address. */
export function searchParamsOf(filter: Record<string, unknown>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    for (const each of Array.isArray(value) ? value : [value]) if (typeof each === "string") params.append(name, each);
  }
  return params;
}

function objectOf(params: URLSearchParams, left: ReadonlySet<string>): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  for (const name of new Set(params.keys())) {
    if (left.has(name)) continue;
    const values = params.getAll(name).filter((value) => value !== "");
    if (values.length > 0) result[name] = values.length > 1 ? values : values[0]!;
  }
  return result;
}
