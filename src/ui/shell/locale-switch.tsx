import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconCheck, IconLanguage } from "@tabler/icons-react";
import { useId } from "react";
import { useLocation } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { localeNames, locales } from "#platform/i18n/locales.ts";
import classes from "./shell.module.css";

/** The four languages as a menu, or as a row of plain buttons where there is room (`row`). A full page load follows: the language is the document's. */
export function LocaleSwitch({ row }: { row?: boolean }) {
  const formId = useId();
  const t = useTranslations("ui.locale");
  const { pathname, search } = useLocation();
  return (
    <>
      <form id={formId} method="post" action="/locale" className={classes.localeRow} aria-label={t("label")}>
        <input type="hidden" name="next" value={pathname + search} />
        {row && <LocaleRow />}
      </form>
      {!row && <LocaleMenu formId={formId} />}
    </>
  );
}

function LocaleRow() {
  const current = useLocale();
  return locales.map((locale) => (
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
  ));
}

function LocaleMenu({ formId }: { formId: string }) {
  const t = useTranslations("ui.locale");
  const current = useLocale();
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
        {locales.map((locale) => (
          <Menu.Item
            key={locale}
            type="submit"
            form={formId}
            name="locale"
            value={locale}
            lang={locale}
            aria-current={locale === current || undefined}
            rightSection={locale === current ? <IconCheck size={16} /> : null}
            closeMenuOnClick={false}
          >
            {localeNames[locale]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
