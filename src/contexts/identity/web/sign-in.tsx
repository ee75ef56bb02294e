import { Alert, Divider, Stack, Text, Title } from "@mantine/core";
import { IconInfoCircle, IconMail } from "@tabler/icons-react";
import { data, redirect, redirectDocument, useActionData, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { formObject, parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PasswordField, TextField } from "#ui/form/text-fields.tsx";
import { ctxOf } from "#web/context.ts";
import { submission } from "#web/respond.ts";
import { safeNext } from "#web/sign-in-href.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { signInLinkMinutes } from "../auth/settings.ts";
import { requestSignInLink, signInAsDemoPerson, signInWithPassword } from "../commands/sign-in.ts";
import { listDemoPeople } from "../queries/demo-people.ts";
import { getBase } from "../queries/people.ts";
import { email } from "../schema.ts";
import type { Route } from "./+types/sign-in";
import { DemoPeople } from "./demo-people.tsx";
import { PasskeySignIn } from "./passkey-sign-in.tsx";

const Input = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("password"), email, password: z.string().min(1).max(1000) }),
  z.object({ intent: z.literal("link"), email }),
  z.object({ intent: z.literal("demo"), personId: z.uuid() }),
]);

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const base = await getBase(ctx);
  if (!base) throw redirect("/welcome");
  return { demoPeople: base.mode === "demo" ? await listDemoPeople(ctx) : [] };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const next = safeNext(new URL(request.url).searchParams.get("next"));
  return submission(
    ctx,
    async () => {
      const input = parse(Input, formObject(form));
      if (input.intent === "link") {
        await requestSignInLink(ctx, input.email, next);
        return data({ linkMinutes: signInLinkMinutes });
      }
      if (input.intent === "demo") {
        return redirectDocument(next, await signInAsDemoPerson(ctx, request, input.personId));
      }
      const { needsCode, headers } = await signInWithPassword(ctx, request, input);
      return redirectDocument(needsCode ? `/sign-in/code?next=${encodeURIComponent(next)}` : next, { headers });
    },
    form,
  );
}

export default function SignIn({ loaderData: { demoPeople } }: Route.ComponentProps) {
  const t = useTranslations("identity.signIn");
  const [params] = useSearchParams();
  return (
    <>
      <title>{t("title")}</title>
      {params.has("unsaved") && (
        <Alert color="blue" variant="light" role="status" mb="lg" icon={<IconInfoCircle size={18} />} title={t("unsavedTitle")}>
          {t("unsavedText")}
        </Alert>
      )}
      {demoPeople.length > 0 && <DemoPeople people={demoPeople} />}
      <Stack gap="md" mt={demoPeople.length > 0 ? "xl" : 0}>
        <Title order={demoPeople.length > 0 ? 2 : 1}>{t("title")}</Title>
        <ActionForm intent="password" label={t("title")}>
          <Stack gap="sm">
            <TextField name="email" type="email" label={t("email")} autoComplete="username webauthn" required />
            <PasswordField name="password" label={t("password")} autoComplete="current-password" required />
            <SubmitButton fullWidth>{t("submit")}</SubmitButton>
          </Stack>
        </ActionForm>
        <PasskeySignIn />
        <Divider label={t("or")} />
        <LinkForm />
        <Text size="sm" c="dimmed">
          {t("noAccount")}
        </Text>
      </Stack>
    </>
  );
}

function LinkForm() {
  const t = useTranslations("identity.signIn");
  const answer = useActionData<typeof action>();
  if (answer && "linkMinutes" in answer) {
    return (
      <Alert icon={<IconMail size={18} />} role="status">
        {t("linkSent", { minutes: answer.linkMinutes })}
      </Alert>
    );
  }
  return (
    <ActionForm intent="link" label={t("withLink")}>
      <Stack gap="sm">
        <Text size="sm">{t("withLinkHint")}</Text>
        <TextField name="email" type="email" label={t("email")} autoComplete="email" required />
        <SubmitButton variant="default" leftSection={<IconMail size={16} aria-hidden />} fullWidth>
          {t("withLink")}
        </SubmitButton>
      </Stack>
    </ActionForm>
  );
}
