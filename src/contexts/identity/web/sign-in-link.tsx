import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link, redirectDocument } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { ctxOf } from "#web/context.ts";
import { submission } from "#web/respond.ts";
import { safeNext } from "#web/sign-in-href.ts";
import { signInWithLink } from "../commands/sign-in.ts";
import type { Route } from "./+types/sign-in-link";

// Programs that check links in mails open them too; only the button signs in, so they cannot use the link up.
export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const { searchParams } = new URL(request.url);
  return submission(ctx, async () => {
    const { headers } = await signInWithLink(ctx, request, searchParams.get("token") ?? "");
    return redirectDocument(safeNext(searchParams.get("next")), { headers });
  });
}

export default function SignInLink() {
  const t = useTranslations("identity.signIn");
  return (
    <>
      <title>{t("linkTitle")}</title>
      <ActionForm label={t("linkTitle")}>
        <Stack gap="sm">
          <Title order={1}>{t("linkTitle")}</Title>
          <Text>{t("linkLead")}</Text>
          <SubmitButton>{t("submit")}</SubmitButton>
          <Anchor component={Link} to="/sign-in">
            {t("back")}
          </Anchor>
        </Stack>
      </ActionForm>
    </>
  );
}
