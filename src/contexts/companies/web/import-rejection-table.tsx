import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DataTable } from "#ui/list/data-table.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { ImportView, RejectionView } from "../import/schema.ts";

/** The first rows that were rejected or lost a cell, with the reason for each cell; all of them by download. */
export function ImportRejections({ view, rejections }: { view: ImportView; rejections: RejectionView[] }) {
  const t = useTranslations("companiesImport");
  return (
    <Section
      title={t("detail.check")}
      hint={t("detail.checkHint")}
      flush
      actions={
        <Button
          component="a"
          href={`/companies/imports/${view.id}/rejections`}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} />}
        >
          {t("detail.download")}
        </Button>
      }
    >
      <DataTable
        label={t("detail.check")}
        dense
        rows={rejections}
        rowId={({ rowNumber }) => String(rowNumber)}
        columns={[
          { id: "row", label: t("detail.rowNumber"), cell: ({ rowNumber }) => rowNumber },
          { id: "name", label: t("detail.startsWith"), cell: ({ name }) => <span dir="auto">{name}</span> },
          {
            id: "result",
            label: t("download.result"),
            cell: ({ isRowKept }) => (
              <StateBadge tone={isRowKept ? "warn" : "bad"}>{t(isRowKept ? "download.kept" : "download.rejected")}</StateBadge>
            ),
          },
          { id: "reasons", label: t("detail.reasons"), cell: ({ reasons }) => <Reasons reasons={reasons} /> },
        ]}
      />
    </Section>
  );
}

function Reasons({ reasons }: { reasons: RejectionView["reasons"] }) {
  const t = useTranslations("companiesImport.reasons");
  return (
    <>
      {reasons.map(({ column, code, value }) => (
        <div key={`${column} ${code}`} dir="auto">
          {column !== null && <b>{column}: </b>}
          {t(code)}
          {value && column !== null && ` (${value})`}
        </div>
      ))}
    </>
  );
}
