import { parse } from "#platform/parse.ts";
import { type NeedQuery, needQuery } from "../schema.ts";

/** The address of the list as a query; a parameter given several times is a list. */
export function queryOf(request: Request, limits: { limit?: number } = {}): NeedQuery {
  const { searchParams } = new URL(request.url);
  const read = (name: string) => {
    const values = searchParams.getAll(name).filter(Boolean);
    return values.length === 0 ? undefined : values.length === 1 ? values[0] : values;
  };
  const names = ["q", "state", "unitId", "field", "urgency", "due", "mine", "sort", "cursor"];
  return parse(needQuery, { ...Object.fromEntries(names.map((name) => [name, read(name)])), ...limits });
}
