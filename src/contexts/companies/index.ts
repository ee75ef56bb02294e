export { cityKey, cityName } from "./cities.ts";
export { makeDueRechecks } from "./commands/recheck-passes.ts";
export { completeCompany, enterCompany, type KnownFirm, recogniseCompany } from "./commands/recognise-company.ts";
export { recordContact } from "./commands/record-contact.ts";
export { passOnCompany, recordPass, restorePass, withdrawIn as withdrawPassIn, withdrawPass } from "./commands/record-pass.ts";
export { suggestDuplicates } from "./commands/suggest-duplicates.ts";
export { foundedBands, type PassReason, passReasons, type RecheckKind, recheckKinds, sizeBands } from "./company.ts";
export {
  type CompanyIndex,
  type CompanyIndexRequest,
  type FoundCompanies,
  type IndexedOrder,
  lendCompanyIndex,
} from "./company-index.ts";
export { type AddedTab, type CompanyParts, companyPartsOf, lendCompanyParts } from "./company-parts.ts";
export { countryChoices, countryCodes, countryName, languageName } from "./countries.ts";
export { firmNameKeys } from "./deduplication/names.ts";
export {
  type CompaniesTold,
  companyChanged,
  companyErased,
  companyMerged,
  companyParted,
  type PassesTold,
  passesChanged,
} from "./events.ts";
export { type Field, fields, type Stage, stages, type Topic, topics, topicsOfField } from "./fields.ts";
export { downloadRejections, type ImportProgress, type ImportReport, runImportFromFile } from "./import/index.ts";
export { canReadCompanies, canRecordPasses, canWriteCompanies } from "./policy.ts";
export { type ChangedCompany, companiesChangedSince, findCompaniesByIds, sampleCompanies } from "./queries/company-briefs.ts";
export { listPassesOf } from "./queries/company-records.ts";
export { getCompany } from "./queries/get-company.ts";
export { searchCompanies } from "./queries/search-companies.ts";
export { listWaiting, type WaitingItem } from "./queries/waiting.ts";
export {
  changeView,
  listSavedViews,
  newSavedView,
  removeView,
  type SavedView,
  savedView,
  savedViewChange,
  saveView,
  type ViewedList,
} from "./saved-views.ts";
export { type NewPass, newPass } from "./schema.ts";
export { type CompanyBrief, type CompanyView, companyBrief, type PassView, type TimelineEntry } from "./views.ts";
