import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PasswordField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { passwordLength } from "../auth/password-length.ts";

export function PasswordSection({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations("identity");
  return (
    <Section title={t("account.passwordTitle")}>
      {hasPassword ? (
        <ActionForm intent="password" label={t("account.passwordTitle")}>
          <FormGrid columns={2}>
            <PasswordField name="currentPassword" label={t("account.currentPassword")} autoComplete="current-password" required />
            <NewPassword />
          </FormGrid>
          <FormActions>
            <SubmitButton>{t("account.changePassword")}</SubmitButton>
          </FormActions>
        </ActionForm>
      ) : (
        <ActionForm intent="firstPassword" label={t("account.passwordTitle")}>
          <Text mb="sm">{t("account.noPassword")}</Text>
          <FormGrid columns={2}>
            <NewPassword />
          </FormGrid>
          <FormActions>
            <SubmitButton>{t("account.setPassword")}</SubmitButton>
          </FormActions>
        </ActionForm>
      )}
    </Section>
  );
}

function NewPassword() {
  const t = useTranslations("identity");
  return (
    <PasswordField
      name="newPassword"
      label={t("account.newPassword")}
      description={t("invitation.passwordHint", { min: passwordLength.min })}
      autoComplete="new-password"
      minLength={passwordLength.min}
      maxLength={passwordLength.max}
      required
    />
  );
}
