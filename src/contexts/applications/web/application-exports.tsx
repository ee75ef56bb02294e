import { Button, Menu } from "@mantine/core";
import { IconDownload, IconFileTypePdf, IconTable } from "@tabler/icons-react";
import { useTranslations } from "use-intl";

/** The list as it stands, or some rows of it, as a file. */
export function ApplicationExports({ params, ids }: { params: URLSearchParams; ids?: string[] }) {
  const t = useTranslations("applications.list");
  const href = (kind: "export" | "pack", more: Record<string, string> = {}): string => {
    const next = new URLSearchParams(params);
    for (const name of ["cursor", "saved", "limit", ...(kind === "pack" ? ["columns"] : [])]) next.delete(name);
    for (const [name, value] of Object.entries(more)) next.set(name, value);
    for (const id of ids ?? []) next.append("id", id);
    return `/api/v1/applications/${kind}?${next}`;
  };
  return (
    <Menu withinPortal>
      <Menu.Target>
        <Button size={ids ? "xs" : undefined} variant="default" leftSection={<IconDownload size={16} />}>
          {t("export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={href("export", { format: "xlsx" })} download leftSection={<IconTable size={16} />}>
          {t("exportXlsx")}
        </Menu.Item>
        <Menu.Item component="a" href={href("export", { format: "csv" })} download leftSection={<IconTable size={16} />}>
          {t("exportCsv")}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={href("export", { format: "xlsx", answers: "true" })}
          download
          leftSection={<IconTable size={16} />}
        >
          {t("exportAnswers")}
        </Menu.Item>
        <Menu.Item component="a" href={href("pack")} download leftSection={<IconFileTypePdf size={16} />}>
          {t("exportPack")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
