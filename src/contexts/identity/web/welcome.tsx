import { Alert, Button, Code, Fieldset, Stack, Text, Title } from "@mantine/core";
import { data, redirect } from "react-router";
import { useTranslations } from "use-intl";
import { formObject, parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { RadioField, SearchSelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PasswordField, TextField } from "#ui/form/text-fields.tsx";
import { ctxOf } from "#web/context.ts";
import { submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { passwordLength } from "../auth/password-length.ts";
import { isSetUpOpen, setUpBase } from "../commands/set-up.ts";
import { signInWithPassword } from "../commands/sign-in.ts";
import { SetUpInput } from "../schema.ts";
import type { Route } from "./+types/welcome";
import { timeZoneChoices } from "./time-zones.ts";

export async function loader({ context }: Route.LoaderArgs) {
  if (!(await isSetUpOpen(ctxOf(context)))) throw redirect("/");
  return null;
}

/** After the founding the wizard is closed, but its last page still shows the link once. */
export const shouldRevalidate = () => false;

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const input = parse(SetUpInput, { locale: ctx.locale, ...formObject(form) });
      const { email, invitationLink } = await setUpBase(ctx, input);
      const { headers } = await signInWithPassword(ctx, request, { email, password: input.password });
      return data({ invitationLink }, { headers });
    },
    form,
  );
}

export default function Welcome({ actionData }: Route.ComponentProps) {
  const t = useTranslations("identity.welcome");
  if (actionData && "invitationLink" in actionData) return <Founded link={actionData.invitationLink} />;
  return (
    <ActionForm label={t("title")}>
      <title>{t("title")}</title>
      <Stack>
        <div>
          <Title order={1}>{t("title")}</Title>
          <Text c="dimmed">{t("lead")}</Text>
        </div>
        <TextField name="code" label={t("code")} description={t("codeHint")} autoComplete="off" required maxLength={40} />
        <Group title={t("base")}>
          <TextField name="baseName" label={t("baseName")} required maxLength={200} />
          <SearchSelectField
            name="timeZone"
            label={t("timeZone")}
            choices={timeZoneChoices()}
            defaultValue="Asia/Shanghai"
            required
          />
        </Group>
        <Group title={t("operators")}>
          <TextField name="hostName" label={t("hostName")} required maxLength={200} />
          <TextField name="cloudName" label={t("cloudName")} required maxLength={200} />
        </Group>
        <You />
        <Group title={t("other")}>
          <Text size="sm">{t("otherHint")}</Text>
          <Person nameField="otherName" emailField="otherEmail" />
        </Group>
        <SubmitButton size="md">{t("submit")}</SubmitButton>
      </Stack>
    </ActionForm>
  );
}

function You() {
  const t = useTranslations("identity");
  const sides = [
    { value: "host", label: t("welcome.sideHost") },
    { value: "cloud_partner", label: t("welcome.sideCloud") },
  ];
  return (
    <Group title={t("welcome.you")}>
      <RadioField name="side" label={t("welcome.side")} choices={sides} defaultValue="host" required />
      <Person nameField="name" emailField="email" own />
      <PasswordField
        name="password"
        label={t("signIn.password")}
        description={t("invitation.passwordHint", { min: passwordLength.min })}
        autoComplete="new-password"
        minLength={passwordLength.min}
        maxLength={passwordLength.max}
        required
      />
    </Group>
  );
}

function Person({ nameField, emailField, own }: { nameField: string; emailField: string; own?: boolean }) {
  const t = useTranslations("identity");
  return (
    <>
      <TextField name={nameField} label={t("people.name")} autoComplete={own ? "name" : "off"} required maxLength={200} />
      <TextField
        name={emailField}
        type="email"
        label={t("people.email")}
        autoComplete={own ? "username" : "off"}
        required
        maxLength={254}
      />
    </>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Fieldset legend={title}>
      <Stack gap="sm">{children}</Stack>
    </Fieldset>
  );
}

function Founded({ link }: { link: string }) {
  const t = useTranslations("identity.welcome");
  return (
    <Stack>
      <title>{t("doneTitle")}</title>
      <Title order={1}>{t("doneTitle")}</Title>
      <Alert role="status">
        <Text mb="xs">{t("doneText")}</Text>
        <Code block>{link}</Code>
      </Alert>
      <Button component="a" href="/" w="fit-content">
        {t("start")}
      </Button>
    </Stack>
  );
}
