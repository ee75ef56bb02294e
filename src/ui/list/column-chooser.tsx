import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useNavigate, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { type ColumnSetting, shownColumns } from "./columns.ts";
import { withParam } from "./list-params.ts";

/** Which columns a table shows; kept in the address, so a saved view or a shared link shows the same. */
export function ColumnChooser({ columns }: { columns: ColumnSetting[] }) {
  const t = useTranslations("ui.list");
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const shown = shownColumns(columns, params.get("columns")).map((column) => column.id);
  const toggle = (id: string) => {
    const next = shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id];
    navigate(withParam(params, "columns", next.slice(1).join(",") || null), { replace: true, preventScrollReset: true });
  };
  return (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Tooltip label={t("columns")}>
          <ActionIcon variant="default" size={36} aria-label={t("columns")}>
            <IconColumns3 size={17} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.slice(1).map((column) => (
          <Menu.CheckboxItem key={column.id} checked={shown.includes(column.id)} onChange={() => toggle(column.id)}>
            {column.label}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
