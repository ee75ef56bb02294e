import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { CheckboxField, SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { NumberField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { encodings } from "../import/encodings.ts";
import type { ImportView } from "../import/schema.ts";

const nameOfEncoding: Record<(typeof encodings)[number], string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  gb18030: "GB18030 / GBK",
  big5: "Big5",
  shift_jis: "Shift JIS",
  "windows-1252": "Windows-1252",
  "windows-1251": "Windows-1251",
  "koi8-r": "KOI8-R",
};
const delimiters = [
  { value: ",", label: "," },
  { value: ";", label: ";" },
  { value: "\t", label: "Tab" },
  { value: "|", label: "|" },
];

/** How the file is read, for the rare case that it was not found out right. */
export function ImportFormat({ view }: { view: ImportView }) {
  const t = useTranslations("companiesImport.detail");
  const { kind, encoding, delimiter, headerRow, isNested } = view.format;
  if (kind === "jsonl") return null;
  return (
    <Section title={t("reading")}>
      <ActionForm intent="reading">
        <FormGrid columns={2}>
          {kind === "csv" && (
            <SelectField
              name="encoding"
              label={t("encoding")}
              choices={encodings.map((value) => ({ value, label: nameOfEncoding[value] }))}
              defaultValue={encoding}
            />
          )}
          {kind === "csv" && (
            <SelectField name="delimiter" label={t("delimiter")} choices={delimiters} defaultValue={delimiter} />
          )}
          <NumberField name="headerRow" label={t("headerRow")} defaultValue={String(headerRow)} min={1} />
          <CheckboxField name="isNested" label={t("nested")} defaultChecked={isNested} mt="xl" />
        </FormGrid>
        <FormActions>
          <SubmitButton variant="default">{t("readAgain")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}
