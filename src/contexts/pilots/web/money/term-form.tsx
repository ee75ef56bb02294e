import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { termKinds, termOwners } from "../../term.ts";
import type { TermsView, TermView } from "../../term-schema.ts";
import { useSideNames } from "./side-names.ts";

/** A new term, or one that takes the place of an agreed one. */
export function TermForm({ intent, term, pilot }: { intent: string; term: TermView | null; pilot: TermsView["pilot"] }) {
  const t = useTranslations("orders.terms");
  const nameOf = useSideNames(pilot.startup);
  return (
    <ActionForm intent={intent}>
      <FormGrid columns={2}>
        <SelectField
          name="kind"
          label={t("kindLabel")}
          choices={termKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          defaultValue={term?.kind ?? "backgroundIp"}
          required
        />
        <TextField
          name="subject"
          label={t("subject")}
          description={t("subjectHint")}
          defaultValue={term?.subject}
          maxLength={200}
          required
        />
        <SelectField
          name="belongsTo"
          label={t("belongsTo")}
          choices={termOwners.map((value) => ({ value, label: nameOf(value) }))}
          defaultValue={term?.belongsTo ?? "startup"}
          required
        />
        <DateField name="untilOn" label={t("until")} description={t("untilHint")} defaultValue={term?.untilOn ?? undefined} />
        <FormWide>
          <TextAreaField
            name="useByOther"
            label={t("use")}
            description={t("useHint")}
            defaultValue={term?.useByOther}
            minRows={2}
            maxLength={2000}
          />
        </FormWide>
      </FormGrid>
      <FormActions>
        <SubmitButton variant={term ? "default" : "filled"}>{t("proposeButton")}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
