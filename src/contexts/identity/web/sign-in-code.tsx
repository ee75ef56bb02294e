import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link, redirectDocument } from "react-router";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { formObject, parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { ctxOf } from "#web/context.ts";
import { submission } from "#web/respond.ts";
import { safeNext } from "#web/sign-in-href.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { signInWithCode } from "../commands/sign-in.ts";
import type { Route } from "./+types/sign-in-code";

const Input = z.object({ code: z.string().trim().min(1).max(40) });

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, async () => {
    const { headers } = await signInWithCode(ctx, request, parse(Input, formObject(form)).code);
    return redirectDocument(safeNext(new URL(request.url).searchParams.get("next")), { headers });
  });
}

export default function SignInCode() {
  const t = useTranslations("identity.signIn");
  return (
    <>
      <title>{t("codeTitle")}</title>
      <ActionForm label={t("codeTitle")}>
        <Stack gap="sm">
          <Title order={1}>{t("codeTitle")}</Title>
          <Text>{t("codeLead")}</Text>
          <TextField name="code" label={t("code")} autoComplete="one-time-code" autoFocus required maxLength={40} />
          <SubmitButton>{t("codeSubmit")}</SubmitButton>
          <Anchor component={Link} to="/sign-in">
            {t("back")}
          </Anchor>
        </Stack>
      </ActionForm>
    </>
  );
}
