import { Text, Title } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { useActionData } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { listCompanyDocuments } from "../../queries/documents.ts";
import type { Route } from "./+types/company-documents";
import { DocumentList } from "./document-list.tsx";
import { takeDocumentStep } from "./document-steps.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => listCompanyDocuments(ctx, params.companyId), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => takeDocumentStep(ctx, form, `/companies/${params.companyId}/documents`), form);
}

/** What a firm gave to the reader's organisation. */
export default function CompanyDocuments({ loaderData: { company, documents } }: Route.ComponentProps) {
  const t = useTranslations("readiness.documents");
  const answer = useActionData<{ shown?: Record<string, string>; shownId?: string }>();
  return (
    <>
      <Title order={2} size="h3">
        {t("ofCompany", { company: company.name })}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {t("ofCompanyLead")}
      </Text>
      {documents.length === 0 ? (
        <EmptyState icon={<IconFolderOpen size={26} />} title={t("emptyTitle")} text={t("emptyOfCompany")} order={2} />
      ) : (
        <DocumentList documents={documents} answer={answer} />
      )}
    </>
  );
}
