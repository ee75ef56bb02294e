import { useSearchParams } from "react-router";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { countryName } from "#contexts/companies/countries.ts";
import { type Field, fields } from "#contexts/companies/fields.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import type { Facet, FacetOption } from "#ui/list/list-params.ts";
import { applicationStates, outcomes } from "../application.ts";
import { reviewStates, scoreBands } from "../list-schema.ts";
import type { ApplicationFacets } from "../list-views.ts";
import { turns } from "../response-clock.ts";
import { readWording } from "../wording.ts";

/** The filters of the list with their counts; one that has nothing to choose is left out. */
export function useApplicationFacets({ counts, names }: ApplicationFacets): Facet[] {
  const t = useTranslations("applications.list");
  const words = useTranslations("applications.writing");
  const taxonomy = useTranslations("taxonomy.fields");
  const format = useFormatter();
  const locale = useLocale() as Locale;
  const [params] = useSearchParams();
  const labels: Record<string, (value: string) => string> = {
    callId: (id) => readWording(names.callId[id] ?? {}, locale).text || id,
    state: (state) => words(`state.${state as "submitted"}`),
    stage: (stage) => t("stageOf", { stage }),
    outcome: (outcome) => words(`state.${outcome as "accepted"}`),
    track: (track) => readWording(names.track[track] ?? {}, locale).text || track,
    field: (field) => taxonomy(field as Field),
    country: (code) => countryName(code, locale),
    turn: (turn) => t(`turns.${turn as "applicant"}`),
    reviews: (state) => t(`reviewsState.${state as "none"}`),
    score: (band) => {
      const [from = "", to = ""] = band.split("..").map((end) => (end === "none" ? "" : format.number(Number(end))));
      return t("scoreBand", { band: band === "none" ? "none" : "range", from, to });
    },
    responsible: (id) => (id === "nobody" ? t("nobody") : (names.responsible[id] ?? t("somebody"))),
  };
  const facet = (name: keyof typeof labels & string, label: string, order?: readonly string[]): Facet => {
    const found = counts[name] ?? [];
    const known = new Set([...found.map(({ value }) => value), ...params.getAll(name)]);
    const values = order ? order.filter((value) => known.has(value)) : [...known];
    const countOf = (value: string) => found.find((each) => each.value === value)?.count ?? 0;
    return { name, label, options: values.map((value) => ({ value, label: labels[name]!(value), count: countOf(value) })) };
  };
  const flag = (name: string, label: string): Facet => {
    const options: FacetOption[] = (counts[name] ?? []).map(({ value, count }) => ({ value, label: t("yes"), count }));
    return { name, label, options, single: true };
  };
  return [
    facet("callId", t("call")),
    facet("state", t("state"), applicationStates),
    facet("outcome", t("outcome"), outcomes),
    facet("turn", t("turn"), turns),
    flag("isOverdue", t("overdue")),
    facet("reviews", t("reviews"), reviewStates),
    facet("score", t("standing"), scoreBands),
    facet("responsible", t("responsible")),
    facet("field", t("field"), fields),
    facet("country", t("country")),
    facet("track", t("track")),
    facet("stage", t("stage"), ["1", "2"]),
    flag("isLate", t("handedInLate")),
    flag("mine", t("mine")),
  ].filter(({ options }) => options.length > 0);
}
