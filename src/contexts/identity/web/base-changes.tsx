import { Box, Group, Stack, Text } from "@mantine/core";
import { useFormatter, useTranslations } from "use-intl";
import type { UnusualDays } from "#platform/base-calendar.ts";
import { localeNames, locales } from "#platform/i18n/locales.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { CheckboxGroupField, SearchSelectField, SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TagsField } from "#ui/form/tags-field.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { BaseChangeView } from "../queries/organisation.ts";
import { type SendableNeedField, sendableNeedFields } from "../schema.ts";
import { timeZoneChoices } from "./time-zones.ts";

export function BaseChangeForm({
  base,
}: {
  base: {
    name: string;
    timeZone: string;
    defaultLocale: string;
    embeddingNeedFields: SendableNeedField[];
    unusualDays: UnusualDays;
  };
}) {
  const t = useTranslations("identity.organisation");
  return (
    <ActionForm intent="propose" label={t("base")}>
      <FormGrid columns={2}>
        <TextField name="name" label={t("baseName")} defaultValue={base.name} maxLength={200} />
        <SearchSelectField name="timeZone" label={t("timeZone")} choices={timeZoneChoices()} defaultValue={base.timeZone} />
        <SelectField
          name="defaultLocale"
          label={t("defaultLanguage")}
          choices={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
          defaultValue={base.defaultLocale}
        />
        <TextField name="reason" label={t("reason")} maxLength={500} />
      </FormGrid>
      <Stack mt="lg">
        {(["daysOff", "daysWorked"] as const).map((name) => (
          <div key={name}>
            <input type="hidden" name={`${name}[]`} value="" />
            <TagsField
              name={`${name}[]`}
              label={t(`calendar.${name}`)}
              description={t(`calendar.${name}Hint`)}
              placeholder="2026-10-01"
              defaultValue={[...(name === "daysOff" ? base.unusualDays.off : base.unusualDays.worked)]}
            />
          </div>
        ))}
      </Stack>
      <input type="hidden" name="embeddingNeedFields[]" value="" />
      <Box mt="lg">
        <CheckboxGroupField
          name="embeddingNeedFields[]"
          label={t("needFieldsSent.label")}
          description={t("needFieldsSent.hint")}
          choices={sendableNeedFields.map((field) => ({ value: field, label: t(`needFieldsSent.${field}`) }))}
          defaultValue={base.embeddingNeedFields}
        />
      </Box>
      <FormActions>
        <SubmitButton>{t("propose")}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}

const toneOf: Record<BaseChangeView["state"], Tone> = { open: "accent", approved: "good", declined: "bad", withdrawn: "idle" };

export function BaseChangeList({ changes }: { changes: BaseChangeView[] }) {
  const t = useTranslations("identity.organisation");
  if (changes.length === 0) return null;
  return (
    <Section title={t("changes")}>
      <Stack gap="md">
        {changes.map((change) => (
          <Group key={change.id} justify="space-between" align="start">
            <div>
              <ProposedValues values={change.values} />
              <Text size="sm" c="dimmed">
                {t("proposal", { organisation: change.proposedByOrganisation })} · <DateText value={change.proposedAt} />
                {change.reason && ` · ${change.reason}`}
              </Text>
            </div>
            <Stack gap="xs" align="end">
              <StateBadge tone={toneOf[change.state]}>{t(`changeState.${change.state}`)}</StateBadge>
              <Decision change={change} />
            </Stack>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}

function ProposedValues({
  values: { embeddingNeedFields: fields, daysOff, daysWorked, ...values },
}: {
  values: BaseChangeView["values"];
}) {
  const calendar = useTranslations("identity.organisation.calendar");
  const t = useTranslations("identity.organisation.needFieldsSent");
  const format = useFormatter();
  const texts: string[] = Object.values(values);
  if (fields)
    texts.push(fields.length === 0 ? t("nothing") : t("proposal", { fields: format.list(fields.map((field) => t(field))) }));
  if (daysOff) texts.push(calendar("off", { days: format.list(daysOff) }));
  if (daysWorked) texts.push(calendar("worked", { days: format.list(daysWorked) }));
  return texts.map((text) => (
    <Text key={text} fw={600}>
      {text}
    </Text>
  ));
}

function Decision({ change: { id, can } }: { change: BaseChangeView }) {
  const t = useTranslations("identity.organisation");
  if (!can.decide && !can.withdraw) return null;
  return (
    <ActionForm intent="decide">
      <input type="hidden" name="changeId" value={id} />
      <Group gap="xs">
        {can.decide && (
          <>
            <SubmitButton size="xs" name="decision" value="approved">
              {t("approve")}
            </SubmitButton>
            <SubmitButton size="xs" variant="default" name="decision" value="declined">
              {t("decline")}
            </SubmitButton>
          </>
        )}
        {can.withdraw && (
          <SubmitButton size="xs" variant="default" name="decision" value="withdrawn">
            {t("withdraw")}
          </SubmitButton>
        )}
      </Group>
    </ActionForm>
  );
}
