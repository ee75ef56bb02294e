import { Alert, Button, Stack } from "@mantine/core";
import { IconMail, IconUsers } from "@tabler/icons-react";
import { data, Form, redirect, useActionData } from "react-router";
import { useTranslations } from "use-intl";
import { registerApplicant } from "#contexts/identity/index.ts";
import { formObject, parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import type { OfferedAuthorship } from "../author-schema.ts";
import { acceptAuthorInvitation } from "../commands/authors.ts";
import { getAuthorInvitation } from "../queries/author-invitations.ts";
import { authorInvitation } from "../schema.ts";
import type { Route } from "./+types/author-invitation";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getAuthorInvitation(ctx, params.secret));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      if (form.get("intent") === "accept") {
        const { applicationId } = await acceptAuthorInvitation(ctx, params.secret);
        return redirect(`/my-applications/${applicationId}`);
      }
      // The link goes to the invited address alone, whoever holds this page's.
      const { email } = await getAuthorInvitation(ctx, params.secret);
      const { name } = parse(authorInvitation.pick({ name: true }), formObject(form));
      return data({
        registered: await registerApplicant(ctx, { name, email, returnTo: `/applications/authors/${params.secret}` }),
      });
    },
    form,
  );
}

/** Somebody asks the reader to write an application with them. */
export default function AuthorInvitation({ loaderData: offer }: Route.ComponentProps) {
  const t = useTranslations("writing.invitation");
  const { firmName, callTitle, inviterName, expiresAt } = offer;
  return (
    <>
      <PageHeader
        title={t("title", { firm: firmName })}
        lead={t("lead", { inviter: inviterName, firm: firmName })}
        meta={
          <>
            <span lang={callTitle.lang}>{callTitle.text}</span>
            <span>
              {t("until")} <DateText value={expiresAt} />
            </span>
          </>
        }
      />
      <Section>
        <Answer offer={offer} />
      </Section>
    </>
  );
}

function Answer({ offer }: { offer: OfferedAuthorship }) {
  const t = useTranslations("writing.invitation");
  const answer = useActionData() as { registered?: { demoLink: string | null } } | undefined;
  if (answer?.registered)
    return (
      <Alert icon={<IconMail size={18} />} role="status" title={t("mailed")}>
        {t("mailedText", { email: offer.email })}
        {answer.registered.demoLink && (
          <p>
            <a href={answer.registered.demoLink}>{t("demoLink")}</a>
          </p>
        )}
      </Alert>
    );
  if (offer.reader === "invited")
    return (
      <ActionForm intent="accept" label={t("accept")}>
        <p>{t("acceptText")}</p>
        <SubmitButton leftSection={<IconUsers size={17} aria-hidden />}>{t("accept")}</SubmitButton>
      </ActionForm>
    );
  if (offer.reader === "other")
    return (
      <Stack gap="sm" align="start">
        <p>{t("other", { email: offer.email })}</p>
        <Form method="post" action="/sign-out">
          <Button type="submit" variant="default">
            {t("signOut")}
          </Button>
        </Form>
      </Stack>
    );
  return (
    <ActionForm intent="register" label={t("prove")}>
      <Stack gap="sm" maw={420}>
        <p>{t("visitor")}</p>
        <TextField name="name" label={t("name")} defaultValue={offer.name} autoComplete="name" required maxLength={120} />
        <TextField name="shown" type="email" label={t("email")} defaultValue={offer.email} readOnly />
        <SubmitButton>{t("prove")}</SubmitButton>
      </Stack>
    </ActionForm>
  );
}
