import {
  PasswordInput,
  type PasswordInputProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from "@mantine/core";
import { useTranslations } from "use-intl";
import { useField } from "./action-form.tsx";

type Named<Props> = Omit<Props, "error" | "value" | "onChange" | "name"> & { name: string };

/** One line of text. */
export function TextField({ name, defaultValue, ...props }: Named<TextInputProps>) {
  const { error, kept } = useField(name);
  return <TextInput name={name} error={error} defaultValue={kept ?? defaultValue} {...props} />;
}

/** Several lines; grows with what is written. */
export function TextAreaField({ name, defaultValue, ...props }: Named<TextareaProps>) {
  const { error, kept } = useField(name);
  return <Textarea name={name} error={error} defaultValue={kept ?? defaultValue} autosize minRows={3} maxRows={16} {...props} />;
}

/** Never filled again after a mistake: a password does not travel back. */
export function PasswordField({ name, ...props }: Named<PasswordInputProps>) {
  const { error } = useField(name);
  const t = useTranslations("ui.form");
  return <PasswordInput name={name} error={error} visibilityToggleButtonProps={{ "aria-label": t("showPassword") }} {...props} />;
}

/** A number, checked by the browser and again by the schema. */
export function NumberField({ name, defaultValue, ...props }: Named<TextInputProps>) {
  const { error, kept } = useField(name);
  return <TextInput name={name} type="number" inputMode="decimal" error={error} defaultValue={kept ?? defaultValue} {...props} />;
}

/** An amount in whole units and hundredths, as people write it; the schema turns it into fen. */
export function MoneyField({
  name,
  defaultFen,
  currency = "CNY",
  ...props
}: Named<TextInputProps> & { defaultFen?: number | null; currency?: string }) {
  const initial = typeof defaultFen === "number" ? String(defaultFen / 100) : undefined;
  return (
    <NumberField
      name={name}
      min={0}
      step="0.01"
      defaultValue={initial}
      rightSection={<span aria-hidden>{currency}</span>}
      rightSectionWidth={52}
      {...props}
    />
  );
}

/** A calendar day, "2026-03-02" on the wire; the browser's own picker, in the reader's notation. */
export function DateField({ name, defaultValue, ...props }: Named<TextInputProps>) {
  const { error, kept } = useField(name);
  return <TextInput name={name} type="date" error={error} defaultValue={kept ?? defaultValue} {...props} />;
}
