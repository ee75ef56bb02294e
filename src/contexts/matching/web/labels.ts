import { useLocale, useTranslations } from "use-intl";
import { cityName } from "#contexts/companies/cities.ts";
import { countryName, languageName } from "#contexts/companies/countries.ts";
import type { CompanyFacts } from "../views.ts";

/** Words for codes, in the reader's language. */
export function useLabels() {
  const locale = useLocale();
  const needs = useTranslations("needs");
  const taxonomy = useTranslations("taxonomy");
  const matching = useTranslations("matching");
  const companies = useTranslations("companies");
  return {
    country: (code: string) => countryName(code, locale),
    city: (key: string) => cityName(key, locale),
    language: (code: string) => languageName(code, locale),
    stage: (stage: string) => (needs.has(`stage.${stage}` as never) ? needs(`stage.${stage}` as never) : stage),
    field: (field: string) => (taxonomy.has(`fields.${field}` as never) ? taxonomy(`fields.${field}` as never) : field),
    status: (status: string) => (matching.has(`status.${status}` as never) ? matching(`status.${status}` as never) : status),
    passReason: (code: string) =>
      companies.has(`passReasons.${code}` as never) ? companies(`passReasons.${code}` as never) : code,
  };
}

/** The facts of a company as short texts, unknown ones left out. */
export function useFactTexts() {
  const labels = useLabels();
  const t = useTranslations("matching.report");
  return ({ country, city, foundedYear, teamSize, stage }: CompanyFacts): string[] =>
    [
      [city && labels.city(city), country && labels.country(country)].filter(Boolean).join(", "),
      stage && labels.stage(stage),
      foundedYear && t("founded", { year: `${foundedYear}` }),
      teamSize !== null && t("people", { count: teamSize }),
    ].filter((text) => typeof text === "string" && text !== "") as string[];
}

interface AskedFact {
  kind: string;
  text: string;
  value: Record<string, unknown>;
}

/** What a requirement asks for, in words; a fact without words of its own is told by its value. */
export function useRequirementText() {
  const labels = useLabels();
  const t = useTranslations("needs");
  return ({ kind, text, value }: AskedFact): string => {
    if (text !== "") return text;
    const { countries, stages, certificates, languages, min, max } = value as Record<string, never>;
    const name = t(`kind.${kind}` as never);
    const list = (values: string[], label: (code: string) => string) => `${name}: ${values.map(label).join(", ")}`;
    if (countries) return list(countries, labels.country);
    if (stages) return list(stages, labels.stage);
    if (languages) return list(languages, labels.language);
    if (certificates) return list(certificates, String);
    if (min != null && max != null) return `${name}: ${t("range.between", { min, max })}`;
    if (min != null) return `${name}: ${t("range.from", { min })}`;
    return max != null ? `${name}: ${t("range.upTo", { max })}` : name;
  };
}

/** What the profile says on a requirement. */
export function useEvidenceText() {
  const labels = useLabels();
  const t = useTranslations("matching.report");
  return ({ kind, evidence }: { kind: string; evidence: readonly string[] }): string => {
    if (kind === "country") return evidence.map(labels.country).join(", ");
    if (kind === "stage") return evidence.map(labels.stage).join(", ");
    if (kind === "team_size") return evidence.map((count) => t("people", { count: Number(count) })).join();
    if (kind === "founded_year") return evidence.map((year) => t("founded", { year })).join();
    if (kind === "language") return evidence.map(labels.language).join(", ");
    return evidence.join(", ");
  };
}
