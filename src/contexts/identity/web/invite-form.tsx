import { useTranslations } from "use-intl";
import { localeNames, locales } from "#platform/i18n/locales.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import type { Role } from "../roles.ts";
import type { UnitView } from "../schema.ts";

export function InviteForm({ roles, units, days }: { roles: Role[]; units: UnitView[]; days: number }) {
  const t = useTranslations("identity");
  return (
    <Section title={t("people.invite")} hint={t("people.inviteLead", { days })} id="invite">
      <ActionForm intent="invite" label={t("people.invite")}>
        <FormGrid columns={2}>
          <TextField name="name" label={t("people.name")} required maxLength={200} />
          <TextField name="email" type="email" label={t("people.email")} required maxLength={254} />
          <SelectField
            name="role"
            label={t("people.role")}
            choices={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
          {units.length > 0 && (
            <SelectField
              name="unitId"
              label={t("people.unit")}
              empty={t("people.noUnit")}
              choices={units.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <TextField name="title" label={t("people.seatTitle")} maxLength={120} />
          <SelectField
            name="locale"
            label={t("people.mailLanguage")}
            choices={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
          />
          <DateField name="seatEndsOn" label={t("people.seatEndsOn")} description={t("people.seatEndsOnHint")} />
        </FormGrid>
        <FormActions>
          <SubmitButton>{t("people.send")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}
