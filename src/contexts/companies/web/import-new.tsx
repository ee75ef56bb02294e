import { List, Stack } from "@mantine/core";
import { redirect } from "react-router";
import { useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { canImportCompanies } from "../import/policy.ts";
import { receiveImportForm } from "../import/receive-form.ts";
import type { Route } from "./+types/import-new";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      allow(canImportCompanies(ctx.actor));
      return { megabytes: ctx.platform.config.UPLOAD_LIMIT_MB };
    },
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  return submission(ctx, async () => {
    const { id } = await receiveImportForm(ctx, request);
    return redirect(`/companies/imports/${id}`);
  });
}

export default function ImportNew({ loaderData }: Route.ComponentProps) {
  const t = useTranslations("companiesImport");
  return (
    <>
      <title>{t("upload.title")}</title>
      <PageHeader
        title={t("upload.title")}
        lead={t("upload.lead")}
        crumbs={[{ label: t("list.title"), to: "/companies/imports" }]}
      />
      <Stack gap="md">
        <Section>
          <ActionForm multipart>
            <FormGrid columns={1}>
              <TextField name="source" label={t("source")} description={t("upload.sourceHint")} maxLength={100} />
              <FileDropField
                name="file"
                label={t("upload.file")}
                description={t("upload.fileHint", { megabytes: loaderData.megabytes })}
                accept=".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.gz"
                required
              />
            </FormGrid>
            <FormActions>
              <SubmitButton>{t("upload.submit")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </Section>
        <Section title={t("upload.rulesTitle")}>
          <List spacing="xs">
            <List.Item>{t("upload.ruleUpdate")}</List.Item>
            <List.Item>{t("upload.rulePerson")}</List.Item>
            <List.Item>{t("upload.ruleReject")}</List.Item>
          </List>
        </Section>
      </Stack>
    </>
  );
}
