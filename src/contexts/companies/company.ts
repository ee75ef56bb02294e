/** Statuses a source or a person may give a firm. */
export const statuses = ["active", "inactive", "acquired", "public", "unknown"] as const;
export type Status = (typeof statuses)[number];

export const passReasons = [
  "too_early",
  "no_fit",
  "no_capacity",
  "price",
  "technology",
  "team",
  "certificate_missing",
  "competitor",
  "pure_consulting",
  "region",
  "legal",
  "no_answer",
  "other",
] as const;
export type PassReason = (typeof passReasons)[number];

export const recheckKinds = ["none", "date", "funding", "certificate", "new_need"] as const;
export type RecheckKind = (typeof recheckKinds)[number];

export const contactChannels = ["meeting", "call", "mail", "event", "message", "other"] as const;
export type ContactChannel = (typeof contactChannels)[number];

/** Bands of the facets "size" and "founded"; `from` and `to` are inclusive, null is open. */
export interface Band {
  id: string;
  from: number | null;
  to: number | null;
}

export const sizeBands = [
  { id: "1-10", from: 0, to: 10 },
  { id: "11-50", from: 11, to: 50 },
  { id: "51-200", from: 51, to: 200 },
  { id: "201-1000", from: 201, to: 1000 },
  { id: "1001-", from: 1001, to: null },
] as const satisfies readonly Band[];

export const foundedBands = [
  { id: "-1999", from: null, to: 1999 },
  { id: "2000-2009", from: 2000, to: 2009 },
  { id: "2010-2014", from: 2010, to: 2014 },
  { id: "2015-2019", from: 2015, to: 2019 },
  { id: "2020-", from: 2020, to: null },
] as const satisfies readonly Band[];

/** What a company says of itself before anybody has said anything. */
export const emptyProfile = {
  legalName: null,
  formerNames: [],
  otherNames: [],
  oneLiner: "",
  description: "",
  tags: [],
  field: null,
  topics: [],
  country: null,
  city: null,
  foundedYear: null,
  teamSize: null,
  stage: null,
  website: null,
  certificates: [],
  fundingTotalFen: null,
};

interface Searchable {
  name: string;
  legalName?: string | null;
  formerNames?: readonly string[];
  otherNames?: readonly string[];
  oneLiner?: string;
  tags?: readonly string[];
  domain?: string | null;
}

/** So many companies that meet a typed text are ordered by name or change at most; more come by relevance. */
export const mostOrdered = 20_000;

const searchTextLimit = 4000;

/** What search as you type looks through; every writer of app.company stores it in `search_text`. */
export function searchTextOf(company: Searchable, translatedOneLiners: readonly string[] = []): string {
  const { name, legalName, formerNames = [], otherNames = [], oneLiner, tags = [], domain } = company;
  return foldForSearch(
    [name, legalName, ...otherNames, ...formerNames, domain, oneLiner, ...translatedOneLiners, ...tags]
      .filter(Boolean)
      .join("\n"),
  ).slice(0, searchTextLimit);
}

/** One form for full-width and half-width, upper and lower case; used on what is stored and on what is typed. */
export function foldForSearch(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

/** The words a person typed, each of which must be found; Chinese without spaces is one word. */
export function searchWords(typed: string): string[] {
  return foldForSearch(typed).split(/\s+/).filter(Boolean).slice(0, 8);
}
