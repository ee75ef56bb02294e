import { Link } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { localeNames } from "#platform/i18n/locales.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, NumberField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { anyLanguage } from "../../agreement/fields.ts";
import { languageIn } from "../../agreement/template-text.ts";
import type { AgreementFormView } from "../../agreement-views.ts";
import { currencies } from "../../money/money.ts";
import { CriteriaEditor } from "../record/criteria-editor.tsx";
import classes from "./agreements.module.css";

type Asked = AgreementFormView["asked"][number];

/** What a document is filled from: what the pilot says, and what is asked for here. */
export function AgreementForm({ form, pilotId }: { form: AgreementFormView; pilotId: string }) {
  const t = useTranslations("agreements");
  const needed = form.asked.filter(({ isOptional }) => !isOptional);
  const optional = form.asked.filter(({ isOptional }) => isOptional);
  return (
    <div className={classes.editor}>
      <ActionForm label={t(`kind.${form.kind}`)} className={classes.fields}>
        <input type="hidden" name="kind" value={form.kind} />
        {form.sha256 && <input type="hidden" name="sha256" value={form.sha256} />}
        {form.agreed && <AmendmentFields form={form} />}
        <Section title={t("form.asked")} hint={t("form.askedHint")}>
          <FormGrid columns={2}>
            {needed.map((asked) => (
              <AskedField key={`${asked.field} ${asked.lang}`} asked={asked} />
            ))}
          </FormGrid>
          {needed.length === 0 && <p className={classes.quiet}>{t("form.nothingAsked")}</p>}
        </Section>
        {optional.length > 0 && (
          <Section title={t("form.wording")} hint={t("form.wordingHint")}>
            <FormGrid>
              {optional.map((asked) => (
                <AskedField key={`${asked.field} ${asked.lang}`} asked={asked} />
              ))}
            </FormGrid>
          </Section>
        )}
        <FormActions>
          <Link to={`/pilots/${pilotId}/agreements`}>{t("form.cancel")}</Link>
          <SubmitButton>{t("form.make")}</SubmitButton>
        </FormActions>
      </ActionForm>
      <Known form={form} pilotId={pilotId} />
    </div>
  );
}

function AskedField({ asked: { field, ask, lang, value, isOptional } }: { asked: Asked }) {
  const t = useTranslations("agreements");
  const label = lang === anyLanguage ? t(`fields.${field}`) : `${t(`fields.${field}`)} (${localeNames[lang]})`;
  const common = {
    name: `values.${field}.${lang}`,
    label,
    required: !isOptional,
    lang: lang === anyLanguage ? undefined : lang,
  };
  if (ask === "text")
    return (
      <FormWide>
        <TextAreaField {...common} defaultValue={value} maxLength={5000} minRows={2} />
      </FormWide>
    );
  if (ask === "number") return <NumberField {...common} defaultValue={value} min={0} step="1" />;
  if (ask === "money") return <MoneyInput common={common} field={field} value={value} />;
  return <TextField {...common} defaultValue={value} maxLength={500} />;
}

interface MoneyInputProps {
  common: { name: string; label: string; required: boolean };
  field: string;
  value: string;
}

function MoneyInput({ common, field, value }: MoneyInputProps) {
  const t = useTranslations("agreements.form");
  const [amount, currency = "CNY"] = value.split(" ");
  return (
    <FormGrid columns={2}>
      <NumberField {...common} defaultValue={amount} min={0} step="0.01" />
      <SelectField
        name={`currency.${field}`}
        label={t("currency")}
        choices={currencies.map((each) => ({ value: each, label: each }))}
        defaultValue={currency}
      />
    </FormGrid>
  );
}

/** What was agreed, to be changed; what was measured stays. */
function AmendmentFields({ form: { agreed, wanted } }: { form: AgreementFormView }) {
  const t = useTranslations("agreements");
  const now = { ...agreed, ...wanted };
  const criteria = (now.criteria ?? []).map(({ baseline, target, metric, unit, comparison, method, measuredBy }) => ({
    ...{ metric, unit, comparison, method, measuredBy },
    baseline: baseline === null ? "" : String(baseline),
    target: String(target),
  }));
  return (
    <>
      <Section title={t("form.amend")} hint={t("form.amendHint")}>
        <FormGrid columns={2}>
          <FormWide>
            <TextAreaField name="scope" label={t("part.scope")} defaultValue={now.scope} required maxLength={10_000} />
          </FormWide>
          <DateField name="startsOn" label={t("part.startsOn")} defaultValue={now.startsOn} required />
          <DateField name="endsOn" label={t("part.endsOn")} defaultValue={now.endsOn} required />
          <DateField name="decisionOn" label={t("part.decisionOn")} defaultValue={now.decisionOn} required />
          <NumberField
            name="consequenceWithinDays"
            label={t("fields.consequence.days")}
            defaultValue={String(now.consequenceWithinDays ?? "")}
            min={1}
            max={730}
          />
          <FormWide>
            <TextAreaField name="nextOrder" label={t("part.nextOrder")} defaultValue={now.nextOrder} required maxLength={2000} />
          </FormWide>
        </FormGrid>
      </Section>
      <Section title={t("part.criteria")} hint={t("form.criteriaHint")}>
        <CriteriaEditor initial={criteria} />
      </Section>
    </>
  );
}

function Known({ form: { known, template, langs, rulingLang }, pilotId }: { form: AgreementFormView; pilotId: string }) {
  const locale = useLocale();
  const t = useTranslations("agreements");
  return (
    <aside className={classes.panel}>
      <h2>{t("form.known")}</h2>
      <p className={classes.quiet}>
        {t("form.template", { name: template.name, version: String(template.version) })}
        <br />
        {langs.map((lang) => localeNames[lang]).join(" · ")} – {t("pdf.ruling", { language: languageIn(locale, rulingLang) })}
      </p>
      <dl className={classes.facts}>
        {known.map(({ field, value }) => (
          <div key={field}>
            <dt>{t(`fields.${field}`)}</dt>
            <dd>
              {value ?? (
                <Link className={classes.lacking} to={`/pilots/${pilotId}/edit`}>
                  {t("form.lacking")}
                </Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
