import { ActionIcon } from "@mantine/core";
import { IconFile, IconFiles, IconX } from "@tabler/icons-react";
import { useFetcher, useOutletContext } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { DomainError } from "#platform/errors.ts";
import { DateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { noticed } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { attachCompanyFile, type CompanyFile, listCompanyFiles, setCompanyFileRemoved } from "../files.ts";
import type { CompanyView } from "../views.ts";
import type { Route } from "./+types/files";
import classes from "./companies.module.css";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ files: await listCompanyFiles(ctx, params.companyId) }), request);
}

export async function action({ context, params: { companyId }, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const undo = (kind: string, id: string) => ({ action: "/companies/undo", fields: { kind, id, companyId } });
  return submission(
    ctx,
    async () => {
      if (form.get("intent") === "remove") {
        const id = String(form.get("id"));
        await setCompanyFileRemoved(ctx, companyId, id, true);
        return noticed(ctx, { ok: true }, { messageKey: "companies.notices.fileRemoved", undo: undo("fileRemoval", id) });
      }
      const file = form.get("file");
      if (!(file instanceof File) || file.size === 0) {
        throw new DomainError("invalid", "errors.invalid", { fields: { file: "errors.required" } });
      }
      const { id } = await attachCompanyFile(ctx, companyId, { name: file.name, content: file.stream() });
      return noticed(ctx, { ok: true }, { messageKey: "companies.notices.fileAttached", undo: undo("file", id) });
    },
    form,
  );
}

export default function Files({ loaderData: { files } }: Route.ComponentProps) {
  const company = useOutletContext<CompanyView>();
  const t = useTranslations("companies.files");
  return (
    <div className={classes.columns}>
      <Section title={t("title")} hint={t("hint")}>
        {files.length === 0 && <EmptyState icon={<IconFiles size={26} />} title={t("none")} text={t("noneText")} />}
        <ul className={classes.list}>
          {files.map((file) => (
            <FileLine key={file.id} file={file} companyId={company.id} />
          ))}
        </ul>
      </Section>
      {company.can.attach && (
        <Section title={t("add")}>
          <ActionForm key={files.length} intent="attach" multipart label={t("add")} className={classes.popoverForm}>
            <FileDropField name="file" label={t("file")} description={t("limit")} />
            <SubmitButton w="fit-content">{t("save")}</SubmitButton>
          </ActionForm>
        </Section>
      )}
    </div>
  );
}

function FileLine({ file, companyId }: { file: CompanyFile; companyId: string }) {
  const t = useTranslations("companies.files");
  const format = useFormatter();
  const fetcher = useFetcher();
  if (fetcher.state !== "idle") return null;
  const size =
    file.sizeBytes < 1_000_000
      ? format.number(Math.max(1, Math.round(file.sizeBytes / 1000)), { style: "unit", unit: "kilobyte" })
      : format.number(file.sizeBytes / 1_000_000, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  return (
    <li className={classes.entry}>
      <IconFile size={18} aria-hidden />
      <div>
        <a href={`/api/v1/companies/${companyId}/files/${file.id}`} download>
          {file.name}
        </a>
        <div className={classes.entryMeta}>
          {size} · <DateText value={file.uploadedAt} />
          {file.personName && ` · ${file.personName}`}
        </div>
      </div>
      {file.can.remove && (
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="id" value={file.id} />
          <ActionIcon type="submit" variant="subtle" color="gray" aria-label={t("remove", { name: file.name })}>
            <IconX size={16} />
          </ActionIcon>
        </fetcher.Form>
      )}
    </li>
  );
}
