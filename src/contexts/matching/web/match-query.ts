import { filterNames, type MatchQuery } from "../schema.ts";

const single = ["cursor", "excluded", "passed"] as const;

/** The part of an address that is a query for matches; what others put there is not ours to refuse. */
export function matchQueryOf(params: URLSearchParams): Partial<MatchQuery> {
  const query: Record<string, string | string[]> = {};
  for (const name of filterNames) {
    const values = params.getAll(name).filter(Boolean);
    if (values.length > 0) query[name] = values;
  }
  for (const name of single) {
    const value = params.get(name);
    if (value) query[name] = value;
  }
  return query as Partial<MatchQuery>;
}
