import type { Endpoint } from "#platform/api.ts";
import type { Platform } from "#platform/context.ts";
import { matchEndpoints } from "./api.ts";
import { defineMatchingJobs } from "./jobs.ts";
import { shortlistEndpoints } from "./shortlist/api.ts";

export const endpoints: Endpoint[] = [...matchEndpoints, ...shortlistEndpoints];

export const constraints = { shortlist_entry_once: "matching.errors.onList" };

export const defineJobs = (platform: Platform): void => defineMatchingJobs(platform);
