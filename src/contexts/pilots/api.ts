import type { Endpoint } from "#platform/api.ts";
import { agreementEndpoints } from "./agreement-api.ts";
import { answerEndpoints } from "./answer-api.ts";
import { boardEndpoints } from "./board-api.ts";
import { closingEndpoints } from "./closing-api.ts";
import { moneyEndpoints } from "./money-api.ts";
import { readinessEndpoints } from "./readiness-api.ts";
import { recordEndpoints } from "./record-api.ts";
import { runningEndpoints } from "./running-api.ts";
import { templateEndpoints } from "./template-api.ts";

export const pilotEndpoints: Endpoint[] = [
  ...agreementEndpoints,
  ...templateEndpoints,
  ...answerEndpoints,
  ...boardEndpoints,
  ...recordEndpoints,
  ...runningEndpoints,
  ...closingEndpoints,
  ...moneyEndpoints,
  ...readinessEndpoints,
];
