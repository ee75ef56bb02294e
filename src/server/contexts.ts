import * as applications from "#contexts/applications/register.ts";
import * as companies from "#contexts/companies/register.ts";
import * as identity from "#contexts/identity/register.ts";
import * as matching from "#contexts/matching/register.ts";
import * as needs from "#contexts/needs/register.ts";
import * as operations from "#contexts/operations/register.ts";
import * as pilots from "#contexts/pilots/register.ts";
import type { Endpoint } from "#platform/api.ts";
import type { Platform } from "#platform/context.ts";
import type { ConstraintSentences } from "#platform/db/constraints.ts";

interface ProductContext {
  endpoints: Endpoint[];
  constraints?: ConstraintSentences;
  defineJobs(platform: Platform): void;
}

/** Every context of the product: what it answers over REST, which constraints it has a sentence for, and which jobs it runs. */
const contexts: ProductContext[] = [identity, operations, companies, needs, matching, applications, pilots];

export const endpoints: Endpoint[] = contexts.flatMap((context) => context.endpoints);

export const constraints: ConstraintSentences = Object.assign({}, ...contexts.map((context) => context.constraints));

export function defineAllJobs(platform: Platform): void {
  for (const { defineJobs } of contexts) defineJobs(platform);
}
