import {
  type CompaniesTold,
  companyChanged,
  companyErased,
  companyMerged,
  companyParted,
  type PassesTold,
  passesChanged,
} from "#contexts/companies/index.ts";
import { identityEvents } from "#contexts/identity/index.ts";
import { needEvents } from "#contexts/needs/index.ts";
import type { Platform } from "#platform/context.ts";
import { forgetCompanies } from "./erased-companies.ts";
import { embedCompanies } from "./meaning/company-vectors.ts";
import { endpointOf } from "./meaning/endpoint.ts";
import { embedNeeds } from "./meaning/need-vectors.ts";
import { followMerges } from "./merged-companies.ts";
import { followPasses } from "./shortlist/commands.ts";

export function defineMatchingJobs(platform: Platform): void {
  const { jobs } = platform;
  jobs.define<CompaniesTold>({
    name: "matching.follow-merges",
    on: [companyMerged, companyParted],
    run: ({ data }) => followMerges(platform, data.companyIds),
  });
  jobs.define<CompaniesTold>({
    name: "matching.forget-companies",
    on: [companyErased],
    run: ({ data }) => forgetCompanies(platform, data.companyIds),
  });
  jobs.define<PassesTold>({
    name: "matching.follow-passes",
    on: [passesChanged],
    run: ({ data }) => followPasses(platform, data.passIds),
  });
  defineMeaningJobs(platform);
}

/** Without an endpoint there is nothing to do, and no job is enqueued for every change of a company or need. */
function defineMeaningJobs(platform: Platform): void {
  if (!endpointOf(platform.config)) return;
  const { jobs } = platform;
  jobs.define<Partial<CompaniesTold>>({
    name: "matching.embed-companies",
    cron: "10 4 * * *",
    on: [companyChanged],
    run: async ({ data, signal }) => {
      await embedCompanies(platform, { companyIds: data.companyIds, signal });
    },
  });
  jobs.define<{ needId: string }>({
    name: "matching.embed-need",
    on: [needEvents.revised, needEvents.stateChanged],
    run: async ({ data, signal }) => {
      await embedNeeds(platform, { needIds: [data.needId], signal });
    },
  });
  jobs.define({
    name: "matching.embed-needs",
    cron: "20 4 * * *",
    on: [identityEvents.baseChanged],
    run: async ({ signal }) => {
      await embedNeeds(platform, { signal });
    },
  });
}
