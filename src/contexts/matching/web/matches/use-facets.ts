import { useTranslations } from "use-intl";
import type { Facet } from "#ui/list/list-params.ts";
import type { MatchPage } from "../../views.ts";
import { useLabels } from "../labels.ts";

/** The filters of the page with their words, and how many companies each choice would find. */
export function useFacets({ facets }: Pick<MatchPage, "facets">, chosen: URLSearchParams): Facet[] {
  const t = useTranslations("matching.filters");
  const labels = useLabels();
  const facet = (name: string, label: string, labelOf: (value: string) => string = String): Facet => ({
    name,
    label,
    options: [...new Set([...Object.keys(facets[name] ?? {}), ...chosen.getAll(name)])].map((value) => ({
      value,
      label: labelOf(value),
      count: facets[name]?.[value] ?? 0,
    })),
  });
  return [
    facet("country", t("country"), labels.country),
    facet("stage", t("stage"), labels.stage),
    facet("field", t("field"), labels.field),
    facet("size", t("size"), (band) => band.replace(/^(\d+)-$/, "$1+").replace("-", "–")),
    facet("founded", t("founded"), (band) =>
      band
        .replace(/^-(\d+)$/, "≤ $1")
        .replace(/^(\d+)-$/, "$1+")
        .replace(/^(\d+)-(\d+)$/, "$1–$2"),
    ),
    facet("status", t("status"), labels.status),
    facet("source", t("source")),
  ].filter(({ name, options }) => options.length > 1 || chosen.has(name));
}
