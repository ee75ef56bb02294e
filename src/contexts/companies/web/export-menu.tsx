import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "use-intl";

/** The list as it stands, as a file. */
export function ExportMenu({ params }: { params: URLSearchParams }) {
  const t = useTranslations("companies.list");
  const href = (format: "csv" | "xlsx") => {
    const next = new URLSearchParams(params);
    for (const name of ["cursor", "columns", "saved", "limit"]) next.delete(name);
    next.set("format", format);
    return `/api/v1/companies/export?${next}`;
  };
  return (
    <Menu withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t("export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={href("xlsx")} download>
          {t("exportXlsx")}
        </Menu.Item>
        <Menu.Item component="a" href={href("csv")} download>
          {t("exportCsv")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
