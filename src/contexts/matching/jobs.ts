import { companyChanged } from "#contexts/companies/index.ts";
import type { Platform } from "#platform/context.ts";
import { embedCompanies } from "./meaning/company-vectors.ts";
import { endpointOf } from "./meaning/endpoint.ts";

/** Without an endpoint there is nothing to do, and no job is enqueued for every change of a company. */
export function defineMatchingJobs(platform: Platform): void {
  if (!endpointOf(platform.config)) return;
  platform.jobs.define({
    name: "matching.embed-companies",
    cron: "10 4 * * *",
    on: [companyChanged],
    run: async ({ signal }) => {
      await embedCompanies(platform, { signal });
    },
  });
}
