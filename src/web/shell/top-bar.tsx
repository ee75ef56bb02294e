import { ActionIcon } from "@mantine/core";
import { IconMenu2, IconSearch } from "@tabler/icons-react";
import { Link, useRouteLoaderData } from "react-router";
import { useTranslations } from "use-intl";
import { LocaleSwitch } from "#ui/shell/locale-switch.tsx";
import { ThemeToggle } from "#ui/shell/theme-toggle.tsx";
import type { loader as rootLoader } from "../../root.tsx";
import { AccountMenu } from "./account-menu.tsx";
import classes from "./shell.module.css";
import type { Shell } from "./shell.ts";
import { useShellCommands } from "./shell-shortcuts.tsx";

/** Search, language, appearance, who I am; and the word that a demo base is one. */
export function TopBar({ shell }: { shell: Shell }) {
  const t = useTranslations("shell.topBar");
  const ui = useTranslations("ui.palette");
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const { openPalette } = useShellCommands();
  return (
    <header className={classes.topBar}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        className={classes.menuButton}
        popoverTarget="rail"
        aria-label={t("menu")}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <button type="button" className={classes.search} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={16} aria-hidden />
        <span>{ui("open")}</span>
        <kbd>Ctrl K</kbd>
      </button>
      {root?.isDemo && (
        <span className={classes.demo} title={t("demoHint")}>
          {t("demo")}
        </span>
      )}
      <div className={classes.topActions}>
        <LocaleSwitch />
        <ThemeToggle />
        <AccountMenu shell={shell} />
        <noscript>
          <Link to="/account">{t("account")}</Link>
        </noscript>
      </div>
    </header>
  );
}
