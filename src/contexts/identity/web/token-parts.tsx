import { Alert, Button, Code, CopyButton, Stack } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { CheckboxGroupField, SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { TokenView } from "../schema.ts";

/** A token just made, the only time it is seen. */
export function ShownToken({ token }: { token: string }) {
  const t = useTranslations("identity.tokens");
  return (
    <Alert icon={<IconKey size={18} />} title={t("once")} role="status">
      <Stack gap="xs" align="start">
        <Code block>{token}</Code>
        <CopyButton value={token}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t("copied") : t("copy")}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}

/** `children` are fields before the scopes: the role of a service token. */
export function NewTokenForm({ scopes, children }: { scopes: readonly string[]; children?: ReactNode }) {
  const t = useTranslations("identity.tokens");
  return (
    <Section title={t("create")}>
      <ActionForm intent="create" label={t("create")}>
        <Stack gap="md">
          <FormGrid columns={2}>
            <TextField name="name" label={t("name")} description={t("nameHint")} required maxLength={200} />
            <SelectField
              name="days"
              label={t("days")}
              defaultValue="90"
              choices={[7, 30, 90, 180, 365].map((count) => ({ value: String(count), label: t("daysChoice", { count }) }))}
            />
            {children}
          </FormGrid>
          <CheckboxGroupField
            name="scopes[]"
            label={t("scopes")}
            columns={2}
            choices={scopes.map((scope) => ({ value: scope, label: scope }))}
          />
          <FormActions>
            <SubmitButton>{t("create")}</SubmitButton>
          </FormActions>
        </Stack>
      </ActionForm>
    </Section>
  );
}

export function TokenTable({ tokens }: { tokens: TokenView[] }) {
  const t = useTranslations("identity");
  const columns: Column<TokenView>[] = [
    { id: "name", label: t("tokens.name"), cell: (token) => `${token.name} · ${token.hint}…` },
    { id: "role", label: t("tokens.role"), cell: (token) => t(`roles.${token.role}`) },
    { id: "scopes", label: t("tokens.scopes"), cell: (token) => token.scopes.join(", ") },
    { id: "expires", label: t("tokens.expires"), cell: (token) => <DateText value={token.expiresAt} /> },
    {
      id: "used",
      label: t("tokens.used"),
      cell: (token) => (token.lastUsedAt ? <RelativeTime value={token.lastUsedAt} /> : t("tokens.never")),
    },
    { id: "state", label: t("tokens.state"), cell: (token) => <TokenState token={token} /> },
    { id: "actions", label: t("people.actions"), cell: (token) => !token.isRevoked && <Revoke token={token} /> },
  ];
  const empty = <EmptyState icon={<IconKey size={26} />} title={t("tokens.empty")} text={t("tokens.emptyText")} />;
  return <DataTable label={t("account.tokens")} columns={columns} rows={tokens} rowId={({ id }) => id} empty={empty} />;
}

function TokenState({ token }: { token: TokenView }) {
  const t = useTranslations("identity.tokens");
  if (token.isRevoked) return <StateBadge tone="idle">{t("revoked")}</StateBadge>;
  if (token.isExpired) return <StateBadge tone="warn">{t("expired")}</StateBadge>;
  return <StateBadge tone="good">{t("active")}</StateBadge>;
}

function Revoke({ token }: { token: TokenView }) {
  const t = useTranslations("identity.tokens");
  return (
    <ActionForm intent="revoke">
      <input type="hidden" name="tokenId" value={token.id} />
      <SubmitButton variant="default" size="xs" aria-label={`${t("revoke")}: ${token.name}`}>
        {t("revoke")}
      </SubmitButton>
    </ActionForm>
  );
}
