import {
  Checkbox,
  type CheckboxProps,
  Input,
  NativeSelect,
  type NativeSelectProps,
  Radio,
  Select,
  type SelectProps,
  Switch,
  type SwitchProps,
} from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useField } from "./action-form.tsx";
import classes from "./form.module.css";

export interface Choice {
  value: string;
  label: string;
  description?: string;
  disabled?: boolean;
}

interface ChoiceProps {
  name: string;
  label: ReactNode;
  description?: ReactNode;
  choices: Choice[];
  required?: boolean;
}

/** One of a few, by the browser's own list; `empty` is the label of "none". */
export function SelectField({
  name,
  choices,
  empty,
  defaultValue,
  ...props
}: ChoiceProps & { empty?: string; defaultValue?: string | null } & Omit<
    NativeSelectProps,
    keyof ChoiceProps | "data" | "defaultValue" | "error"
  >) {
  const { error, kept } = useField(name);
  const data = empty === undefined ? choices : [{ value: "", label: empty }, ...choices];
  return (
    <NativeSelect name={name} data={data} error={error} defaultValue={(kept as string) ?? defaultValue ?? undefined} {...props} />
  );
}

/** One of many: type to narrow the list. */
export function SearchSelectField({
  name,
  choices,
  defaultValue,
  ...props
}: ChoiceProps & { defaultValue?: string | null } & Omit<
    SelectProps,
    keyof ChoiceProps | "data" | "defaultValue" | "error" | "value" | "onChange"
  >) {
  const { error, kept } = useField(name);
  const t = useTranslations("ui.form");
  return (
    <Select
      name={name}
      data={choices}
      searchable
      clearable
      error={error}
      nothingFoundMessage={t("nothingFound")}
      defaultValue={(kept as string) ?? defaultValue ?? null}
      {...props}
    />
  );
}

/** One of two to five, all visible. */
export function RadioField({
  name,
  label,
  description,
  choices,
  defaultValue,
  required,
}: ChoiceProps & { defaultValue?: string }) {
  const { error, kept } = useField(name);
  const initial = (kept as string) ?? defaultValue;
  return (
    <fieldset className={classes.group} aria-invalid={error ? true : undefined}>
      <Input.Label component="legend" required={required}>
        {label}
      </Input.Label>
      {description && <Input.Description mb={6}>{description}</Input.Description>}
      <div className={classes.choices}>
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            name={name}
            value={choice.value}
            label={choice.label}
            description={choice.description}
            defaultChecked={choice.value === initial}
            disabled={choice.disabled}
            required={required}
          />
        ))}
      </div>
      {error && <Input.Error mt={4}>{error}</Input.Error>}
    </fieldset>
  );
}

/** Any of several, all visible; `name` ends with [] so that one alone is a list too. */
export function CheckboxGroupField({
  name,
  label,
  description,
  choices,
  defaultValue = [],
  required,
  columns = 1,
}: ChoiceProps & { defaultValue?: string[]; columns?: 1 | 2 | 3 }) {
  const { error, kept } = useField(name);
  const initial = kept === undefined ? defaultValue : [kept].flat();
  return (
    <fieldset className={classes.group} aria-invalid={error ? true : undefined}>
      <Input.Label component="legend" required={required}>
        {label}
      </Input.Label>
      {description && <Input.Description mb={6}>{description}</Input.Description>}
      <div className={classes.choices} data-columns={columns}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            name={name}
            value={choice.value}
            label={choice.label}
            description={choice.description}
            defaultChecked={initial.includes(choice.value)}
            disabled={choice.disabled}
          />
        ))}
      </div>
      {error && <Input.Error mt={4}>{error}</Input.Error>}
    </fieldset>
  );
}

/** Yes or no; sends "on" when ticked and nothing when not. */
export function CheckboxField({ name, ...props }: Omit<CheckboxProps, "error" | "name"> & { name: string }) {
  const { error } = useField(name);
  return <Checkbox name={name} error={error} {...props} />;
}

/** Yes or no as a switch. */
export function SwitchField({ name, ...props }: Omit<SwitchProps, "error" | "name"> & { name: string }) {
  const { error } = useField(name);
  return <Switch name={name} error={error} {...props} />;
}
