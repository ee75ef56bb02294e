import type { Endpoint } from "#platform/api.ts";
import type { Platform } from "#platform/context.ts";
import { companiesEndpoints } from "./api.ts";
import { defineImportJobs, importEndpoints } from "./import/index.ts";
import { defineCompanyJobs } from "./jobs.ts";

/** Fixed paths come before those with a company's id in the same place. */
export const endpoints: Endpoint[] = [...importEndpoints, ...companiesEndpoints];

export function defineJobs(platform: Platform): void {
  defineCompanyJobs(platform);
  defineImportJobs(platform);
}
