import { useLocale, useTranslations } from "use-intl";
import { countryName } from "#contexts/companies/countries.ts";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { ReadinessKind, Standing } from "../../readiness.ts";
import { type DetailField, detailFields, isAskedFor } from "../../readiness-details.ts";

const tones: Record<Standing, Tone> = {
  waiting: "warn",
  blocked: "idle",
  provided: "info",
  accepted: "good",
  ranOut: "bad",
  returned: "bad",
  notNeeded: "idle",
};

export function StandingBadge({ standing, isRunningOut }: { standing: Standing; isRunningOut: boolean }) {
  const t = useTranslations("readiness");
  if (isRunningOut) return <StateBadge tone="warn">{t("standing.runningOut")}</StateBadge>;
  return <StateBadge tone={tones[standing]}>{t(`standing.${standing}`)}</StateBadge>;
}

/** What a document says as names and values in the reader's words, in the order of its form. */
export function useDetailFacts() {
  const t = useTranslations("readiness");
  const locale = useLocale();
  const textOf = ({ kind, check }: DetailField, value: string) => {
    if (kind === "choice") return t(`choice.${value as "tisax"}`);
    return check === "country" ? countryName(value, locale) : value;
  };
  return (kind: ReadinessKind, details: Readonly<Record<string, string>>) =>
    detailFields[kind]
      .filter((field) => isAskedFor(field, details) && details[field.name])
      .map((field) => ({ label: t(`detail.${field.name as "holder"}`), value: textOf(field, details[field.name]!) }));
}
