import { Checkbox, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type FormField, formStages, type ProfilePart, profileParts } from "../../form/field.ts";
import { isWritten } from "../../wording.ts";
import { ConditionEditor } from "./condition-editor.tsx";
import type { FieldCardProps } from "./field-card.tsx";
import { LimitsEditor } from "./limits-editor.tsx";
import classes from "./manage.module.css";
import { WordingInput } from "./wording-input.tsx";

type SettingsProps = Pick<FieldCardProps, "fields" | "field" | "at" | "operators" | "publishedKeys" | "onChange">;

/** Everything about one question. */
export function FieldSettings(props: SettingsProps) {
  const { field, onChange } = props;
  const t = useTranslations("calls.form");
  return (
    <Stack gap="sm">
      <WordingInput
        label={t("label")}
        value={field.label}
        onChange={(label) => onChange({ ...field, label })}
        longest={300}
        autoFocus={!isWritten(field.label)}
        required
      />
      <WordingInput
        label={t("help")}
        value={field.help}
        onChange={(help) => onChange({ ...field, help })}
        longest={1000}
        lines={2}
      />
      <LimitsEditor field={field} onChange={onChange} />
      <div className={classes.checks}>
        <Checkbox
          label={t("required")}
          checked={field.isRequired}
          onChange={(event) => onChange({ ...field, isRequired: event.currentTarget.checked })}
        />
        <Checkbox
          label={t("identifying")}
          description={t("identifyingHint")}
          checked={field.isIdentifying}
          onChange={(event) => onChange({ ...field, isIdentifying: event.currentTarget.checked })}
        />
      </div>
      <ReadersAndSource {...props} />
      <ConditionEditor {...props} />
      <FieldName {...props} />
    </Stack>
  );
}

/** In which stage it is asked, who reads the answer and where it may be known from. */
function ReadersAndSource({ fields, field, operators, onChange }: SettingsProps) {
  const t = useTranslations("calls.form");
  const parts = useTranslations("calls.form.profile");
  const taken = new Set(fields.flatMap((each) => (each.key === field.key ? [] : [each.profilePart])));
  return (
    <div className={classes.three}>
      <NativeSelect
        label={t("stageLabel")}
        data={formStages.map((stage) => ({ value: String(stage), label: t(`stage.${stage}`) }))}
        value={String(field.stage)}
        onChange={(event) => onChange({ ...field, stage: event.currentTarget.value === "2" ? 2 : 1 })}
      />
      <NativeSelect
        label={t("readers")}
        data={[
          { value: "", label: t("everyOperator") },
          ...operators.map(({ kind, name }) => ({ value: kind, label: t("onlyOperator", { name }) })),
        ]}
        value={field.privateTo ?? ""}
        onChange={(event) => onChange({ ...field, privateTo: (event.currentTarget.value || null) as FormField["privateTo"] })}
      />
      <NativeSelect
        label={t("source")}
        data={[
          { value: "", label: t("sourceNone") },
          ...profileParts.map((part) => ({ value: part, label: parts(part), disabled: taken.has(part) })),
        ]}
        value={field.profilePart ?? ""}
        onChange={(event) => onChange({ ...field, profilePart: (event.currentTarget.value || null) as ProfilePart | null })}
      />
    </div>
  );
}

/** The name behind a question, in exports and in the API; fixed once applicants have answered under it. */
function FieldName({ fields, field, publishedKeys, onChange }: SettingsProps) {
  const t = useTranslations("calls.form");
  const [typed, setTyped] = useState(field.key);
  const isFixed = publishedKeys.includes(field.key);
  const isTaken = fields.some(({ key }) => key === typed && key !== field.key);
  const isWellFormed = /^[a-z][a-zA-Z0-9]{0,39}$/.test(typed);
  return (
    <TextInput
      size="xs"
      label={t("key")}
      description={isFixed ? t("keyFixed") : t("keyHint")}
      value={typed}
      disabled={isFixed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => isWellFormed && !isTaken && typed !== field.key && onChange({ ...field, key: typed })}
      error={isTaken ? t("keyTaken") : isWellFormed ? undefined : t("keyHint")}
    />
  );
}
