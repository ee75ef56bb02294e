import { Group } from "@mantine/core";
import { IconMailForward } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { InvitationView } from "../schema.ts";

export function InvitationList({ invitations }: { invitations: InvitationView[] }) {
  const t = useTranslations("identity");
  const dateText = useDateText();
  const columns: Column<InvitationView>[] = [
    { id: "name", label: t("people.name"), cell: ({ name }) => <strong>{name}</strong> },
    { id: "email", label: t("people.email"), cell: ({ email }) => email },
    {
      id: "role",
      label: t("people.role"),
      cell: ({ role, organisationName, unitName }) =>
        [t(`roles.${role}`), organisationName, unitName].filter(Boolean).join(" · "),
    },
    {
      id: "state",
      label: t("tokens.state"),
      cell: ({ state, expiresAt }) =>
        state === "expired" ? (
          <StateBadge tone="warn">{t("people.expired")}</StateBadge>
        ) : (
          <StateBadge tone="info">{t("people.openUntil", { date: dateText(expiresAt) })}</StateBadge>
        ),
    },
    { id: "actions", label: t("people.actions"), cell: (invitation) => <Actions invitation={invitation} /> },
  ];
  const empty = (
    <EmptyState icon={<IconMailForward size={26} />} title={t("people.noInvitations")} text={t("people.noInvitationsText")} />
  );
  return (
    <Section title={t("people.invitations")} plain>
      <DataTable label={t("people.invitations")} columns={columns} rows={invitations} rowId={({ id }) => id} empty={empty} />
    </Section>
  );
}

function Actions({ invitation: { id, name } }: { invitation: InvitationView }) {
  const t = useTranslations("identity.people");
  return (
    <Group gap="xs">
      {(["resend", "revoke"] as const).map((intent) => (
        <ActionForm key={intent} intent={intent}>
          <input type="hidden" name="invitationId" value={id} />
          <SubmitButton variant="default" size="xs" aria-label={`${t(intent)}: ${name}`}>
            {t(intent)}
          </SubmitButton>
        </ActionForm>
      ))}
    </Group>
  );
}
