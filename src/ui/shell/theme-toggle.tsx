import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslations } from "use-intl";

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };
const schemes = ["light", "dark", "auto"] as const;

/** Light, dark or as the system; remembered in this browser and applied before the first paint. */
export function ThemeToggle() {
  const t = useTranslations("ui.theme");
  const { setColorScheme } = useMantineColorScheme();
  return (
    <Menu>
      <Menu.Target>
        <Tooltip label={t("label")}>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("label")}>
            <IconSun size={18} className="mantine-dark-hidden" />
            <IconMoon size={18} className="mantine-light-hidden" />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map((scheme) => {
          const Icon = icons[scheme];
          return (
            <Menu.Item key={scheme} leftSection={<Icon size={16} />} onClick={() => setColorScheme(scheme)}>
              {t(scheme)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
