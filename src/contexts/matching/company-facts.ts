import type { LoadedCompany } from "./company-profiles.ts";
import { type CompanyFacts, companyFacts } from "./views.ts";

const columns = Object.keys(companyFacts.shape) as (keyof CompanyFacts)[];

/** What a company is shown by beside a need. */
export const companyFactsOf = (profile: LoadedCompany): CompanyFacts =>
  Object.fromEntries(columns.map((column) => [column, profile[column]])) as CompanyFacts;
