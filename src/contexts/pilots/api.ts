import type { Endpoint } from "#platform/api.ts";
import { answerEndpoints } from "./answer-api.ts";
import { boardEndpoints } from "./board-api.ts";
import { moneyEndpoints } from "./money-api.ts";
import { readinessEndpoints } from "./readiness-api.ts";
import { recordEndpoints } from "./record-api.ts";

export const pilotEndpoints: Endpoint[] = [...answerEndpoints, ...boardEndpoints, ...recordEndpoints, ...moneyEndpoints];
