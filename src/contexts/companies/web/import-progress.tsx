import { Button } from "@mantine/core";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { ProgressPanel } from "#ui/live/progress-panel.tsx";
import type { ImportView } from "../import/schema.ts";
import { toneOfImport } from "./import-state.ts";

const kilobyte = 1000;

/** The run and its result: real progress by bytes read, counts by rows. */
export function ImportProgressView({ view }: { view: ImportView }) {
  const t = useTranslations("companiesImport");
  const isRunning = view.status === "queued" || view.status === "running";
  const isDryRunResult = view.status === "uploaded";
  const counts = isDryRunResult && view.dryRun ? view.dryRun : view.counts;
  const rows = counts.created + counts.updated + counts.unchanged + counts.rejected;
  const share = view.fileBytes === 0 ? 1 : view.bytesRead / view.fileBytes;
  const title = isDryRunResult
    ? t("detail.dryRunResult")
    : t(view.isDryRun ? "detail.counting" : "detail.importing", { file: view.fileName });
  return (
    <ProgressPanel
      title={isRunning || isDryRunResult ? title : t("detail.result")}
      state={{ tone: toneOfImport[view.status], label: t(`status.${view.status}`) }}
      isRunning={isRunning}
      done={rows}
      total={isRunning ? estimatedRows(rows, share) : rows}
      figures={[
        { label: t("counts.created"), value: counts.created },
        { label: t("counts.updated"), value: counts.updated },
        { label: t("counts.unchanged"), value: counts.unchanged },
        { label: t("counts.rejected"), value: counts.rejected },
        { label: t("counts.warned"), value: counts.warned },
      ]}
      actions={<ProgressActions view={view} />}
    />
  );
}

/** The number of rows is known at the end only; the bytes read so far tell about how many there are. */
function estimatedRows(rows: number, share: number): number | null {
  return rows === 0 || share * kilobyte < 1 ? null : Math.max(rows, Math.round(rows / Math.min(1, share)));
}

function ProgressActions({ view }: { view: ImportView }) {
  const t = useTranslations("companiesImport.detail");
  if (view.can.cancel) {
    return (
      <ActionForm intent="cancel">
        <SubmitButton variant="default" size="xs">
          {t("cancel")}
        </SubmitButton>
      </ActionForm>
    );
  }
  if (view.can.run && view.status !== "uploaded") {
    return (
      <ActionForm intent="continue">
        <SubmitButton size="xs">{t("runAgain")}</SubmitButton>
      </ActionForm>
    );
  }
  if (view.status !== "done") return null;
  return (
    <Button component={Link} to={`/companies?source=${encodeURIComponent(view.source)}`} variant="light" size="xs">
      {t("showCompanies")}
    </Button>
  );
}
