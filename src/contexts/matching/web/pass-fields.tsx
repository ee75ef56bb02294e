import { useTranslations } from "use-intl";
import { passReasons, recheckKinds } from "#contexts/companies/company.ts";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";

/** Why not, and what would make us look again. */
export function PassFields() {
  const t = useTranslations("matching");
  const companies = useTranslations("companies");
  return (
    <>
      <SelectField
        name="reasonCode"
        label={t("passReason")}
        choices={passReasons.map((value) => ({ value, label: companies(`passReasons.${value}`) }))}
        defaultValue="no_fit"
        required
      />
      <TextAreaField name="note" label={t("actions.note")} minRows={2} />
      <SelectField
        name="recheckKind"
        label={t("actions.recheck")}
        choices={recheckKinds.map((value) => ({ value, label: t(`rechecks.${value}`) }))}
        defaultValue="none"
      />
      <DateField name="recheckOn" label={t("actions.recheckOn")} />
      <TextField name="recheckDetail" label={t("actions.recheckDetail")} />
    </>
  );
}
