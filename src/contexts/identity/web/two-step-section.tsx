import { Code, List, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PasswordField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";

export interface StartedTwoStep {
  picture: string;
  key: string;
  backupCodes: string[];
}

/** Two-step sign-in: off, being set up, or on. */
export function TwoStepSection({
  hasPassword,
  isOn,
  started,
}: {
  hasPassword: boolean;
  isOn: boolean;
  started: StartedTwoStep | null;
}) {
  const t = useTranslations("identity.account");
  return (
    <Section title={t("twoStepTitle")}>
      <Stack gap="sm" maw="28rem">
        {!hasPassword ? (
          <Text>{t("twoStepNeedsPassword")}</Text>
        ) : isOn ? (
          <PasswordStep intent="twoStepStop" sentence={t("twoStepOn")} button={t("twoStepStop")} />
        ) : started ? (
          <SetUp started={started} />
        ) : (
          <PasswordStep intent="twoStepStart" sentence={t("twoStepOff")} button={t("twoStepStart")} />
        )}
      </Stack>
    </Section>
  );
}

function PasswordStep({ intent, sentence, button }: { intent: string; sentence: string; button: string }) {
  const t = useTranslations("identity.account");
  return (
    <ActionForm intent={intent} label={t("twoStepTitle")}>
      <Stack gap="sm">
        <Text>{sentence}</Text>
        <PasswordField name="password" label={t("currentPassword")} autoComplete="current-password" required />
        <SubmitButton w="fit-content">{button}</SubmitButton>
      </Stack>
    </ActionForm>
  );
}

function SetUp({ started: { picture, key, backupCodes } }: { started: StartedTwoStep }) {
  const t = useTranslations("identity.account");
  const codeLabel = useTranslations("identity.signIn")("code");
  return (
    <ActionForm intent="twoStepConfirm" label={t("twoStepTitle")}>
      <Stack gap="sm">
        <Text>{t("twoStepScan")}</Text>
        <img src={picture} alt={t("qrLabel")} width={200} height={200} style={{ background: "#fff", borderRadius: 8 }} />
        <Text size="sm">
          {t("twoStepKey")}: <Code>{key}</Code>
        </Text>
        <Text fw={600}>{t("backupCodes")}</Text>
        <Text size="sm">{t("backupCodesHint")}</Text>
        <List size="sm" ff="monospace">
          {backupCodes.map((code) => (
            <List.Item key={code}>{code}</List.Item>
          ))}
        </List>
        <TextField name="code" label={codeLabel} autoComplete="one-time-code" inputMode="numeric" maxLength={6} required />
        <SubmitButton w="fit-content">{t("twoStepConfirm")}</SubmitButton>
      </Stack>
    </ActionForm>
  );
}
