import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { useLocation } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { localeNames, locales } from "#platform/i18n/locales.ts";
import classes from "./shell.module.css";

/** The four languages as a menu, or as a row of plain buttons where there is room (`row`). A full page load follows: the language is the document's. */
export function LocaleSwitch({ row }: { row?: boolean }) {
  const t = useTranslations("ui.locale");
  if (row) return <LocaleForm className={classes.localeRow} />;
  return (
    <Menu>
      <Menu.Target>
        <Tooltip label={t("label")}>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("label")}>
            <IconLanguage size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <LocaleForm />
      </Menu.Dropdown>
    </Menu>
  );
}

function LocaleForm({ className }: { className?: string }) {
  const t = useTranslations("ui.locale");
  const current = useLocale();
  const { pathname, search } = useLocation();
  return (
    <form method="post" action="/locale" className={className} aria-label={t("label")}>
      <input type="hidden" name="next" value={pathname + search} />
      {locales.map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          className={classes.localeButton}
          aria-current={locale === current || undefined}
        >
          {localeNames[locale]}
        </button>
      ))}
    </form>
  );
}
