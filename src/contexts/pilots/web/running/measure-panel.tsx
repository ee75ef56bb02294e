import { useTranslations } from "use-intl";
import { ActionForm, useFieldsOf } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, NumberField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import type { MeasuredCriterion, MeasurementView, RunningView } from "../../running-views.ts";
import classes from "./running.module.css";

interface MeasurePanelProps {
  running: RunningView;
  /** Those the reader's side measures. */
  criteria: MeasuredCriterion[];
}

/** Adds a value, or many at once out of a spreadsheet. */
export function MeasurePanel({ running: { today, startsOn }, criteria }: MeasurePanelProps) {
  const t = useTranslations("evaluation.measure");
  return (
    <Section id="measure" title={t("title")} hint={t("hint")}>
      <MeasurementForm criteria={criteria} today={today} startsOn={startsOn} />
      <FormDisclosure intent="measureMany" className={classes.disclosure}>
        <summary>{t("many")}</summary>
        <ActionForm intent="measureMany" label={t("many")}>
          <TextAreaField
            name="lines"
            label={t("lines")}
            description={t("linesHint", { example: `1; ${today}; 93.5` })}
            minRows={5}
            required
            ff="monospace"
          />
          <LineMistakes />
          <FormActions>
            <SubmitButton variant="default">{t("addMany")}</SubmitButton>
          </FormActions>
        </ActionForm>
      </FormDisclosure>
    </Section>
  );
}

/** What is wrong with which of the pasted lines. */
function LineMistakes() {
  const mistakes = Object.entries(useFieldsOf("lines."));
  if (mistakes.length === 0) return null;
  return (
    <ul className={classes.mistakes} role="alert">
      {mistakes.map(([name, sentence]) => (
        <li key={name}>{sentence}</li>
      ))}
    </ul>
  );
}

interface MeasurementFormProps {
  criteria?: readonly MeasuredCriterion[];
  /** The one a corrected value belongs to. */
  criterion?: MeasuredCriterion;
  replaces?: MeasurementView;
  today: string;
  startsOn: string | null;
}

export function MeasurementForm({ criteria = [], criterion, replaces, today, startsOn }: MeasurementFormProps) {
  const t = useTranslations("evaluation.measure");
  return (
    <ActionForm intent={replaces ? `correct.${replaces.id}` : "measure"} multipart label={replaces ? t("correct") : t("title")}>
      {criterion && <input type="hidden" name="criterionId" value={criterion.id} />}
      {replaces && <input type="hidden" name="replacesId" value={replaces.id} />}
      <FormGrid columns={2}>
        {!criterion && (
          <FormWide>
            <SelectField
              name="criterionId"
              label={t("criterion")}
              required
              choices={criteria.map(({ id, number, metric, unit }) => ({
                value: id,
                label: `${number}. ${metric}${unit && ` (${unit})`}`,
              }))}
            />
          </FormWide>
        )}
        <NumberField name="value" label={t("value")} step="any" required defaultValue={replaces && String(replaces.value)} />
        <DateField
          name="measuredOn"
          label={t("day")}
          min={startsOn ?? undefined}
          max={today}
          required
          defaultValue={replaces?.measuredOn ?? today}
        />
        <FormWide>
          <TextField name="note" label={t("note")} description={t("noteHint")} maxLength={1000} />
        </FormWide>
      </FormGrid>
      <details className={classes.inner}>
        <summary>{t("proof")}</summary>
        <FileDropField name="file" label={t("file")} description={t("fileHint")} />
      </details>
      <FormActions>
        <SubmitButton>{replaces ? t("correct") : t("add")}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
