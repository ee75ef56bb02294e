import { useTranslations } from "use-intl";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";

const reasons = [
  "no_fit",
  "too_early",
  "technology",
  "no_capacity",
  "price",
  "team",
  "certificate_missing",
  "competitor",
  "pure_consulting",
  "region",
  "legal",
  "no_answer",
  "other",
] as const;
const rechecks = ["none", "date", "funding", "certificate", "new_need"] as const;

/** Why not, and what would make us look again. */
export function PassFields() {
  const t = useTranslations("matching");
  return (
    <>
      <SelectField
        name="reasonCode"
        label={t("passReason")}
        choices={reasons.map((value) => ({ value, label: t(`passReasons.${value}`) }))}
        required
      />
      <TextAreaField name="note" label={t("actions.note")} minRows={2} />
      <SelectField
        name="recheckKind"
        label={t("actions.recheck")}
        choices={rechecks.map((value) => ({ value, label: t(`rechecks.${value}`) }))}
        defaultValue="none"
      />
      <DateField name="recheckOn" label={t("actions.recheckOn")} />
      <TextField name="recheckDetail" label={t("actions.recheckDetail")} />
    </>
  );
}
