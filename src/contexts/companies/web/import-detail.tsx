import { Alert, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { parseParams } from "#platform/parse.ts";
import { useDateText } from "#ui/dates.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { noticed } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { cancelImport, changeImport, runImport } from "../import/commands.ts";
import { importChangeOf } from "../import/import-form.ts";
import { getImport, listRejections } from "../import/queries.ts";
import { importId } from "../import/schema.ts";
import type { Route } from "./+types/import-detail";
import { ImportFormat } from "./import-format.tsx";
import { ImportMapping } from "./import-mapping.tsx";
import { ImportProgressView } from "./import-progress.tsx";
import { ImportRejections } from "./import-rejection-table.tsx";
import { toneOfImport } from "./import-state.ts";

const shownRejections = 20;

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const id = parseParams(importId, params);
      const view = await getImport(ctx, id);
      const rejections = view.can.download ? await listRejections(ctx, { ...id, limit: shownRejections }) : [];
      return { view, rejections: rejections.map(({ raw: _, ...rejection }) => rejection) };
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
      const id = parseParams(importId, params);
      const intent = String(form.get("intent"));
      if (intent === "cancel") {
        await cancelImport(ctx, id);
        return noticed(ctx, { ok: true }, { messageKey: "companiesImport.detail.cancelled" });
      }
      if (intent === "continue") {
        await runImport(ctx, { ...id, isDryRun: false });
        return { ok: true };
      }
      await changeImport(ctx, { ...id, ...importChangeOf(form) });
      if (intent === "reading" || intent === "save")
        return noticed(ctx, { ok: true }, { messageKey: "companiesImport.detail.saved" });
      await runImport(ctx, { ...id, isDryRun: intent === "dry-run" });
      return { ok: true };
    },
    form,
  );
}

export default function ImportDetail({ loaderData: { view, rejections } }: Route.ComponentProps) {
  const t = useTranslations("companiesImport");
  const dateText = useDateText();
  return (
    <>
      <title>{view.fileName}</title>
      <PageHeader
        title={view.fileName}
        badge={<StateBadge tone={toneOfImport[view.status]}>{t(`status.${view.status}`)}</StateBadge>}
        crumbs={[{ label: t("list.title"), to: "/companies/imports" }]}
        meta={
          <>
            <span>{view.source}</span>
            {view.createdByName && <span>{view.createdByName}</span>}
            <span>{dateText(view.createdAt, { withTime: true })}</span>
          </>
        }
      />
      <Stack gap="md">
        {view.failure && (
          <Alert color="red" variant="light" role="alert">
            {view.failure}
          </Alert>
        )}
        {view.sameFileImportedAt && (
          <Alert color="blue" variant="light">
            {t("detail.sameFile", { date: dateText(view.sameFileImportedAt, { withTime: true }) })}
          </Alert>
        )}
        {view.contentErasedAt && (
          <Alert color="gray" variant="light">
            {t("detail.contentErased", { date: dateText(view.contentErasedAt) })}
          </Alert>
        )}
        {(view.status !== "uploaded" || view.dryRun) && <ImportProgressView view={view} />}
        {rejections.length > 0 && <ImportRejections view={view} rejections={rejections} />}
        {view.can.change && (
          <>
            <ImportMapping key={JSON.stringify(view.format)} view={view} />
            <ImportFormat key={view.format.headerRow} view={view} />
          </>
        )}
      </Stack>
    </>
  );
}
