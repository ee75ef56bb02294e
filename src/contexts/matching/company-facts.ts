import type { LoadedCompany } from "./company-profiles.ts";
import type { CompanyFacts } from "./views.ts";

/** What a company is shown by beside a need. */
export function companyFactsOf(profile: LoadedCompany): CompanyFacts {
  const {
    id,
    name,
    otherNames,
    lang,
    oneLiner,
    field,
    topics,
    country,
    city,
    foundedYear,
    teamSize,
    stage,
    status,
    website,
    certificates,
  } = profile;
  return {
    id,
    name,
    otherNames,
    lang,
    oneLiner,
    field,
    topics,
    country,
    city,
    foundedYear,
    teamSize,
    stage,
    status,
    website,
    certificates,
  };
}
