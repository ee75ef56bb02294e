import { IconLock, IconWorld } from "@tabler/icons-react";
import { useLocale, useTranslations } from "use-intl";
import { languageName } from "#contexts/companies/countries.ts";
import { type Field, fields, topicsOfField } from "#contexts/companies/fields.ts";
import { RadioField, SelectField } from "#ui/form/choice-fields.tsx";
import { FormGrid } from "#ui/form/form-grid.tsx";
import { TagsField } from "#ui/form/tags-field.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { spokenLanguages } from "../../language.ts";
import { urgencies } from "../../need.ts";
import { type Visibility, visibilities } from "../../sight.ts";
import { AudiencePreview } from "../audience-preview.tsx";
import { useTaxonomy } from "../labels.tsx";
import classes from "./form.module.css";
import type { FormOptions } from "./form-options.ts";
import type { NeedFormValues } from "./form-values.ts";

interface FieldsProps {
  initial: NeedFormValues;
  /** What the fields hold now. */
  live: NeedFormValues;
  options: FormOptions;
}

/** The confidential text: what is looked for, in the unit's own words. */
export function DetailFields({ initial, detected }: { initial: NeedFormValues; detected: string | null }) {
  const t = useTranslations("needs.form");
  const locale = useLocale();
  const languages = [...new Set([...spokenLanguages, ...(initial.lang ? [initial.lang] : [])])];
  return (
    <Section
      title={
        <span className={classes.marked}>
          <IconLock size={17} aria-hidden /> {t("confidential")}
        </span>
      }
      hint={t("confidentialHint")}
    >
      <FormGrid>
        <TextField
          id="need-title"
          name="title"
          label={t("title")}
          description={t("titleHint")}
          defaultValue={initial.title}
          maxLength={200}
          dir="auto"
        />
        <TextAreaField
          id="need-detail"
          name="detail"
          label={t("detail")}
          description={t("detailHint")}
          defaultValue={initial.detail}
          maxLength={20_000}
          minRows={8}
          maxRows={28}
          dir="auto"
        />
        <SelectField
          id="need-lang"
          name="lang"
          label={t("lang")}
          description={detected ? t("langDetected", { language: languageName(detected, locale) }) : t("langHint")}
          empty={t("langAuto")}
          choices={languages.map((value) => ({ value, label: languageName(value, locale) }))}
          defaultValue={initial.lang}
        />
      </FormGrid>
    </Section>
  );
}

/** The text for outside, who reads what, and the proof of it. */
export function TeaserFields({ initial, live }: Pick<FieldsProps, "initial" | "live">) {
  const t = useTranslations("needs");
  return (
    <Section
      title={
        <span className={classes.marked}>
          <IconWorld size={17} aria-hidden /> {t("form.outside")}
        </span>
      }
      hint={t("form.outsideHint")}
    >
      <FormGrid>
        <TextAreaField
          id="need-teaser"
          name="teaser"
          label={t("form.teaser")}
          description={t("form.teaserHint")}
          defaultValue={initial.teaser}
          maxLength={2000}
          dir="auto"
        />
        <RadioField
          name="visibility"
          label={t("form.visibility")}
          choices={visibilities.map((value) => ({
            value,
            label: t(`visibility.${value}`),
            description: t(`visibilityHint.${value}`),
          }))}
          defaultValue={initial.visibility}
        />
        <div>
          <p className={classes.previewTitle}>{t("audience.title")}</p>
          <AudiencePreview visibility={(live.visibility || "unit") as Visibility} teaser={live.teaser} />
        </div>
      </FormGrid>
    </Section>
  );
}

/** Field, topics, words. */
export function SubjectFields({ initial }: { initial: NeedFormValues }) {
  const t = useTranslations("needs.form");
  const taxonomy = useTaxonomy();
  const topics = fields.flatMap((field: Field) =>
    topicsOfField[field].map((topic) => ({ value: topic as string, label: taxonomy.topic(topic) })),
  );
  return (
    <Section title={t("subject")} hint={t("subjectHint")}>
      <FormGrid columns={2}>
        <SelectField
          id="need-field"
          name="field"
          label={t("field")}
          empty={t("choose")}
          choices={fields.map((value) => ({ value, label: taxonomy.field(value) }))}
          defaultValue={initial.field}
        />
        <div id="need-topics">
          <TagsField name="topics[]" label={t("topics")} choices={topics} maxTags={10} defaultValue={initial.topics} />
        </div>
        <TagsField name="tags[]" label={t("tags")} description={t("tagsHint")} maxTags={20} defaultValue={initial.tags} />
      </FormGrid>
    </Section>
  );
}

/** Who, how much, until when. */
export function FrameFields({ initial, options }: Pick<FieldsProps, "initial" | "options">) {
  const t = useTranslations("needs");
  const locale = useLocale();
  const people = options.people.map(({ id, name, unitName }) => ({
    value: id,
    label: unitName ? `${name} (${unitName})` : name,
  }));
  return (
    <Section title={t("form.frame")} hint={t("form.frameHint")}>
      <FormGrid columns={2}>
        <SelectField
          name="unitId"
          label={t("form.unit")}
          choices={options.units.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={initial.unitId}
        />
        <SelectField name="ownerPersonId" label={t("form.owner")} choices={people} defaultValue={initial.ownerPersonId} />
        <SelectField
          name="sponsorPersonId"
          label={t("form.sponsor")}
          description={t("form.sponsorHint")}
          empty={t("form.nobody")}
          choices={people}
          defaultValue={initial.sponsorPersonId}
        />
        <RadioField
          name="urgency"
          label={t("form.urgency")}
          choices={urgencies.map((value) => ({ value, label: t(`urgency.${value}`) }))}
          defaultValue={initial.urgency}
        />
        <TextField
          id="need-budgetMinor"
          name="budgetMinor"
          label={t("form.budget")}
          description={t("form.budgetHint")}
          inputMode="decimal"
          autoComplete="off"
          leftSection="¥"
          defaultValue={initial.budgetMinor}
          maxLength={40}
        />
        <DateField
          id="need-decideBy"
          name="decideBy"
          label={t("form.decideBy")}
          description={t("form.decideByHint")}
          defaultValue={initial.decideBy}
        />
        <TagsField
          name="languages[]"
          label={t("form.languages")}
          choices={spokenLanguages.map((value) => ({ value: value as string, label: languageName(value, locale) }))}
          defaultValue={initial.languages}
        />
      </FormGrid>
    </Section>
  );
}
