import { Alert, Button } from "@mantine/core";
import { useActionData } from "react-router";
import { useTranslations } from "use-intl";
import { localeNames, locales } from "#platform/i18n/locales.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, NumberField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { AssignmentView, GuestView } from "../../review-views.ts";
import classes from "./assignment.module.css";

const toneOf: Record<GuestView["state"], Tone> = { invited: "accent", joined: "good", over: "idle", revoked: "idle" };

/** People from outside who review in this phase until a day. */
export function GuestsSection({ view }: { view: AssignmentView }) {
  const t = useTranslations("reviews.guests");
  const answer = useActionData() as { demoLink?: string } | undefined;
  return (
    <Section title={t("title")} hint={t("hint")} id="guests">
      {answer?.demoLink && (
        <Alert color="yellow" variant="light" mb="md" title={t("demoLink")}>
          <a href={answer.demoLink}>{answer.demoLink}</a>
        </Alert>
      )}
      {view.guests.length > 0 && (
        <ul className={classes.guests}>
          {view.guests.map((guest) => (
            <li key={guest.id}>
              <b>{guest.name}</b>
              <span>{guest.email}</span>
              <StateBadge tone={toneOf[guest.state]}>{t(`state.${guest.state}`)}</StateBadge>
              <small>
                {t("until")} <DateText value={guest.untilOn} />
              </small>
              {guest.canRevoke && (
                <ActionForm intent="revoke" label={t("revokeOf", { name: guest.name })}>
                  <input type="hidden" name="phaseId" value={view.phase.id} />
                  <input type="hidden" name="guestId" value={guest.id} />
                  <Button
                    type="submit"
                    size="compact-sm"
                    variant="subtle"
                    color="red"
                    aria-label={t("revokeOf", { name: guest.name })}
                  >
                    {t("revoke")}
                  </Button>
                </ActionForm>
              )}
            </li>
          ))}
        </ul>
      )}
      <details className={classes.adder} key={view.guests.length}>
        <summary>{t("invite")}</summary>
        <ActionForm intent="guest" label={t("invite")}>
          <input type="hidden" name="phaseId" value={view.phase.id} />
          <FormGrid columns={2}>
            <TextField name="name" label={t("name")} required />
            <TextField name="email" type="email" label={t("email")} required />
            <DateField name="untilOn" label={t("untilOn")} description={t("untilHint")} required />
            <NumberField name="most" label={t("most")} defaultValue="10" />
            <SelectField
              name="locale"
              label={t("language")}
              choices={locales.map((value) => ({ value, label: localeNames[value] }))}
            />
          </FormGrid>
          <FormActions>
            <SubmitButton>{t("invite")}</SubmitButton>
          </FormActions>
        </ActionForm>
      </details>
    </Section>
  );
}
