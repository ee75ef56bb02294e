import { Button, Checkbox, Stack } from "@mantine/core";
import { Form, redirect } from "react-router";
import { useTranslations } from "use-intl";
import { unauthenticated } from "#platform/errors.ts";
import { localeNames, locales } from "#platform/i18n/locales.ts";
import { formObject, parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { forgetLocalCopies } from "#ui/form/local-copy.ts";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { getAccountSecurity } from "../queries/account-security.ts";
import { getProfile } from "../queries/people.ts";
import { ProfileInput } from "../schema.ts";
import type { Route } from "./+types/my-account";
import { AddressSection } from "./address-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { keepProfile } from "./profile-action.ts";
import { changeSecurity, SecurityInput } from "./security-actions.ts";
import { SessionSection } from "./session-section.tsx";

const here = "/my-account";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      if (ctx.actor.personId === null) throw unauthenticated();
      if (ctx.actor.seatId !== null) throw redirect("/account");
      return { profile: await getProfile(ctx), security: await getAccountSecurity(ctx, request) };
    },
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const input = formObject(form);
      if (input.intent !== "profile") return changeSecurity(ctx, request, parse(SecurityInput, input), here);
      const { timeZone } = await getProfile(ctx);
      return keepProfile(ctx, parse(ProfileInput, { ...input, timeZone }), here);
    },
    form,
  );
}

/** The account of somebody who applies and holds no seat: who they are, how they sign in, and how to leave. */
export default function MyAccount({ loaderData: { profile, security } }: Route.ComponentProps) {
  const t = useTranslations("identity.account");
  const { email, hasPassword, sessions } = security;
  return (
    <>
      <PageHeader title={t("title")} />
      <Stack>
        <Section title={t("profile")}>
          <ActionForm intent="profile" label={t("profile")}>
            <FormGrid columns={2}>
              <TextField name="name" label={t("name")} defaultValue={profile.name} autoComplete="name" required maxLength={200} />
              <SelectField
                name="locale"
                label={t("language")}
                choices={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
                defaultValue={profile.locale}
              />
            </FormGrid>
            <FormActions>
              <SubmitButton>{t("save")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </Section>
        <AddressSection email={email} hasPassword={hasPassword} />
        <PasswordSection hasPassword={hasPassword} />
        <SessionSection sessions={sessions} />
        <DeleteSection />
      </Stack>
    </>
  );
}

/** What the person wrote belongs to another context, which deletes the account with it. */
function DeleteSection() {
  const t = useTranslations("writing.account");
  return (
    <Section title={t("title")} hint={t("text")}>
      <Form method="post" action="/my-account/deletion" onSubmit={forgetLocalCopies}>
        <Stack gap="sm" align="start">
          <Checkbox name="sure" label={t("sure")} required />
          <Button type="submit" color="red" variant="light">
            {t("now")}
          </Button>
        </Stack>
      </Form>
    </Section>
  );
}
