import { useLocale, useTranslations } from "use-intl";
import { languageName } from "#contexts/companies/countries.ts";
import { DateText } from "#ui/dates.tsx";
import { FactList } from "#ui/fact-list.tsx";
import { Money } from "#ui/money.tsx";
import { Section } from "#ui/section.tsx";
import type { NeedView } from "../../schema.ts";
import { useTaxonomy, useUnitName } from "../labels.tsx";

/** The frame of a need: who, how much, until when, about what. */
export function NeedFacts({ need }: { need: NeedView }) {
  const t = useTranslations("needs");
  const locale = useLocale();
  const unitName = useUnitName();
  const taxonomy = useTaxonomy();
  const joined = (items: string[]) => (items.length === 0 ? null : items.join(", "));
  return (
    <Section title={t("overview.facts")}>
      <FactList
        facts={[
          { label: t("form.unit"), value: unitName(need.unit) },
          { label: t("form.owner"), value: need.owner.name },
          { label: t("form.sponsor"), value: need.sponsor?.name ?? null },
          {
            label: t("form.budget"),
            value: need.budgetMinor === null ? null : <Money fen={need.budgetMinor} currency={need.budgetCurrency} />,
          },
          { label: t("form.decideBy"), value: need.decideBy && <DateText value={need.decideBy} long /> },
          { label: t("form.urgency"), value: t(`urgency.${need.urgency}`) },
          { label: t("form.field"), value: need.field && taxonomy.field(need.field) },
          { label: t("form.topics"), value: joined(need.topics.map(taxonomy.topic)) },
          { label: t("form.tags"), value: joined(need.tags) },
          { label: t("form.lang"), value: languageName(need.lang, locale) },
          { label: t("form.languages"), value: joined(need.languages.map((lang) => languageName(lang, locale))) },
        ]}
      />
    </Section>
  );
}
