import * as companies from "#contexts/companies/register.ts";
import * as identity from "#contexts/identity/register.ts";
import * as matching from "#contexts/matching/register.ts";
import * as needs from "#contexts/needs/register.ts";
import * as operations from "#contexts/operations/register.ts";
import type { Endpoint } from "#platform/api.ts";
import type { Platform } from "#platform/context.ts";

/** Every context of the product: what it answers over REST and which jobs it runs. */
const contexts: { endpoints: Endpoint[]; defineJobs(platform: Platform): void }[] = [
  identity,
  operations,
  companies,
  needs,
  matching,
];

export const endpoints: Endpoint[] = contexts.flatMap((context) => context.endpoints);

export function defineAllJobs(platform: Platform): void {
  for (const { defineJobs } of contexts) defineJobs(platform);
}
