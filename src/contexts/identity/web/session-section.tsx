import { Group, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { RelativeTime } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { AccountSecurity } from "../queries/account-security.ts";

export function SessionSection({ sessions }: Pick<AccountSecurity, "sessions">) {
  const t = useTranslations("identity.account");
  const endOthers = sessions.length > 1 && (
    <ActionForm intent="session">
      <input type="hidden" name="sessionId" value="others" />
      <SubmitButton variant="default" size="xs">
        {t("endOthers")}
      </SubmitButton>
    </ActionForm>
  );
  return (
    <Section title={t("sessionsTitle")} actions={endOthers}>
      <Stack gap="sm">
        {sessions.map(({ id, device, address, usedAt, isCurrent }) => (
          <Group key={id} justify="space-between">
            <div>
              <Text fw={600}>{device ?? t("unknownDevice")}</Text>
              <Text size="sm" c="dimmed">
                {address && `${address} · `}
                {t("lastUsed")}: <RelativeTime value={usedAt} />
              </Text>
            </div>
            {isCurrent ? (
              <StateBadge tone="good">{t("thisDevice")}</StateBadge>
            ) : (
              <ActionForm intent="session">
                <input type="hidden" name="sessionId" value={id} />
                <SubmitButton variant="default" size="xs">
                  {t("endSession")}
                </SubmitButton>
              </ActionForm>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
