import { z } from "zod";
import { pageOf } from "#platform/pages.ts";
import { contactChannels, passReasons, recheckKinds } from "./company.ts";
import { companyIndexState } from "./company-index.ts";
import { companySorts } from "./schema.ts";

/** What the readers get: the shape of pages and of REST answers. */
const instant = z.date();

export const passView = z.object({
  id: z.uuid(),
  companyId: z.uuid(),
  needId: z.uuid().nullable(),
  reasonCode: z.enum(passReasons),
  note: z.string(),
  recheckKind: z.enum(recheckKinds),
  recheckOn: z.string().nullable(),
  recheckDetail: z.string().nullable(),
  recheckDueAt: instant.nullable(),
  passedAt: instant,
  withdrawnAt: instant.nullable(),
  personId: z.uuid(),
  personName: z.string().nullable(),
  /** The note, the words on the re-check and the need are for the readers of the need. */
  hasHiddenWords: z.boolean(),
  can: z.object({ withdraw: z.boolean() }),
});
export type PassView = z.output<typeof passView>;

export const contactView = z.object({
  id: z.uuid(),
  companyId: z.uuid(),
  channel: z.enum(contactChannels),
  companyPerson: z.string(),
  note: z.string(),
  happenedOn: z.string(),
  personId: z.uuid(),
  personName: z.string().nullable(),
  createdAt: instant,
  can: z.object({ remove: z.boolean() }),
});
export type ContactView = z.output<typeof contactView>;

/** A company as other contexts show it beside their own things. */
export const companyBrief = z.object({
  id: z.uuid(),
  name: z.string(),
  legalName: z.string().nullable(),
  otherNames: z.array(z.string()),
  lang: z.string(),
  oneLiner: z.string(),
  field: z.string().nullable(),
  topics: z.array(z.string()),
  tags: z.array(z.string()),
  country: z.string().nullable(),
  city: z.string().nullable(),
  foundedYear: z.number().nullable(),
  teamSize: z.number().nullable(),
  stage: z.string().nullable(),
  status: z.string(),
  website: z.string().nullable(),
  certificates: z.array(z.string()),
  mergedIntoId: z.uuid().nullable(),
  archivedAt: instant.nullable(),
});
export type CompanyBrief = z.output<typeof companyBrief>;

export const companyListItem = companyBrief.extend({
  /** Language of the one-liner: the reader's where there is a translation, else the original. */
  shownLang: z.string(),
  fundingTotalFen: z.number().nullable(),
  sources: z.array(z.string()),
  createdAt: instant,
  updatedAt: instant,
  /** The last pass of the reader's organisation that is not withdrawn. */
  pass: z.object({ reasonCode: z.enum(passReasons), passedAt: instant, isDue: z.boolean() }).nullable(),
  lastContactOn: z.string().nullable(),
});
export type CompanyListItem = z.output<typeof companyListItem>;

export const facetCounts = z.record(z.string(), z.array(z.object({ value: z.string(), count: z.number() })));
export type FacetCounts = z.output<typeof facetCounts>;

export const companyPage = pageOf(companyListItem).extend({
  facets: facetCounts,
  /** The order of the items; by relevance where too many companies meet the text to be ordered by name or change. */
  sort: z.enum(companySorts),
  /** How far the search is, where the list comes from the database because it is being built or could not be; null else. */
  index: companyIndexState.nullable(),
  can: z.object({ create: z.boolean(), edit: z.boolean(), pass: z.boolean() }),
});
export type CompanyPage = z.output<typeof companyPage>;

export const translationView = z.object({
  lang: z.string(),
  oneLiner: z.string(),
  description: z.string(),
  origin: z.enum(["source", "person", "machine"]),
  isStale: z.boolean(),
  updatedAt: instant,
});
export type TranslationView = z.output<typeof translationView>;

export const provenanceMark = z.object({ source: z.string(), at: z.string(), personName: z.string().nullish() });

export const companyView = companyBrief.extend({
  formerNames: z.array(z.string()),
  description: z.string(),
  fundingTotalFen: z.number().nullable(),
  domain: z.string().nullable(),
  version: z.number(),
  createdAt: instant,
  updatedAt: instant,
  translations: z.array(translationView),
  /** Column → where the value shown comes from. */
  provenance: z.record(z.string(), provenanceMark),
  sources: z.array(z.object({ source: z.string(), externalId: z.string(), firstSeenAt: instant, lastSeenAt: instant })),
  /** Passes of the reader's organisation that are not withdrawn, the last first. */
  passes: z.array(passView),
  mergedFrom: z.array(z.object({ mergeId: z.uuid(), companyId: z.uuid(), name: z.string(), mergedAt: instant })),
  can: z.object({
    edit: z.boolean(),
    archive: z.boolean(),
    erase: z.boolean(),
    recordContact: z.boolean(),
    pass: z.boolean(),
    attach: z.boolean(),
  }),
});
export type CompanyView = z.output<typeof companyView>;

export const timelineEntry = z.object({
  id: z.string(),
  kind: z.enum([
    "source",
    "edit",
    "contact",
    "pass",
    "passWithdrawn",
    "recheckDue",
    "merge",
    "mergeUndone",
    "file",
    "archived",
    "pilot",
  ]),
  at: instant,
  personName: z.string().nullable(),
  organisationName: z.string().nullable(),
  /** Facts the sentence is made of: source, columns, reason code, channel, names. */
  detail: z.record(z.string(), z.unknown()),
  can: z.object({ undo: z.boolean() }),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

export const savedSearchView = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.record(z.string(), z.unknown()),
  alert: z.enum(["none", "daily", "weekly"]),
  isShared: z.boolean(),
  isOwn: z.boolean(),
  unseenCount: z.number(),
  lastAlertAt: instant.nullable(),
  createdAt: instant,
  can: z.object({ change: z.boolean() }),
});
export type SavedSearchView = z.output<typeof savedSearchView>;
