import { Button, Popover } from "@mantine/core";
import { IconBan, IconDownload, IconTags } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TagsField } from "#ui/form/tags-field.tsx";
import type { CompanyPage } from "../views.ts";
import classes from "./companies.module.css";
import { PassFields } from "./pass-fields.tsx";

interface BulkActionsProps {
  ids: string[];
  clear: () => void;
  can: CompanyPage["can"];
}

/** What can be done with the chosen rows; each is taken back from its notice. */
export function BulkActions({ ids, clear, can }: BulkActionsProps) {
  const t = useTranslations("companies.bulk");
  const exportHref = `/api/v1/companies/export?format=xlsx&${ids.map((id) => `id=${id}`).join("&")}`;
  return (
    <>
      {can.edit && (
        <BulkForm intent="tags" ids={ids} done={clear} label={t("tag")} icon={<IconTags size={16} />}>
          <TagsField name="add[]" label={t("addTags")} maxTags={20} />
          <TagsField name="remove[]" label={t("removeTags")} maxTags={20} />
        </BulkForm>
      )}
      {can.pass && (
        <BulkForm intent="pass" ids={ids} done={clear} label={t("pass")} icon={<IconBan size={16} />}>
          <PassFields />
        </BulkForm>
      )}
      <Button component="a" href={exportHref} download size="xs" variant="default" leftSection={<IconDownload size={16} />}>
        {t("export")}
      </Button>
    </>
  );
}

interface BulkFormProps {
  intent: "tags" | "pass";
  ids: string[];
  done: () => void;
  label: string;
  icon: ReactNode;
  children: ReactNode;
}

function BulkForm({ intent, ids, done, label, icon, children }: BulkFormProps) {
  const [isOpen, setIsOpen] = useState(false);
  const fetcher = useFetcher<{ ok: boolean }>();
  const answered = useRef<unknown>(null);
  useEffect(() => {
    if (fetcher.state !== "idle" || fetcher.data?.ok !== true || answered.current === fetcher.data) return;
    answered.current = fetcher.data;
    setIsOpen(false);
    done();
  }, [fetcher.state, fetcher.data, done]);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top-end" withinPortal trapFocus shadow="md" width={360}>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={icon} onClick={() => setIsOpen(!isOpen)} aria-expanded={isOpen}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ActionForm intent={intent} fetcher={fetcher} action="/companies" label={label} className={classes.popoverForm}>
          {ids.map((id) => (
            <input key={id} type="hidden" name="companyIds[]" value={id} />
          ))}
          {children}
          <SubmitButton>{label}</SubmitButton>
        </ActionForm>
      </Popover.Dropdown>
    </Popover>
  );
}
