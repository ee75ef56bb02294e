import { parse } from "#platform/parse.ts";
import { addressQuery } from "#web/address-query.ts";
import { type NeedQuery, needQuery } from "../schema.ts";

/** Parameters of the list page that are not part of what is listed. */
const ofThePage = ["view", "columns", "format", "saved"];

/** The list an address asks for; a parameter nobody declared is refused by name. */
export const queryOf = (request: Request, limits: { limit?: number } = {}): NeedQuery =>
  parse(needQuery, { ...addressQuery(new URL(request.url).searchParams, ofThePage), ...limits });
