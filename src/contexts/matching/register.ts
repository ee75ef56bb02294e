import type { Endpoint } from "#platform/api.ts";
import type { Platform } from "#platform/context.ts";
import { matchEndpoints } from "./api.ts";
import { shortlistEndpoints } from "./shortlist/api.ts";

export const endpoints: Endpoint[] = [...matchEndpoints, ...shortlistEndpoints];

export function defineJobs(_platform: Platform): void {}
