import { Checkbox, Text } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { CheckboxGroupField, RadioField, SelectField } from "#ui/form/choice-fields.tsx";
import { DateField, NumberField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { type Answer, lettersOf } from "../form/answer.ts";
import type { FormField } from "../form/field.ts";
import { readWording } from "../wording.ts";
import { nameOf, shownAnswer } from "./answers-of-form.ts";

const mostRadios = 5;

/** One question of a form with its answer, as its kind is asked. */
export function AnswerField({ field, value, note }: { field: FormField; value: Answer | undefined; note?: string }) {
  const locale = useLocale() as Locale;
  const label = readWording(field.label, locale).text;
  const help = readWording(field.help, locale).text || undefined;
  return (
    <div data-key={field.key}>
      <input type="hidden" name={`${nameOf(field)}.asked`} value="1" />
      <Question field={field} value={value} label={label} help={help} />
      {note && (
        <Text size="sm" c="dimmed" mt={4} role="status">
          {note}
        </Text>
      )}
    </div>
  );
}

interface QuestionProps {
  field: FormField;
  value: Answer | undefined;
  label: string;
  help: string | undefined;
}

function Question({ field, value, label, help }: QuestionProps) {
  const t = useTranslations("applications.writing");
  const locale = useLocale() as Locale;
  const common = { name: nameOf(field), label, description: help, withAsterisk: field.isRequired };
  const shown = shownAnswer(value);
  switch (field.kind) {
    case "text":
      return <TextField {...common} defaultValue={shown} />;
    case "url":
      return <TextField {...common} type="url" placeholder="https://" defaultValue={shown} />;
    case "longText":
      return <LongText {...common} longest={field.longest} defaultValue={shown} />;
    case "number":
      return (
        <NumberField
          {...common}
          step="any"
          defaultValue={shown}
          rightSection={field.unit}
          rightSectionWidth={field.unit ? 64 : 0}
        />
      );
    case "money":
      return (
        <NumberField {...common} step="0.01" min={0} defaultValue={shown} rightSection={field.currency} rightSectionWidth={56} />
      );
    case "date":
      return <DateField {...common} defaultValue={shown} />;
    case "choice": {
      const choices = field.options.map((option) => ({ value: option.value, label: readWording(option.label, locale).text }));
      if (choices.length > mostRadios)
        return <SelectField {...common} choices={choices} empty={t("choose")} defaultValue={shown} />;
      return <RadioField name={common.name} label={label} description={help} choices={choices} defaultValue={shown} />;
    }
    case "choices": {
      const choices = field.options.map((option) => ({ value: option.value, label: readWording(option.label, locale).text }));
      const chosen = Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
      return <CheckboxGroupField name={common.name} label={label} description={help} choices={choices} defaultValue={chosen} />;
    }
    case "consent":
      return <Checkbox name={common.name} label={label} description={help} defaultChecked={value === true} />;
    default:
      return <Text size="sm">{label}</Text>;
  }
}

/** Several lines with a count of what is left. */
function LongText({
  longest,
  defaultValue,
  ...props
}: {
  name: string;
  label: string;
  longest: number;
  defaultValue: string;
  description?: string;
  withAsterisk: boolean;
}) {
  const t = useTranslations("applications.writing");
  const [letters, setLetters] = useState(() => lettersOf(defaultValue));
  return (
    <>
      <TextAreaField
        {...props}
        defaultValue={defaultValue}
        onInput={(event) => setLetters(lettersOf(event.currentTarget.value))}
        minRows={4}
      />
      <Text size="xs" c={letters > longest ? "red" : "dimmed"} ta="end" mt={2}>
        {t("letters", { letters, longest })}
      </Text>
    </>
  );
}
