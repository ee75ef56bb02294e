export { type AffinityMatrix, affinityMatrix, rankTexts } from "./affinity.ts";
export { serveCompanyLists } from "./company-lists.ts";
export type { AffinityCell, AffinityText } from "./core/affinity.ts";
export { giveFeedback } from "./feedback.ts";
export {
  type IndexOptions,
  type IndexStatus,
  type MatchingIndex,
  matchingIndex,
  openMatchingIndex,
} from "./living-index/living-index.ts";
export { matchesForNeed } from "./need-matches.ts";
export { matchText, needsForCompany, similarCompanies } from "./other-matches.ts";
export { fileFields, matchQueriesFile, type QueriesFileOptions } from "./queries-file.ts";
export { filterNames, matchFilter, type TextQuery, textFields, textQuery } from "./schema.ts";
export { addEntry, addNote, moveEntry, passEntry, vote } from "./shortlist/commands.ts";
export type { MatchPage, MatchView, TextMatches } from "./views.ts";
