import { useTranslations } from "use-intl";
import { localeNames, locales } from "#platform/i18n/locales.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import type { OutsideOrganisation } from "../queries/organisation.ts";
import { outsideKinds } from "../roles.ts";

/** Offers somebody of the zone or of an investor the one seat such an organisation has. */
export function OutsideInviteForm({ organisations }: { organisations: OutsideOrganisation[] }) {
  const t = useTranslations("identity.people");
  const hasZone = organisations.some(({ kind }) => kind === "zone");
  const newKinds = outsideKinds.filter((kind) => kind !== "zone" || !hasZone);
  return (
    <Section title={t("inviteOutside")} hint={t("inviteOutsideLead")} id="invite-outside">
      <ActionForm intent="inviteOutside" label={t("inviteOutside")}>
        <FormGrid columns={2}>
          <SelectField
            name="organisation"
            label={t("organisation")}
            choices={[
              ...organisations.map(({ id, name }) => ({ value: id, label: name })),
              ...newKinds.map((kind) => ({ value: kind, label: t(`newOrganisation.${kind}`) })),
            ]}
          />
          <TextField
            name="organisationName"
            label={t("organisationName")}
            description={t("organisationNameHint")}
            maxLength={200}
          />
          <TextField name="name" label={t("name")} required maxLength={200} />
          <TextField name="email" type="email" label={t("email")} required maxLength={254} />
          <TextField name="title" label={t("seatTitle")} maxLength={120} />
          <SelectField
            name="locale"
            label={t("mailLanguage")}
            choices={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
          />
          <DateField name="seatEndsOn" label={t("seatEndsOn")} description={t("seatEndsOnHint")} />
        </FormGrid>
        <FormActions>
          <SubmitButton>{t("send")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}
