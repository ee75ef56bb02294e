import type { Endpoint } from "#platform/api.ts";
import { companyEndpoints } from "./api/company-endpoints.ts";
import { duplicateEndpoints } from "./api/duplicate-endpoints.ts";
import { recordEndpoints } from "./api/record-endpoints.ts";
import { savedSearchEndpoints } from "./api/saved-search-endpoints.ts";

export const companiesEndpoints: Endpoint[] = [
  ...companyEndpoints,
  ...recordEndpoints,
  ...duplicateEndpoints,
  ...savedSearchEndpoints,
];
