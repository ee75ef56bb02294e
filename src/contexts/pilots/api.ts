import type { Endpoint } from "#platform/api.ts";
import { boardEndpoints } from "./board-api.ts";
import { recordEndpoints } from "./record-api.ts";

export const pilotEndpoints: Endpoint[] = [...boardEndpoints, ...recordEndpoints];
