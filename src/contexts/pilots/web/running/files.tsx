import { Button } from "@mantine/core";
import { IconFile, IconTrash } from "@tabler/icons-react";
import { Form } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { RelativeTime } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { RunningFile, RunningView } from "../../running-views.ts";
import classes from "./running.module.css";

/** Files both sides open; each takes its own away again. */
export function Files({ pilotId, running: { files, can } }: { pilotId: string; running: RunningView }) {
  const t = useTranslations("evaluation.files");
  return (
    <Section id="files" title={t("title")}>
      {files.length === 0 && <p className={classes.quiet}>{t("none")}</p>}
      <ul className={classes.files}>
        {files.map((file) => (
          <FileRow key={file.id} pilotId={pilotId} file={file} />
        ))}
      </ul>
      {can.take && (
        <details className={classes.disclosure}>
          <summary>{t("add")}</summary>
          <ActionForm intent="upload" multipart label={t("add")}>
            <FileDropField name="file" label={t("file")} description={t("limit")} required />
            <FormActions>
              <SubmitButton variant="default">{t("upload")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </details>
      )}
    </Section>
  );
}

function FileRow({ pilotId, file }: { pilotId: string; file: RunningFile }) {
  const t = useTranslations("evaluation.files");
  const format = useFormatter();
  const kilobytes = format.number(Math.max(1, Math.round(file.sizeBytes / 1000)), { style: "unit", unit: "kilobyte" });
  return (
    <li>
      <IconFile size={17} aria-hidden />
      <div>
        <a href={`/pilots/${pilotId}/files/${file.id}`} download>
          <bdi>{file.name}</bdi>
        </a>
        <span className={classes.quiet}>
          {kilobytes} · {file.uploadedByName} · <RelativeTime value={file.uploadedAt} />
          {file.purpose === "measurement" && ` · ${t("proof")}`}
        </span>
        {(file.scanState === "waiting" || file.scanState === "infected" || file.scanState === "failed") && (
          <StateBadge tone={file.scanState === "infected" ? "bad" : "warn"}>{t(`scan.${file.scanState}`)}</StateBadge>
        )}
      </div>
      {file.can.remove && (
        <Form method="post">
          <input type="hidden" name="intent" value="removeFile" />
          <input type="hidden" name="fileId" value={file.id} />
          <Button type="submit" variant="subtle" color="gray" size="compact-sm" aria-label={t("remove", { name: file.name })}>
            <IconTrash size={16} aria-hidden />
          </Button>
        </Form>
      )}
    </li>
  );
}
