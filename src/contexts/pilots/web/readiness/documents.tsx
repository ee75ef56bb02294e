import { IconFolderOpen } from "@tabler/icons-react";
import { useActionData } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { listOwnDocuments } from "../../queries/documents.ts";
import type { Route } from "./+types/documents";
import { DocumentList } from "./document-list.tsx";
import { takeDocumentStep } from "./document-steps.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ documents: await listOwnDocuments(ctx) }), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => takeDocumentStep(ctx, form, "/documents"), form);
}

/** A start-up's own documents: given once, to whom, until when, used where. */
export default function Documents({ loaderData: { documents } }: Route.ComponentProps) {
  const t = useTranslations("readiness.documents");
  const answer = useActionData<{ shown?: Record<string, string>; shownId?: string }>();
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {documents.length === 0 ? (
        <EmptyState icon={<IconFolderOpen size={26} />} title={t("emptyTitle")} text={t("emptyText")} order={2} />
      ) : (
        <DocumentList documents={documents} answer={answer} />
      )}
    </>
  );
}
