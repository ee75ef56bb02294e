import { type WebIdentity, webIdentity } from "./domains.ts";
import { isUnspaced } from "./folding.ts";
import { type CompanyName, parseCompanyName } from "./names.ts";
import { cityNames, countryCode } from "./places.ts";
import type { CompanyRecord } from "./record.ts";

/** A record prepared for comparison: everything that depends on one record alone. */
export interface CompanyProfile {
  id: string;
  name: string;
  current: CompanyName[];
  former: CompanyName[];
  web: WebIdentity;
  country: string | null;
  cities: string[];
  foundedYear: number | null;
  /** Script of the description: texts are only compared within one. */
  textScript: "unspaced" | "spaced";
  /** Chinese stems in Latin syllables, if the caller brought a romaniser. */
  romanised: string[];
  sources: readonly { source: string; externalId: string }[];
}

const FORMERLY_IN_TEXT =
  /(?:\((?:formerly|fka|previously)|\bformerly(?: known as)?|\bpreviously known as|\bf\/k\/a|曾用名|原名)[:：\s]+["“]?([\p{Lu}\p{Script=Han}][\p{L}\p{N}.]*(?: [\p{Lu}][\p{L}\p{N}.]*){0,2})/gu;

export function describeCompany(record: CompanyRecord, romanise?: (text: string) => string): CompanyProfile {
  const text = describingText(record);
  const written = [record.name, record.legalName ?? "", ...(record.otherNames ?? [])].filter(Boolean);
  const parsed = written.map(parseCompanyName);
  const formerly = [...(record.formerNames ?? []), ...namesBefore(text)].map(parseCompanyName);
  const current = distinct(parsed.flatMap((names) => names.current));
  const former = distinct([
    ...parsed.flatMap((names) => names.former),
    ...formerly.flatMap((names) => [...names.current, ...names.former]),
  ]);
  const web = webIdentity(record.website);
  return {
    id: record.id,
    name: record.name,
    current,
    former: former.filter((name) => !current.some((other) => other.core === name.core)),
    web,
    country: countryCode(record.country),
    cities: cityNames(record.city),
    foundedYear: record.foundedYear ?? null,
    textScript: isUnspaced(text) ? "unspaced" : "spaced",
    romanised: romanise
      ? current.filter((name) => name.script === "unspaced").flatMap((name) => romanisedForms(name, romanise))
      : [],
    sources: record.sources ?? [],
  };
}

/** What a record says about the firm's business. */
export function describingText(record: CompanyRecord): string {
  return [record.oneLiner, record.description].filter(Boolean).join("\n");
}

/** Former names that a description gives away: "(formerly Luka)", "曾用名：…". */
function namesBefore(text: string): string[] {
  return [...text.slice(0, 600).matchAll(FORMERLY_IN_TEXT)].map((match) => match[1]!);
}

function romanisedForms(name: CompanyName, romanise: (text: string) => string): string[] {
  const forms = [name.stem, name.core].map((form) =>
    romanise(form)
      .toLowerCase()
      .replace(/[^a-z0-9]/gu, ""),
  );
  return [...new Set(forms)].filter((form) => form.length >= 5);
}

function distinct(names: CompanyName[]): CompanyName[] {
  const byFull = new Map<string, CompanyName>();
  for (const name of names) if (!byFull.has(name.full)) byFull.set(name.full, name);
  return [...byFull.values()];
}
