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
import { editCompany } from "../commands/edit-company.ts";
import { getCompany } from "../queries/get-company.ts";
import { companyChange } from "../schema.ts";
import type { Route } from "./+types/edit-company";
import { CompanyFields } from "./company-form.tsx";
import { companyFormValues } from "./company-form-values.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const company = await getCompany(ctx, params.companyId);
      allow(company.can.edit);
      return { company };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const path = `/companies/${params.companyId}`;
  return submission(
    ctx,
    async () => {
      const { editId } = await editCompany(ctx, params.companyId, parse(companyChange, companyFormValues(form)));
      if (!editId) return redirectWithNotice(ctx, path, { messageKey: "companies.notices.unchanged" });
      const undo = { action: "/companies/undo", fields: { kind: "edit", id: editId } };
      return redirectWithNotice(ctx, path, { messageKey: "companies.notices.edited", undo });
    },
    form,
  );
}

export default function EditCompany({ loaderData: { company } }: Route.ComponentProps) {
  const t = useTranslations("companies");
  const path = `/companies/${company.id}`;
  const crumbs = [
    { label: t("list.title"), to: "/companies" },
    { label: company.name, to: path },
  ];
  return (
    <>
      <title>{t("form.editTitle", { name: company.name })}</title>
      <PageHeader crumbs={crumbs} title={t("form.editTitle", { name: company.name })} />
      <ActionForm>
        <input type="hidden" name="version" value={company.version} />
        <CompanyFields company={company} />
        <FormActions>
          <Button component={Link} to={path} variant="default">
            {t("form.cancel")}
          </Button>
          <SubmitButton>{t("form.save")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </>
  );
}
