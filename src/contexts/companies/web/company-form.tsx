import { useLocale, useTranslations } from "use-intl";
import { SearchSelectField, SelectField } from "#ui/form/choice-fields.tsx";
import { FormGrid } from "#ui/form/form-grid.tsx";
import { TagsField } from "#ui/form/tags-field.tsx";
import { MoneyField, NumberField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { statuses } from "../company.ts";
import { countryChoices } from "../countries.ts";
import { fields, stages, topics } from "../fields.ts";
import type { CompanyView } from "../views.ts";
import classes from "./companies.module.css";
import { useCompanyWords } from "./words.ts";

const languages = ["en", "zh", "de", "ru", "fr", "es", "it", "ja", "ko", "pt", "nl", "sv"];

/** Everything a person may state of a company; empty means not known. */
export function CompanyFields({ company }: { company?: CompanyView }) {
  return (
    <div className={classes.stack}>
      <NameFields company={company} />
      <TextFields company={company} />
      <FactFields company={company} />
    </div>
  );
}

function NameFields({ company }: { company?: CompanyView }) {
  const t = useTranslations("companies");
  return (
    <Section title={t("form.names")}>
      <FormGrid columns={2}>
        <TextField name="name" label={t("columns.name")} defaultValue={company?.name} required maxLength={200} />
        <TextField name="legalName" label={t("columns.legalName")} defaultValue={company?.legalName ?? ""} maxLength={300} />
        <TagsField
          name="otherNames[]"
          label={t("columns.otherNames")}
          description={t("form.otherNamesHint")}
          defaultValue={company?.otherNames}
          maxTags={20}
        />
        <TagsField name="formerNames[]" label={t("columns.formerNames")} defaultValue={company?.formerNames} maxTags={20} />
        <TextField
          name="website"
          label={t("columns.website")}
          placeholder="https://"
          defaultValue={company?.website ?? ""}
          inputMode="url"
        />
        <SelectField
          name="status"
          label={t("columns.status")}
          choices={statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
          defaultValue={company?.status ?? "active"}
        />
      </FormGrid>
    </Section>
  );
}

function TextFields({ company }: { company?: CompanyView }) {
  const t = useTranslations("companies");
  const words = useCompanyWords();
  const offered = [...new Set([...languages, ...(company ? [company.lang] : [])])];
  return (
    <Section title={t("form.profile")} hint={company && company.translations.length > 0 ? t("form.staleHint") : undefined}>
      <FormGrid>
        <SelectField
          name="lang"
          label={t("form.lang")}
          choices={offered.map((value) => ({ value, label: words.language(value) }))}
          empty={company ? undefined : t("form.detectLang")}
          defaultValue={company?.lang}
        />
        <TextField
          name="oneLiner"
          label={t("columns.oneLiner")}
          description={t("form.oneLinerHint")}
          defaultValue={company?.oneLiner}
          maxLength={500}
        />
        <TextAreaField
          name="description"
          label={t("columns.description")}
          defaultValue={company?.description}
          minRows={6}
          maxLength={20_000}
        />
        <TagsField name="tags[]" label={t("columns.tags")} defaultValue={company?.tags} maxTags={50} />
      </FormGrid>
    </Section>
  );
}

function FactFields({ company }: { company?: CompanyView }) {
  const t = useTranslations("companies");
  const words = useCompanyWords();
  const locale = useLocale();
  return (
    <Section title={t("form.facts")} hint={t("form.factsHint")}>
      <FormGrid columns={2}>
        <SelectField
          name="field"
          label={t("columns.field")}
          choices={fields.map((value) => ({ value, label: words.field(value) }))}
          empty={t("form.unknown")}
          defaultValue={company?.field ?? ""}
        />
        <TagsField
          name="topics[]"
          label={t("columns.topics")}
          choices={topics.map((value) => ({ value, label: words.topic(value) }))}
          defaultValue={company?.topics}
          maxTags={20}
        />
        <SearchSelectField
          name="country"
          label={t("columns.country")}
          choices={countryChoices(locale)}
          defaultValue={company?.country}
        />
        <TextField
          name="city"
          label={t("columns.city")}
          defaultValue={company?.city ? words.city(company.city) : ""}
          maxLength={120}
        />
        <NumberField
          name="foundedYear"
          label={t("columns.foundedYear")}
          min={1800}
          max={2200}
          defaultValue={company?.foundedYear ?? ""}
        />
        <NumberField name="teamSize" label={t("columns.teamSize")} min={0} defaultValue={company?.teamSize ?? ""} />
        <SelectField
          name="stage"
          label={t("columns.stage")}
          choices={stages.map((value) => ({ value, label: words.stage(value) }))}
          empty={t("form.unknown")}
          defaultValue={company?.stage ?? ""}
        />
        <MoneyField name="fundingTotal" label={t("columns.fundingTotalFen")} defaultFen={company?.fundingTotalFen} />
        <TagsField
          name="certificates[]"
          label={t("columns.certificates")}
          defaultValue={company?.certificates}
          suggestions={["TISAX", "ISO 9001", "ISO 27001", "IATF 16949", "ISO 26262", "ASPICE"]}
          maxTags={50}
        />
      </FormGrid>
    </Section>
  );
}
