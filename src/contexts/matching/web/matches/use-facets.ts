import { useTranslations } from "use-intl";
import type { Facet } from "#ui/list/list-params.ts";
import type { FilterChoices } from "../../filter-choices.ts";
import { useLabels } from "../labels.ts";

/** The filters of the page with their words. */
export function useFacets(choices: FilterChoices): Facet[] {
  const t = useTranslations("matching.filters");
  const labels = useLabels();
  const facet = (name: keyof FilterChoices, label: string, labelOf: (value: string) => string = String): Facet => ({
    name,
    label,
    options: choices[name].map((value) => ({ value, label: labelOf(value) })),
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
  ].filter(({ options }) => options.length > 1);
}
