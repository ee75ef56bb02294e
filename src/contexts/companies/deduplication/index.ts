export type { DuplicateGroup } from "./cluster.ts";
export type { CompanyIndex } from "./company-index.ts";
export { buildIndex, candidatesFor, type Duplicates, findDuplicates } from "./find-duplicates.ts";
export type { CompanyRecord, DeduplicationOptions, Reason, ReasonKind, ScoredPair, Verdict } from "./record.ts";
