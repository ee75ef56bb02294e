export type { DuplicateGroup } from "./cluster.ts";
export { groupDuplicates } from "./cluster.ts";
export { CompanyIndex } from "./company-index.ts";
export { registrableDomain } from "./domains.ts";
export { buildIndex, candidatesFor, type Duplicates, findDuplicates } from "./find-duplicates.ts";
export { type CompanyName, type ParsedName, parseCompanyName } from "./names.ts";
export type { CompanyRecord, DeduplicationOptions, Reason, ReasonKind, ScoredPair, Verdict } from "./record.ts";
