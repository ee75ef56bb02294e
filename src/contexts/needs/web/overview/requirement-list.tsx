import { useLocale, useTranslations } from "use-intl";
import { countryName, languageName } from "#contexts/companies/countries.ts";
import type { Stage } from "#contexts/companies/fields.ts";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { Requirement } from "../../requirement.ts";
import classes from "../needs.module.css";

/** What a company must and should bring, musts first. */
export function RequirementList({ requirements, lang }: { requirements: Requirement[]; lang: string }) {
  const t = useTranslations("needs");
  const sorted = [...requirements].sort((a, b) => Number(a.level === "should") - Number(b.level === "should"));
  return (
    <Section title={t("form.requirements")}>
      {sorted.length === 0 ? (
        <p className={classes.quiet}>{t("overview.noRequirements")}</p>
      ) : (
        <ul className={classes.requirements}>
          {sorted.map((requirement) => (
            <li key={requirement.id}>
              <StateBadge tone={requirement.level === "must" ? "accent" : "idle"}>{t(`level.${requirement.level}`)}</StateBadge>
              <RequirementText requirement={requirement} lang={lang} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function RequirementText({ requirement, lang }: { requirement: Requirement; lang: string }) {
  const t = useTranslations("needs");
  const written = useRequirementValue()(requirement);
  return (
    <span>
      {requirement.kind !== "text" && (
        <>
          <span className={classes.quiet}>{t(`kind.${requirement.kind}`)}:</span> {written}
          {requirement.text && " – "}
        </>
      )}
      <bdi lang={lang}>{requirement.text}</bdi>
    </span>
  );
}

/** The typed value of a requirement in the reader's words. */
function useRequirementValue() {
  const t = useTranslations("needs");
  const locale = useLocale();
  return ({ kind, value }: Requirement): string => {
    const list = (items: string[]) => new Intl.ListFormat(locale, { type: "disjunction" }).format(items);
    if (kind === "country") return list((value.countries ?? []).map((code) => countryName(code, locale)));
    if (kind === "stage") return list((value.stages ?? []).map((stage) => t(`stage.${stage as Stage}`)));
    if (kind === "language") return list((value.languages ?? []).map((code) => languageName(code, locale)));
    if (kind === "certificate") return list(value.certificates ?? []);
    if (value.min != null && value.max != null) return t("range.between", { min: String(value.min), max: String(value.max) });
    if (value.min != null) return t("range.from", { min: String(value.min) });
    return value.max == null ? "" : t("range.upTo", { max: String(value.max) });
  };
}
