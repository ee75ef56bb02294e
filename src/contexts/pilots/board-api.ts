import { type Endpoint, endpoint } from "#platform/api.ts";
import { pilotBoard, pilotFacetsView, pilotPage } from "./board-views.ts";
import { exportPilots } from "./queries/export-pilots.ts";
import { listPilots } from "./queries/list-pilots.ts";
import { getPilotBoard } from "./queries/pilot-board.ts";
import { pilotFacets } from "./queries/pilot-facets.ts";
import { pilotExport, pilotFilter, pilotQuery } from "./schema.ts";

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
];
