import { MultiSelect, TagsInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { useField } from "./action-form.tsx";
import type { Choice } from "./choice-fields.tsx";

interface TagsFieldProps {
  /** Ends with []: each tag is sent as a value of its own. */
  name: `${string}[]`;
  label: ReactNode;
  description?: ReactNode;
  placeholder?: string;
  defaultValue?: string[];
  required?: boolean;
  maxTags?: number;
  /** What may be chosen; without it people write their own words. */
  choices?: Choice[];
  /** Words to offer while people write their own. */
  suggestions?: string[];
}

/** Several words or choices as tags. */
export function TagsField({ name, defaultValue = [], choices, suggestions, maxTags, ...props }: TagsFieldProps) {
  const { error, kept } = useField(name);
  const [tags, setTags] = useState<string[]>(kept === undefined ? defaultValue : [kept].flat());
  const t = useTranslations("ui.form");
  const shared = {
    value: tags,
    onChange: setTags,
    error,
    clearable: true,
    clearButtonProps: { "aria-label": t("clear") },
    ...props,
  };
  return (
    <>
      {choices ? (
        <MultiSelect
          data={choices}
          searchable
          hidePickedOptions
          maxValues={maxTags}
          nothingFoundMessage={t("nothingFound")}
          {...shared}
        />
      ) : (
        <TagsInput
          data={suggestions ?? []}
          maxTags={maxTags}
          splitChars={[",", ";", "，", "；", "、"]}
          acceptValueOnBlur
          {...shared}
        />
      )}
      {tags.map((tag) => (
        <input key={tag} type="hidden" name={name} value={tag} />
      ))}
    </>
  );
}
