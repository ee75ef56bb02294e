import { parse } from "#platform/parse.ts";
import { addressQuery } from "#web/address-query.ts";
import { type CalendarQuery, calendarQuery, type PilotFilter, type PilotQuery, pilotFilter, pilotQuery } from "../../schema.ts";

/** Parameters of the pages that are not part of what is listed. */
const ofThePages = ["view", "columns", "format", "saved", "decide", "to", "month"];

/** The list an address asks for; a parameter nobody declared is refused by name. */
export const queryOf = (request: Request): PilotQuery =>
  parse(pilotQuery, addressQuery(new URL(request.url).searchParams, ofThePages));

/** The same where there are no pages of rows. */
export const filterOf = (request: Request): PilotFilter =>
  parse(pilotFilter.strict(), addressQuery(new URL(request.url).searchParams, [...ofThePages, "cursor", "sort", "limit"]));

/** A month of the calendar with its filter. */
export const calendarQueryOf = (request: Request): CalendarQuery =>
  parse(calendarQuery, addressQuery(new URL(request.url).searchParams, ["view", "columns", "saved", "cursor", "sort"]));
