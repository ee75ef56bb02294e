import { Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PasswordField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import type { AccountSecurity } from "../queries/account-security.ts";

/** The address one signs in with, and how to change it. */
export function AddressSection({ email, hasPassword }: Pick<AccountSecurity, "email" | "hasPassword">) {
  const t = useTranslations("identity.account");
  return (
    <Section title={t("addressTitle")}>
      <Stack gap="sm">
        <Text fw={600}>{email}</Text>
        <Text size="sm">{hasPassword ? t("addressHint") : t("addressNeedsPassword")}</Text>
        {hasPassword && (
          <ActionForm intent="address" label={t("addressTitle")}>
            <FormGrid columns={2}>
              <TextField name="email" type="email" label={t("newAddress")} autoComplete="email" required maxLength={254} />
              <PasswordField name="password" label={t("currentPassword")} autoComplete="current-password" required />
            </FormGrid>
            <FormActions>
              <SubmitButton>{t("changeAddress")}</SubmitButton>
            </FormActions>
          </ActionForm>
        )}
      </Stack>
    </Section>
  );
}
