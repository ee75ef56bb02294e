import { type Endpoint, endpoint } from "#platform/api.ts";
import { calendarAddress, pilotBoard, pilotCalendar, pilotClocks, pilotFacetsView, pilotPage } from "./board-views.ts";
import { renewCalendarAddress } from "./commands/calendar-address.ts";
import { findCalendarAddress, getPilotCalendarFile } from "./queries/calendar-feed.ts";
import { exportPilots } from "./queries/export-pilots.ts";
import { listPilots } from "./queries/list-pilots.ts";
import { getPilotBoard } from "./queries/pilot-board.ts";
import { getPilotCalendar } from "./queries/pilot-calendar.ts";
import { getPilotClocks } from "./queries/pilot-clocks.ts";
import { pilotFacets } from "./queries/pilot-facets.ts";
import { calendarQuery, pilotExport, pilotFilter, pilotParams, pilotQuery } from "./schema.ts";

const read = "pilots:read";

/** Pilots as a list, with what a filter leaves, and as a board. */
export const boardEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pilots",
    summary: "Pilots you may read, filtered by facets, as your side sees them",
    scope: read,
    query: pilotQuery,
    response: pilotPage,
    handle: (ctx, { query }) => listPilots(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/pilots/facets",
    summary: "How many pilots lie behind each choice of each facet",
    scope: read,
    query: pilotFilter.strict(),
    response: pilotFacetsView,
    handle: (ctx, { query }) => pilotFacets(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/pilots/board",
    summary: "Pilots as columns by state, the longest in it first",
    scope: read,
    query: pilotFilter.strict(),
    response: pilotBoard,
    handle: (ctx, { query }) => getPilotBoard(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/pilots/export",
    summary: "The pilots a filter leaves as CSV or XLSX",
    scope: read,
    query: pilotExport,
    handle: (ctx, { query: { format, ...query } }) => exportPilots(ctx, query, format),
  }),
  endpoint({
    method: "get",
    path: "/pilots/calendar",
    summary: "Dates of the pilots you may read in a month",
    scope: read,
    query: calendarQuery,
    response: pilotCalendar,
    handle: (ctx, { query }) => getPilotCalendar(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/pilots/calendar-address",
    summary: "The secret address a calendar reads your pilots by; null before there is one",
    scope: read,
    response: calendarAddress,
    handle: async (ctx) => ({ address: await findCalendarAddress(ctx) }),
  }),
  endpoint({
    method: "put",
    path: "/pilots/calendar-address",
    summary: "Make that address, or another one in its place",
    scope: "pilots:write",
    response: calendarAddress,
    handle: async (ctx) => {
      await renewCalendarAddress(ctx);
      return { address: await findCalendarAddress(ctx) };
    },
  }),
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/calendar",
    summary: "Dates of one pilot as a calendar file (RFC 5545)",
    scope: read,
    params: pilotParams,
    handle: (ctx, { params }) => getPilotCalendarFile(ctx, params.pilotId),
  }),
  endpoint({
    method: "get",
    path: "/pilots/clocks",
    summary: "How long pilots take by state and unit, how many come how far, and why they end",
    scope: read,
    response: pilotClocks,
    handle: (ctx) => getPilotClocks(ctx),
  }),
];
