import { Checkbox, Input } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { memo, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { useField } from "#ui/form/action-form.tsx";
import { CheckboxGroupField, RadioField, SelectField } from "#ui/form/choice-fields.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { type Answer, lettersOf } from "../../form/answer.ts";
import { answerMark } from "../../form/answer-text.ts";
import type { FormField } from "../../form/field.ts";
import { readWording } from "../../wording.ts";
import { markNameOf, nameOf, shownAnswer, versionNameOf } from "../answers-of-form.ts";
import { TableAnswer } from "./table-answer.tsx";
import classes from "./writing.module.css";

const mostRadios = 5;

interface QuestionProps {
  field: Exclude<FormField, { kind: "file" }>;
  value: Answer | undefined;
  /** Of the stored answer, for a form that is sent without a script. */
  version: number;
  stored: Answer | undefined;
}

/** One question of a form with its answer, as its kind is asked. */
export const Question = memo(function Question({ field, value, version, stored }: QuestionProps) {
  return (
    <>
      <input type="hidden" name={versionNameOf(field)} value={version} />
      <input type="hidden" name={markNameOf(field)} value={answerMark(asSent(field, stored))} />
      <AnswerInput field={field} value={value} />
      {field.privateTo && <PrivateNote to={field.privateTo} />}
    </>
  );
});

/** An answer nobody has given, as an empty form sends it. */
function asSent({ kind }: FormField, stored: Answer | undefined): Answer {
  if (stored !== undefined && stored !== null) return stored;
  if (kind === "consent") return false;
  return kind === "choices" || kind === "table" ? [] : null;
}

function AnswerInput({ field, value }: Pick<QuestionProps, "field" | "value">) {
  const t = useTranslations("writing.question");
  const locale = useLocale() as Locale;
  const label = readWording(field.label, locale).text;
  const description = readWording(field.help, locale).text || undefined;
  const common = { name: nameOf(field), label, description, withAsterisk: field.isRequired };
  const shown = shownAnswer(value);
  switch (field.kind) {
    case "text":
      return <TextField {...common} defaultValue={shown} />;
    case "url":
      return <TextField {...common} inputMode="url" autoCapitalize="off" placeholder="https://" defaultValue={shown} />;
    case "longText":
      return <LongText {...common} longest={field.longest} defaultValue={shown} />;
    case "number":
      return <TextField {...common} inputMode="decimal" maw={260} defaultValue={shown} {...unitOf(field.unit)} />;
    case "money":
      return <TextField {...common} inputMode="decimal" maw={260} defaultValue={shown} {...unitOf(field.currency)} />;
    case "date":
      return <DateField {...common} maw={220} defaultValue={shown} />;
    case "choice": {
      const choices = choicesOf(field.options, locale);
      if (choices.length > mostRadios)
        return <SelectField {...common} choices={choices} empty={t("choose")} defaultValue={shown} />;
      return <RadioField {...common} label={starred(label, field)} choices={choices} defaultValue={shown} />;
    }
    case "choices":
      return (
        <CheckboxGroupField
          {...common}
          label={starred(label, field)}
          description={field.most ? [description, t("most", { most: field.most })].filter(Boolean).join(" ") : description}
          choices={choicesOf(field.options, locale)}
          columns={field.options.length > mostRadios ? 2 : 1}
          defaultValue={Array.isArray(value) ? value.filter((each) => typeof each === "string") : []}
        />
      );
    case "consent":
      return (
        <Consent
          name={common.name}
          label={label}
          description={description}
          isGiven={value === true}
          isRequired={field.isRequired}
        />
      );
    case "table":
      return <TableAnswer field={field} value={value} label={label} description={description} />;
  }
}

const choicesOf = (options: Extract<FormField, { kind: "choice" }>["options"], locale: Locale) =>
  options.map((option) => ({ value: option.value, label: readWording(option.label, locale).text }));

/** Asked for, but not demanded by the browser: a draft may be kept without it. */
const starred = (label: string, { isRequired }: Pick<FormField, "isRequired">) =>
  isRequired ? (
    <>
      {label}{" "}
      <span aria-hidden className={classes.star}>
        *
      </span>
    </>
  ) : (
    label
  );

const unitOf = (unit: string) =>
  unit
    ? { rightSection: unit, rightSectionWidth: `${Math.max(5, unit.length + 2)}ch`, rightSectionPointerEvents: "none" as const }
    : {};

function Consent({
  name,
  label,
  description,
  isGiven,
  isRequired,
}: {
  name: string;
  label: string;
  description: string | undefined;
  isGiven: boolean;
  isRequired: boolean;
}) {
  const { error } = useField(name);
  return (
    <Checkbox
      name={name}
      label={starred(label, { isRequired })}
      description={description}
      defaultChecked={isGiven}
      error={error}
    />
  );
}

interface LongTextProps {
  name: string;
  label: string;
  description: string | undefined;
  withAsterisk: boolean;
  longest: number;
  defaultValue: string;
}

/** Several lines with a count of what is left. */
function LongText({ longest, defaultValue, ...props }: LongTextProps) {
  const t = useTranslations("writing.question");
  const [letters, setLetters] = useState(() => lettersOf(defaultValue));
  return (
    <>
      <TextAreaField
        {...props}
        defaultValue={defaultValue}
        onInput={(event) => setLetters(lettersOf(event.currentTarget.value))}
        minRows={4}
      />
      <Input.Description
        ta="end"
        mt={3}
        c={letters > longest ? "var(--jq-bad-text)" : undefined}
        fw={letters > longest ? 600 : undefined}
      >
        {letters > longest ? t("tooLong", { over: letters - longest }) : t("letters", { letters, longest })}
      </Input.Description>
    </>
  );
}

function PrivateNote({ to }: { to: "host" | "cloud_partner" }) {
  const t = useTranslations("writing.question");
  return (
    <Input.Description mt={5}>
      <IconLock size={13} aria-hidden style={{ verticalAlign: "-2px" }} /> {t("privateTo", { to })}
    </Input.Description>
  );
}
