import { useState } from "react";
import { useTranslations } from "use-intl";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { passReasons, type RecheckKind, recheckKinds } from "../company.ts";

/** Why a company is not taken, and what would make us look again. */
export function PassFields() {
  const t = useTranslations("companies");
  const [kind, setKind] = useState<RecheckKind>("none");
  return (
    <>
      <SelectField
        name="reasonCode"
        label={t("passes.reason")}
        choices={passReasons.map((value) => ({ value, label: t(`passReasons.${value}`) }))}
        empty={t("passes.chooseReason")}
        required
      />
      <TextAreaField name="note" label={t("passes.note")} minRows={2} maxLength={5000} />
      <SelectField
        name="recheckKind"
        label={t("passes.recheck")}
        choices={recheckKinds.map((value) => ({ value, label: t(`recheckKinds.${value}`) }))}
        defaultValue="none"
        onChange={(event) => setKind(event.currentTarget.value as RecheckKind)}
      />
      {kind === "date" && <DateField name="recheckOn" label={t("passes.recheckOn")} required />}
      {kind === "certificate" && (
        <TextField name="recheckDetail" label={t("passes.certificate")} placeholder="TISAX" maxLength={300} />
      )}
      {(kind === "funding" || kind === "new_need") && (
        <TextField name="recheckDetail" label={t("passes.recheckDetail")} maxLength={300} />
      )}
    </>
  );
}
