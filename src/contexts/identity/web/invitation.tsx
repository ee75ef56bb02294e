import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link, redirectDocument } from "react-router";
import { useTranslations } from "use-intl";
import { formObject, parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PasswordField, TextField } from "#ui/form/text-fields.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { seatCookieOf } from "../auth/cookies.ts";
import { passwordLength } from "../auth/password-length.ts";
import { acceptInvitation } from "../commands/accept-invitation.ts";
import { signInWithPassword } from "../commands/sign-in.ts";
import { getOfferedSeat, type OfferedSeat } from "../queries/invitation.ts";
import { AcceptanceInput } from "../schema.ts";
import type { Route } from "./+types/invitation";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getOfferedSeat(ctx, params.secret));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const input = parse(AcceptanceInput, formObject(form));
      const { email, seatId } = await acceptInvitation(ctx, params.secret, input);
      const headers = input.password
        ? (await signInWithPassword(ctx, request, { email, password: input.password })).headers
        : new Headers();
      headers.append("set-cookie", seatCookieOf(ctx.platform, seatId));
      return redirectDocument("/", { headers });
    },
    form,
  );
}

export default function Invitation({ loaderData: offer }: Route.ComponentProps) {
  const t = useTranslations("identity");
  const { organisationName, baseName, role, unitName } = offer;
  return (
    <>
      <title>{t("invitation.title")}</title>
      <Stack gap="sm">
        <Title order={1}>{t("invitation.title")}</Title>
        <Text>{t("invitation.offer", { organisation: organisationName, role: t(`roles.${role}`), base: baseName })}</Text>
        {unitName && (
          <Text>
            {t("invitation.unit")}: {unitName}
          </Text>
        )}
        <Answer offer={offer} />
      </Stack>
    </>
  );
}

function Answer({ offer: { reader, name, email } }: { offer: OfferedSeat }) {
  const t = useTranslations("identity");
  if (reader === "known") {
    return (
      <>
        <Text>{t("invitation.signInFirst", { email })}</Text>
        <Anchor component={Link} to="/sign-in">
          {t("signIn.submit")}
        </Anchor>
      </>
    );
  }
  return (
    <ActionForm label={t("invitation.title")}>
      <Stack gap="sm">
        {reader === "new" && (
          <>
            <TextField name="email" label={t("signIn.email")} defaultValue={email} autoComplete="username" readOnly />
            <TextField
              name="name"
              label={t("invitation.name")}
              defaultValue={name}
              autoComplete="name"
              required
              maxLength={200}
            />
            <PasswordField
              name="password"
              label={t("signIn.password")}
              description={t("invitation.passwordHint", { min: passwordLength.min })}
              autoComplete="new-password"
              minLength={passwordLength.min}
              maxLength={passwordLength.max}
              required
            />
          </>
        )}
        <SubmitButton>{reader === "new" ? t("invitation.accept") : t("invitation.acceptSeat")}</SubmitButton>
      </Stack>
    </ActionForm>
  );
}
