import { useState } from "react";
import { useTranslations } from "use-intl";
import { useKeptOf } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import type { ReadinessKind } from "../../readiness.ts";
import { type DetailField, detailFields, endingKinds, isAskedFor } from "../../readiness-details.ts";

interface DetailInputsProps {
  kind: ReadinessKind;
  /** What an earlier document said; sensitive parts are typed again. */
  known: Readonly<Record<string, string>>;
  validUntil: string | null;
}

const hints: readonly string[] = [
  "account",
  "swift",
  "country",
  "origin",
  "scopeId",
  "assessmentId",
  "classification",
  "supplierNumber",
  "registrationNumber",
];

/** The fields of a document as its kind asks for them, its last day and its file. */
export function DetailInputs({ kind, known, validUntil }: DetailInputsProps) {
  const t = useTranslations("readiness");
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const values = { ...known, ...useKeptOf("details."), ...chosen };
  const hasConditions = detailFields[kind].some(({ onlyIf }) => onlyIf !== undefined);
  return (
    <FormGrid columns={2}>
      {detailFields[kind].map((field) => (
        <DetailInput
          key={field.name}
          field={field}
          value={field.isSensitive ? undefined : known[field.name]}
          isHidden={hasConditions && Object.keys(values).length > 0 && !isAskedFor(field, values)}
          onChoose={(value) => setChosen((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      <DateField
        name="validUntil"
        label={t("form.validUntil")}
        description={t("form.validUntilHint")}
        required={endingKinds.includes(kind)}
        defaultValue={validUntil ?? undefined}
      />
      <FormWide>
        <FileDropField
          name="file"
          label={t("form.file")}
          description={t("form.fileHint")}
          accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.zip,.txt,.csv"
        />
      </FormWide>
    </FormGrid>
  );
}

interface DetailInputProps {
  field: DetailField;
  value: string | undefined;
  isHidden: boolean;
  onChoose: (value: string) => void;
}

function DetailInput({ field, value, isHidden, onChoose }: DetailInputProps) {
  const t = useTranslations("readiness");
  if (isHidden) return null;
  const { name, kind, isRequired, onlyIf, choices = [] } = field;
  const common = {
    name: `details.${name}`,
    label: t(`detail.${name as "holder"}`),
    description: hints.includes(name) ? t(`detailHint.${name as "account"}`) : undefined,
    required: Boolean(isRequired) && onlyIf === undefined,
    defaultValue: value,
  };
  if (kind === "choice")
    return (
      <SelectField
        {...common}
        empty={t("form.choose")}
        choices={choices.map((choice) => ({ value: choice, label: t(`choice.${choice as "tisax"}`) }))}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
    );
  if (kind === "day") return <DateField {...common} />;
  if (kind === "text") return <TextAreaField {...common} minRows={2} />;
  return <TextField {...common} inputMode={kind === "amount" ? "decimal" : undefined} autoComplete="off" />;
}
