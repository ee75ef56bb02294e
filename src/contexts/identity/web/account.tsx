import { Button, Group, Stack, Text } from "@mantine/core";
import { Form } from "react-router";
import { useTranslations } from "use-intl";
import { localeNames, locales } from "#platform/i18n/locales.ts";
import { formObject, parse } from "#platform/parse.ts";
import { useDateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SearchSelectField, SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { getProfile, listMySeats } from "../queries/people.ts";
import { ProfileInput, type SeatView } from "../schema.ts";
import type { Route } from "./+types/account";
import { keepProfile } from "./profile-action.ts";
import { timeZoneChoices } from "./time-zones.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ profile: await getProfile(ctx), seats: await listMySeats(ctx) }), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => keepProfile(ctx, parse(ProfileInput, formObject(form)), "/account"), form);
}

export default function Account({ loaderData: { profile, seats } }: Route.ComponentProps) {
  const t = useTranslations("identity.account");
  return (
    <Stack>
      <Section title={t("profile")}>
        <ActionForm label={t("profile")}>
          <FormGrid columns={2}>
            <TextField name="name" label={t("name")} defaultValue={profile.name} autoComplete="name" required maxLength={200} />
            <SelectField
              name="locale"
              label={t("language")}
              choices={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
              defaultValue={profile.locale}
            />
            <SearchSelectField
              name="timeZone"
              label={t("timeZone")}
              choices={timeZoneChoices()}
              defaultValue={profile.timeZone}
              placeholder={t("timeZoneOfBase", { zone: profile.baseTimeZone })}
            />
          </FormGrid>
          <FormActions>
            <SubmitButton>{t("save")}</SubmitButton>
          </FormActions>
        </ActionForm>
      </Section>
      <Section title={t("seats")}>
        <Stack gap="sm">
          {seats.map((seat) => (
            <SeatLine key={seat.id} seat={seat} />
          ))}
        </Stack>
      </Section>
    </Stack>
  );
}

function SeatLine({ seat }: { seat: SeatView }) {
  const t = useTranslations("identity");
  const dateText = useDateText();
  const facts = [
    seat.organisation.name,
    seat.unit?.name,
    seat.title,
    seat.endsAt && t("account.until", { date: dateText(seat.endsAt) }),
  ];
  return (
    <Group justify="space-between">
      <div>
        <Text fw={600}>{t(`roles.${seat.role}`)}</Text>
        <Text size="sm" c="dimmed">
          {facts.filter(Boolean).join(" · ")}
        </Text>
      </div>
      {seat.isCurrent ? (
        <StateBadge tone="good">{t("account.presentSeat")}</StateBadge>
      ) : (
        <Form method="post" action="/account/seat">
          <Button type="submit" name="seatId" value={seat.id} variant="default" size="xs">
            {t("account.switchSeat")}
          </Button>
        </Form>
      )}
    </Group>
  );
}
