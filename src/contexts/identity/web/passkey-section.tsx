import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useState, useSyncExternalStore } from "react";
import { useRevalidator } from "react-router";
import { useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import type { AccountSecurity } from "../queries/account-security.ts";
import { addPasskey, canUsePasskeys } from "./passkey.ts";

export function PasskeySection({ passkeys }: Pick<AccountSecurity, "passkeys">) {
  const t = useTranslations("identity.account");
  const dateText = useDateText();
  return (
    <Section title={t("passkeysTitle")}>
      <Stack gap="sm">
        <Text>{t("passkeysHint")}</Text>
        {passkeys.map(({ id, name, createdAt }) => (
          <Group key={id} justify="space-between">
            <div>
              <Text fw={600}>{name || t("passkeyUnnamed")}</Text>
              {createdAt && (
                <Text size="sm" c="dimmed">
                  {t("added", { date: dateText(createdAt) })}
                </Text>
              )}
            </div>
            <ActionForm intent="passkey">
              <input type="hidden" name="passkeyId" value={id} />
              <SubmitButton variant="default" size="xs" aria-label={`${t("remove")}: ${name || t("passkeyUnnamed")}`}>
                {t("remove")}
              </SubmitButton>
            </ActionForm>
          </Group>
        ))}
        <AddPasskey />
      </Stack>
    </Section>
  );
}

const unchanging = () => () => {};

function AddPasskey() {
  const t = useTranslations("identity.account");
  const { revalidate } = useRevalidator();
  const [name, setName] = useState("");
  const [hasFailed, setHasFailed] = useState(false);
  const isPossible = useSyncExternalStore(unchanging, canUsePasskeys, () => false);
  if (!isPossible) return null;
  const add = async () => {
    setHasFailed(false);
    try {
      await addPasskey(name.trim() || t("passkeyUnnamed"));
      setName("");
      await revalidate();
    } catch {
      setHasFailed(true);
    }
  };
  return (
    <Group align="end">
      <TextInput label={t("passkeyName")} value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
      <Button variant="default" leftSection={<IconFingerprint size={18} aria-hidden />} onClick={add}>
        {t("addPasskey")}
      </Button>
      <Text size="sm" c="red.8" role="status">
        {hasFailed && t("passkeyNotAdded")}
      </Text>
    </Group>
  );
}
