import { parse } from "#platform/parse.ts";
import { addressQuery } from "#web/address-query.ts";
import { type MatchQuery, matchQuery } from "../schema.ts";

/** The matches an address asks for; a parameter nobody declared is refused by name. */
export const matchQueryOf = (params: URLSearchParams): MatchQuery => parse(matchQuery, addressQuery(params));
