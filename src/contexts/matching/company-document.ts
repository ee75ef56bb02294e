import { foundedBands, sizeBands } from "#contexts/companies/index.ts";
import type { Document, Field } from "./core/engine.ts";
import { COLUMN_BASE } from "./core/list-order.ts";
import { nameLengthColumn } from "./core/list-search.ts";

/** The columns of a company that matching reads. */
export interface CompanyProfile {
  id: string;
  name: string;
  otherNames: string[];
  lang: string;
  oneLiner: string;
  description: string;
  tags: string[];
  field: string | null;
  topics: string[];
  country: string | null;
  city: string | null;
  foundedYear: number | null;
  teamSize: number | null;
  stage: string | null;
  status: string;
  certificates: string[];
  sources: string[];
  fundingTotalFen?: number | null;
  translations: { lang: string; oneLiner: string; description: string }[];
}

/** Grows when a company is indexed otherwise, so that a snapshot of the old way is not used. */
export const documentVersion = 2;

const unknownLow = -1;
const unknownHigh = 1e9;

export type ProfileField = Exclude<Field, "concepts">;

/**
 * A company as the index reads it: all of it, or only the named fields (then without the topics people assigned). Numbers are kept
 * three times, so that a must-bound never drops a company whose number is unknown.
 */
export function companyDocument(company: CompanyProfile, only?: readonly ProfileField[]): Document {
  const whole = wholeDocument(company);
  if (!only) return whole;
  const keep = (field: ProfileField, text: string) => (only.includes(field) ? text : "");
  const textOf = ({ oneLiner, description }: { oneLiner: string; description: string }) => ({
    oneLiner: keep("oneLiner", oneLiner),
    description: keep("description", description),
  });
  return {
    ...whole,
    ...textOf(whole),
    name: keep("name", whole.name),
    otherTexts: whole.otherTexts?.map((text) => ({ lang: text.lang, ...textOf(text) })),
    tags: only.includes("tags") ? whole.tags : [],
    concepts: [],
  };
}

function wholeDocument(company: CompanyProfile): Document {
  const { id, lang, oneLiner, description, tags, field, topics, country, city, stage, status, sources, foundedYear, teamSize } =
    company;
  return {
    id,
    lang,
    name: shownName(company),
    oneLiner,
    description,
    otherTexts: company.translations.map((text) => ({ lang: text.lang, oneLiner: text.oneLiner, description: text.description })),
    tags,
    concepts: [...topics, ...(field ? [field] : [])],
    facets: {
      ...(country ? { country: [country] } : {}),
      ...(city ? { city: [city] } : {}),
      ...(stage ? { stage: [stage] } : {}),
      ...(field ? { field: [field] } : {}),
      language: [...new Set([lang, ...company.translations.map((text) => text.lang)].map((tag) => tag.split("-")[0]!))],
      topic: topics,
      status: [status],
      source: sources,
      ...bands("founded", foundedYear, foundedBands),
      ...bands("size", teamSize, sizeBands),
      foundedYearLow: foundedYear ?? unknownLow,
      foundedYearHigh: foundedYear ?? unknownHigh,
      teamSizeLow: teamSize ?? unknownLow,
      teamSizeHigh: teamSize ?? unknownHigh,
      tag: tags,
      [nameLengthColumn]: company.name.length,
      ...funding(company.fundingTotalFen ?? null),
    },
  };
}

/** Two columns, because one is exact only up to 2^24. */
const funding = (fen: number | null): Record<string, number> =>
  fen === null ? {} : { fundingHigh: Math.floor(fen / COLUMN_BASE), fundingLow: fen % COLUMN_BASE };

/** The number columns a list is ordered by. */
export const listColumns = {
  founded: ["foundedYearLow"],
  size: ["teamSizeLow"],
  funding: ["fundingHigh", "fundingLow"],
} as const;

/** The name with its other spellings, as it is searched and highlighted. */
export const shownName = ({ name, otherNames }: Pick<CompanyProfile, "name" | "otherNames">): string =>
  [name, ...otherNames].join(" · ");

interface Band {
  id: string;
  from: number | null;
  to: number | null;
}

function bands(facet: string, value: number | null, all: readonly Band[]): Record<string, string[]> {
  if (value === null) return {};
  return { [facet]: all.filter(({ from, to }) => (from ?? -Infinity) <= value && value <= (to ?? Infinity)).map(({ id }) => id) };
}
