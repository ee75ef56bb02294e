import { useLocale, useTranslations } from "use-intl";
import { cityName } from "../cities.ts";
import { foundedBands, type PassReason, type Status, sizeBands, statuses } from "../company.ts";
import { countryName, languageName } from "../countries.ts";
import { type Field, fields, type Stage, stages, type Topic, topics } from "../fields.ts";
import type { FacetName } from "../schema.ts";

/** What the coded values of a company are called in the reader's language; a value nobody coded is shown as it is. */
export function useCompanyWords() {
  const t = useTranslations("companies");
  const taxonomy = useTranslations("taxonomy");
  const locale = useLocale();
  const field = (id: string) => ((fields as string[]).includes(id) ? taxonomy(`fields.${id as Field}`) : id);
  const topic = (id: string) => ((topics as string[]).includes(id) ? taxonomy(`topics.${id as Topic}`) : id);
  const country = (code: string) => countryName(code, locale);
  const city = (key: string) => cityName(key, locale);
  const language = (code: string) => languageName(code, locale);
  const stage = (id: string) => ((stages as readonly string[]).includes(id) ? t(`stages.${id as Stage}`) : id);
  const status = (id: string) => ((statuses as readonly string[]).includes(id) ? t(`statuses.${id as Status}`) : id);
  const source = (id: string) => (id === "person" || id === "merge" ? t(`provenance.${id}`) : id);
  const reason = (id: PassReason) => t(`passReasons.${id}`);
  const band = (bands: readonly { id: string; from: number | null; to: number | null }[], id: string) => {
    const found = bands.find((each) => each.id === id);
    if (!found) return id;
    if (found.from === null) return t("bands.upTo", { to: String(found.to) });
    return found.to === null
      ? t("bands.from", { from: String(found.from) })
      : t("bands.between", { from: String(found.from), to: String(found.to) });
  };
  const facetValue = (facet: FacetName, value: string): string => {
    switch (facet) {
      case "field":
        return field(value);
      case "topic":
        return topic(value);
      case "country":
        return country(value);
      case "city":
        return city(value);
      case "stage":
        return stage(value);
      case "status":
        return status(value);
      case "size":
        return band(sizeBands, value);
      case "founded":
        return band(foundedBands, value);
      case "passed":
        return t(`facetValues.passed.${value as "yes" | "no" | "due"}`);
      case "contacted":
        return t(`facetValues.contacted.${value as "yes" | "no"}`);
      default:
        return value;
    }
  };
  return { field, topic, country, city, language, stage, status, source, reason, facetValue };
}

export type CompanyWords = ReturnType<typeof useCompanyWords>;
