import { Button } from "@mantine/core";
import { IconFile, IconTrash } from "@tabler/icons-react";
import { Form } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import type { FileView } from "#platform/files/attachments.ts";
import { RelativeTime } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import type { NeedView } from "../../schema.ts";
import classes from "../needs.module.css";

/** Files on the need, as downloads, and a place to drop further ones. */
export function NeedFiles({ need, files }: { need: NeedView; files: FileView[] }) {
  const t = useTranslations("needs.files");
  return (
    <Section title={t("title")}>
      {files.length === 0 && <p className={classes.quiet}>{t("none")}</p>}
      <ul className={classes.files}>
        {files.map((file) => (
          <FileRow key={file.id} need={need} file={file} />
        ))}
      </ul>
      {need.can.attach && (
        <details className={classes.disclosure}>
          <summary>{t("add")}</summary>
          <ActionForm intent="attach" multipart>
            <FileDropField name="file" label={t("file")} description={t("limit")} required />
            <FormActions>
              <SubmitButton variant="default">{t("attach")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </details>
      )}
    </Section>
  );
}

function FileRow({ need, file }: { need: NeedView; file: FileView }) {
  const t = useTranslations("needs.files");
  const format = useFormatter();
  const kilobytes = format.number(Math.max(1, Math.round(file.sizeBytes / 1000)), { style: "unit", unit: "kilobyte" });
  return (
    <li>
      <IconFile size={17} aria-hidden />
      <a href={`/needs/${need.id}/files/${file.id}`} download>
        <bdi>{file.name}</bdi>
      </a>
      <span className={classes.quiet}>
        {kilobytes} · {file.personName} · <RelativeTime value={file.uploadedAt} />
      </span>
      {need.can.attach && (
        <Form method="post">
          <input type="hidden" name="intent" value="detach" />
          <input type="hidden" name="fileId" value={file.id} />
          <Button type="submit" variant="subtle" color="gray" size="compact-sm" aria-label={t("remove", { name: file.name })}>
            <IconTrash size={16} aria-hidden />
          </Button>
        </Form>
      )}
    </li>
  );
}
