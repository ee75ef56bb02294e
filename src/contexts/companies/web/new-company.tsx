import { Button } from "@mantine/core";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import { parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { createCompany } from "../commands/edit-company.ts";
import { canWriteCompanies } from "../policy.ts";
import { newCompany } from "../schema.ts";
import type { Route } from "./+types/new-company";
import { CompanyFields } from "./company-form.tsx";
import { companyFormValues } from "./company-form-values.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => allow(canWriteCompanies(ctx.actor)), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const input = parse(newCompany, companyFormValues(form));
      const { id } = await createCompany(ctx, input);
      return redirectWithNotice(ctx, `/companies/${id}`, {
        messageKey: "companies.notices.created",
        values: { name: input.name },
      });
    },
    form,
  );
}

export default function NewCompany() {
  const t = useTranslations("companies");
  return (
    <>
      <title>{t("form.newTitle")}</title>
      <PageHeader crumbs={[{ label: t("list.title"), to: "/companies" }]} title={t("form.newTitle")} lead={t("form.newLead")} />
      <ActionForm>
        <CompanyFields />
        <FormActions>
          <Button component={Link} to="/companies" variant="default">
            {t("form.cancel")}
          </Button>
          <SubmitButton>{t("form.create")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </>
  );
}
