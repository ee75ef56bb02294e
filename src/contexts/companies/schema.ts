import { z } from "zod";
import { cleanText, writtenLine, writtenText } from "#platform/clean-text.ts";
import { mostTyped } from "#platform/most-typed.ts";
import { pageQuery } from "#platform/pages.ts";
import { cityKey } from "./cities.ts";
import { contactChannels, foundedBands, passReasons, recheckKinds, sizeBands, statuses } from "./company.ts";
import { fields, stages, topics } from "./fields.ts";

const bandIds = <Id extends string>(bands: readonly { id: Id }[]) => bands.map(({ id }) => id) as [Id, ...Id[]];

export const companyId = z.object({ companyId: z.uuid() });

/** A filter value, or several of them: a repeated query parameter. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .union([item, z.array(item).max(200)])
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<Item>[])
    .optional();

const name = writtenLine(200).min(1);
const shortText = writtenLine(120);
const country = z.string().regex(/^[A-Z]{2}$/, "errors.countryCode");
const yesOrNo = z.enum(["yes", "no"]);

export const facetNames = [
  "field",
  "topic",
  "country",
  "city",
  "stage",
  "founded",
  "size",
  "source",
  "status",
  "tag",
  "passed",
  "contacted",
] as const;
export type FacetName = (typeof facetNames)[number];

/** A minus sorts downwards. */
export const companySorts = [
  "relevance",
  "name",
  "-name",
  "created",
  "-created",
  "updated",
  "-updated",
  "founded",
  "-founded",
  "size",
  "-size",
  "funding",
  "-funding",
] as const;
export type CompanySort = (typeof companySorts)[number];

const filterShape = {
  q: writtenLine(mostTyped).optional(),
  field: listOf(z.enum(fields)),
  topic: listOf(z.enum(topics)),
  country: listOf(country),
  city: listOf(shortText.transform(cityKey)),
  stage: listOf(z.enum(stages)),
  founded: listOf(z.enum(bandIds(foundedBands))),
  size: listOf(z.enum(bandIds(sizeBands))),
  source: listOf(shortText),
  status: listOf(shortText),
  tag: listOf(shortText),
  /** Whether the reader's organisation holds a pass that is not withdrawn; "due": one whose re-check is due. */
  passed: z.enum(["yes", "no", "due"]).optional(),
  /** Whether the reader's organisation spoke to the company. */
  contacted: yesOrNo.optional(),
  archived: yesOrNo.optional(),
  /** Only companies that came into the universe after this instant. */
  since: z.iso.datetime({ offset: true }).optional(),
  /** Only companies that came into the universe at this instant or before. */
  until: z.iso.datetime({ offset: true }).optional(),
};

export const companyFilter = z.strictObject(filterShape);
export type CompanyFilter = z.output<typeof companyFilter>;

const listShape = { ...filterShape, sort: z.enum(companySorts).optional(), ...pageQuery.shape };
export const companyListQuery = z.strictObject(listShape);
export type CompanyListQuery = z.output<typeof companyListQuery>;

export const companyExportQuery = z.strictObject({
  ...filterShape,
  sort: z.enum(companySorts).optional(),
  format: z.enum(["csv", "xlsx"]).default("csv"),
  id: listOf(z.uuid()),
});
export type CompanyExportQuery = z.output<typeof companyExportQuery>;

const textList = (maximum: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => {
      const parts = (Array.isArray(value) ? value : value.split(/[\n;,，；]/)).map((part) => cleanText(part)).filter(Boolean);
      return [...new Set(parts)];
    })
    .pipe(z.array(z.string().max(200)).max(maximum));

const optionalText = (maximum: number) =>
  writtenLine(maximum)
    .nullish()
    .transform((value) => value || null);

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .union([z.literal("").transform(() => null), z.coerce.number().int().min(minimum).max(maximum)])
    .nullish()
    .transform((value) => value ?? null);

/** Language of a text: ISO 639, as in "zh", "en" or "pt". */
export const textLanguage = z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, "errors.languageCode");

/** What a person may state of a company. A column left out stays as it is. */
const profileShape = {
  name,
  legalName: optionalText(300),
  otherNames: textList(20),
  formerNames: textList(20),
  lang: textLanguage,
  oneLiner: writtenLine(500),
  description: writtenText(20_000),
  tags: textList(50),
  field: z.enum(fields).nullable(),
  topics: z.array(z.enum(topics)).max(20),
  country: country.nullable(),
  city: optionalText(120).transform((city) => city && cityKey(city)),
  foundedYear: wholeNumber(1800, 2200),
  teamSize: wholeNumber(0, 10_000_000),
  stage: z.enum(stages).nullable(),
  status: z.enum(statuses),
  website: z
    .union([z.literal("").transform(() => null), z.url({ protocol: /^https?$/, hostname: z.regexes.domain })])
    .nullish()
    .transform((value) => value ?? null),
  certificates: textList(50),
  fundingTotalFen: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
};

export const newCompany = z.object({ ...z.object(profileShape).partial().shape, name });
export type NewCompany = z.output<typeof newCompany>;

export const companyChange = z.object({
  ...z.object(profileShape).partial().shape,
  /** The version the editor started from; another one in the database is a conflict. */
  version: z.coerce.number().int().min(1),
});
export type CompanyChange = z.output<typeof companyChange>;
export type ProfileColumn = keyof typeof profileShape;
export const profileColumns = Object.keys(profileShape) as ProfileColumn[];

export const translationInput = z.object({
  lang: textLanguage,
  oneLiner: writtenLine(500).default(""),
  description: writtenText(20_000).default(""),
});
export type TranslationInput = z.output<typeof translationInput>;

export const newContact = z.object({
  channel: z.enum(contactChannels),
  companyPerson: writtenLine(200).default(""),
  note: writtenText(5000).min(1),
  happenedOn: z.iso.date(),
});
export type NewContact = z.output<typeof newContact>;

const passShape = z.object({
  reasonCode: z.enum(passReasons),
  note: writtenText(5000).default(""),
  recheckKind: z.enum(recheckKinds).default("none"),
  recheckOn: z.iso.date().nullish(),
  /** Name of the certificate to wait for, or words on what would change our mind. */
  recheckDetail: optionalText(300),
});

export const newPass = passShape.superRefine(({ recheckKind, recheckOn }, context) => {
  if (recheckKind === "date" && !recheckOn)
    context.addIssue({ code: "custom", path: ["recheckOn"], message: "companies.errors.recheckDateMissing" });
});
export type NewPass = z.output<typeof newPass>;

const companyIds = z.array(z.uuid()).min(1).max(1000);

export const bulkTags = z.object({ companyIds, add: textList(20).default([]), remove: textList(20).default([]) });
export type BulkTags = z.output<typeof bulkTags>;
export const bulkPass = z.object({ companyIds, pass: newPass });
export type BulkPass = z.output<typeof bulkPass>;

const savedSearchShape = {
  name: writtenLine(120).min(1),
  query: companyFilter,
  alert: z.enum(["none", "daily", "weekly"]),
  isShared: z.union([z.boolean(), z.literal("on").transform(() => true)]),
};

export const savedSearchInput = z.object({
  ...savedSearchShape,
  alert: savedSearchShape.alert.default("none"),
  isShared: savedSearchShape.isShared.default(false),
});
export const savedSearchChange = z.object(savedSearchShape).partial();
export type SavedSearchInput = z.output<typeof savedSearchInput>;

export const mergeInput = z.object({
  absorbedId: z.uuid(),
  /** Columns taken from the absorbed record; the others stay as the surviving record has them. */
  fromAbsorbed: z.array(z.enum(profileColumns as [ProfileColumn, ...ProfileColumn[]])).default([]),
  reason: writtenText(1000).nullish(),
});
export type MergeInput = z.output<typeof mergeInput>;

/** Why a company is erased; kept in the audit log. */
export const erasureInput = z.object({ reason: writtenText(1000).min(1) });
