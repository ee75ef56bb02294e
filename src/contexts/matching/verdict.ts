import { countryCodes, stages } from "#contexts/companies/index.ts";
import type { Requirement } from "#contexts/needs/index.ts";
import type { CompanyProfile } from "./company-document.ts";
import type { FacetFilter } from "./core/filters.ts";

export const verdicts = ["met", "unknown", "failed"] as const;
export type Verdict = (typeof verdicts)[number];

export interface RequirementVerdict {
  verdict: Verdict;
  /** What the profile says on it, as it says it; empty where it says nothing. */
  evidence: string[];
  /** How much of a text requirement was found, 0 to 1. */
  coverage: number | null;
}

/** Less than this share of a requirement's words found is no answer either way. */
export const coverageForMet = 0.5;

/**
 * Compares one requirement with a profile. Country, stage, size and year are facts: known and outside is failed. A certificate,
 * language or text that is not mentioned is unknown, because profiles rarely tell everything.
 */
export function verdictOf(
  requirement: Pick<Requirement, "kind" | "value">,
  profile: CompanyProfile,
  text?: { coverage: number; evidence: string[] },
): RequirementVerdict {
  const { kind, value } = requirement;
  switch (kind) {
    case "country":
      return ofFact(profile.country, (value.countries ?? []).includes(profile.country ?? ""));
    case "stage":
      return ofFact(profile.stage, (value.stages ?? []).includes(profile.stage ?? ""));
    case "team_size":
      return ofFact(profile.teamSize, isWithin(profile.teamSize, value));
    case "founded_year":
      return ofFact(profile.foundedYear, isWithin(profile.foundedYear, value));
    case "certificate":
      return ofCertificates(value.certificates ?? [], profile);
    case "language":
      return ofLanguages(value.languages ?? [], profile);
    case "text": {
      const { coverage, evidence } = text ?? { coverage: 0, evidence: [] };
      return { verdict: coverage >= coverageForMet ? "met" : "unknown", evidence, coverage };
    }
  }
}

function ofFact(fact: string | number | null, isMet: boolean): RequirementVerdict {
  if (fact === null) return { verdict: "unknown", evidence: [], coverage: null };
  return { verdict: isMet ? "met" : "failed", evidence: [`${fact}`], coverage: null };
}

function isWithin(number: number | null, { min, max }: Requirement["value"]): boolean {
  return number !== null && number >= (min ?? -Infinity) && number <= (max ?? Infinity);
}

function ofCertificates(asked: string[], profile: CompanyProfile): RequirementVerdict {
  const texts = [
    profile.oneLiner,
    profile.description,
    ...profile.translations.flatMap(({ oneLiner, description }) => [oneLiner, description]),
  ];
  const listed = profile.certificates.map(folded);
  const mentioned = folded(texts.join(" "));
  const found = asked.filter((certificate) => {
    const name = folded(certificate);
    return listed.some((own) => own.startsWith(name)) || (name.length >= 4 && mentioned.includes(name));
  });
  return { verdict: found.length === asked.length && asked.length > 0 ? "met" : "unknown", evidence: found, coverage: null };
}

function ofLanguages(asked: string[], { lang, translations }: CompanyProfile): RequirementVerdict {
  const spoken = [lang, ...translations.map((text) => text.lang)].map((tag) => tag.split("-")[0]!);
  const found = asked.filter((language) => spoken.includes(language));
  return { verdict: found.length > 0 ? "met" : "unknown", evidence: found, coverage: null };
}

/** "ISO 26262" and "ISO26262" are one certificate. */
const folded = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

export type FacetFilters = Record<string, FacetFilter>;

/** The filter that leaves out the companies known to fail a must; null where the requirement excludes nobody. */
export function exclusionOf({ level, kind, value }: Pick<Requirement, "level" | "kind" | "value">): FacetFilters | null {
  if (level !== "must") return null;
  switch (kind) {
    case "country":
      return { country: { noneOf: countryCodes.filter((code) => !value.countries?.includes(code)) } };
    case "stage":
      return { stage: { noneOf: stages.filter((stage) => !value.stages?.includes(stage)) } };
    case "team_size":
      return bounds("teamSize", value);
    case "founded_year":
      return bounds("foundedYear", value);
    default:
      return null;
  }
}

function bounds(facet: string, { min, max }: Requirement["value"]): FacetFilters {
  return {
    ...(min == null ? {} : { [`${facet}High`]: { min } }),
    ...(max == null ? {} : { [`${facet}Low`]: { max } }),
  };
}

/** All of the filters at once. */
export function mergeFacets(all: readonly FacetFilters[]): FacetFilters {
  const merged: FacetFilters = {};
  for (const filters of all) {
    for (const [facet, filter] of Object.entries(filters)) {
      const known = merged[facet];
      merged[facet] = known ? both(known, filter) : filter;
    }
  }
  return merged;
}

function both(a: FacetFilter, b: FacetFilter): FacetFilter {
  const anyOf = a.anyOf && b.anyOf ? a.anyOf.filter((value) => b.anyOf!.includes(value)) : (a.anyOf ?? b.anyOf);
  const noneOf = [...(a.noneOf ?? []), ...(b.noneOf ?? [])];
  const min = Math.max(a.min ?? -Infinity, b.min ?? -Infinity);
  const max = Math.min(a.max ?? Infinity, b.max ?? Infinity);
  return {
    ...(anyOf ? { anyOf } : {}),
    ...(noneOf.length > 0 ? { noneOf } : {}),
    ...(min > -Infinity ? { min } : {}),
    ...(max < Infinity ? { max } : {}),
  };
}
