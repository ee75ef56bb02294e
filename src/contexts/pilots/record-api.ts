import { type Endpoint, endpoint } from "#platform/api.ts";
import { getPilot } from "./queries/get-pilot.ts";
import { pilotParams } from "./schema.ts";
import { pilotView } from "./views.ts";

const read = "pilots:read";

export const recordEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pilots/:pilotId",
    summary: "One pilot as your side reads it",
    scope: read,
    params: pilotParams,
    response: pilotView,
    handle: (ctx, { params }) => getPilot(ctx, params.pilotId),
  }),
];
