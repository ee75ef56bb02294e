import { useId, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { recheckKinds } from "#contexts/companies/company.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { CheckboxField, CheckboxGroupField, RadioField, SelectField } from "#ui/form/choice-fields.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import type { DecisionDesk } from "../../decision-views.ts";
import { reasonsOf } from "../../review/decision.ts";
import { readWording } from "../../wording.ts";
import classes from "./decisions.module.css";

const outcomes = ["accepted", "waitlisted", "declined"] as const;

interface WantedFieldsProps {
  otherCalls: DecisionDesk["otherCalls"];
  /** The other operator has proposed something that can be agreed to. */
  mayAgree: boolean;
  /** A told decision is replaced: the reason is told too. */
  isCorrection: boolean;
  /** Words of a single reviewer are there to be told or not. */
  hasOnlyReview: boolean;
}

/** What is wanted of one application or of many; only what belongs to the chosen outcome is shown. */
export function WantedFields({ otherCalls, mayAgree, isCorrection, hasOnlyReview }: WantedFieldsProps) {
  const t = useTranslations("decisions");
  const choices = outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }));
  const all = mayAgree ? [{ value: "agree", label: t("form.agree"), description: t("form.agreeHint") }, ...choices] : choices;
  return (
    <div className={classes.wanted}>
      <RadioField name="outcome" label={t("form.outcome")} choices={all} required />
      {outcomes.map((outcome) => (
        <div key={outcome} data-for={outcome}>
          <CheckboxGroupField
            name="reasonCodes[]"
            label={t("form.reasons")}
            description={outcome === "declined" ? t("form.reasonsNeeded") : t("form.reasonsHint")}
            choices={reasonsOf[outcome].map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
        </div>
      ))}
      {isCorrection && (
        <TextAreaField
          name="correction"
          label={t("form.correction")}
          description={t("form.correctionHint")}
          minRows={2}
          required
        />
      )}
      <NextSteps otherCalls={otherCalls} />
      <div data-for="declined">
        <Recheck />
      </div>
      {hasOnlyReview && (
        <CheckboxField name="sharesOnlyReview" label={t("form.onlyReview")} description={t("form.onlyReviewHint")} />
      )}
      <TextAreaField name="note" label={t("form.note")} description={t("form.noteHint")} minRows={2} maxLength={5000} />
    </div>
  );
}

function NextSteps({ otherCalls }: Pick<WantedFieldsProps, "otherCalls">) {
  const t = useTranslations("decisions.form");
  const locale = useLocale() as Locale;
  return (
    <details className={classes.more} data-not-for="agree">
      <summary>{t("steps")}</summary>
      <p className={classes.hint}>{t("stepsHint")}</p>
      <div className={classes.fields}>
        {otherCalls.length > 0 && (
          <SelectField
            name="stepCall"
            label={t("stepCall")}
            choices={otherCalls.map(({ slug, title }) => ({ value: slug, label: readWording(title, locale).text }))}
            empty={t("noCall")}
          />
        )}
        <TextField name="stepExpertHour" label={t("stepExpertHour")} placeholder={t("stepExpertHourExample")} maxLength={200} />
        <TextField name="stepEvent" label={t("stepEvent")} placeholder={t("stepEventExample")} maxLength={200} />
        <DateField name="stepReapply" label={t("stepReapply")} />
      </div>
    </details>
  );
}

function Recheck() {
  const t = useTranslations("decisions.form");
  const kinds = useTranslations("companies.recheckKinds");
  const [kind, setKind] = useState("none");
  const id = useId();
  return (
    <fieldset className={classes.recheck} aria-describedby={id}>
      <SelectField
        name="recheckKind"
        label={t("recheck")}
        choices={recheckKinds.map((value) => ({ value, label: kinds(value) }))}
        defaultValue="none"
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      {kind === "date" && <DateField name="recheckOn" label={t("recheckOn")} required />}
      {kind !== "date" && kind !== "none" && <TextField name="recheckDetail" label={t("recheckDetail")} maxLength={300} />}
      <p className={classes.hint} id={id}>
        {t("recheckHint")}
      </p>
    </fieldset>
  );
}
