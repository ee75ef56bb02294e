import { Button } from "@mantine/core";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { eraseCompany } from "../commands/erase-company.ts";
import { getCompany } from "../queries/get-company.ts";
import { erasureInput } from "../schema.ts";
import type { Route } from "./+types/erasure";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const { id, name, can } = await getCompany(ctx, params.companyId);
      allow(can.erase);
      return { id, name };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const { reason } = parse(erasureInput, formObject(form));
      await eraseCompany(ctx, params.companyId, reason);
      return redirectWithNotice(ctx, "/companies", { messageKey: "companies.notices.erased" });
    },
    form,
  );
}

/** The one thing that cannot be undone, so it asks before instead of offering a way back. */
export default function Erasure({ loaderData: { id, name } }: Route.ComponentProps) {
  const t = useTranslations("companies");
  const crumbs = [
    { label: t("list.title"), to: "/companies" },
    { label: name, to: `/companies/${id}` },
  ];
  return (
    <>
      <title>{t("erasure.title", { name })}</title>
      <PageHeader crumbs={crumbs} title={t("erasure.title", { name })} lead={t("erasure.lead")} />
      <Section>
        <ActionForm>
          <FormGrid>
            <TextAreaField
              name="reason"
              label={t("erasure.reason")}
              description={t("erasure.reasonHint")}
              required
              maxLength={1000}
            />
          </FormGrid>
          <FormActions>
            <Button component={Link} to={`/companies/${id}`} variant="default">
              {t("form.cancel")}
            </Button>
            <SubmitButton color="red">{t("erasure.erase")}</SubmitButton>
          </FormActions>
        </ActionForm>
      </Section>
    </>
  );
}
