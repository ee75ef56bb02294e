import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { type Locale, localeNames } from "#platform/i18n/locales.ts";
import { Highlight } from "./highlight.tsx";
import type { Span } from "./highlight-spans.ts";
import classes from "./marks.module.css";
import { StateBadge } from "./state-badge.tsx";

export interface LanguageVersion {
  language: string;
  text: string;
  spans?: readonly Span[];
}

interface LanguageTextProps {
  original: LanguageVersion;
  translation?: (LanguageVersion & { /** The original changed after it was translated. */ isStale?: boolean }) | null;
}

/** People's content in two languages: shows the reader's own first, with a switch to the other and a mark when the translation is old. */
export function LanguageText({ original, translation }: LanguageTextProps) {
  const t = useTranslations("ui.language");
  const locale = useLocale();
  const base = (language: string) => language.split("-")[0];
  const prefersTranslation = translation
    ? base(translation.language) === base(locale) && base(original.language) !== base(locale)
    : false;
  const [showsTranslation, setShowsTranslation] = useState(prefersTranslation);
  const shown = showsTranslation && translation ? translation : original;
  const other = shown === original ? translation : original;
  return (
    <div>
      <div style={{ whiteSpace: "pre-line" }}>
        <Highlight text={shown.text} spans={shown.spans ?? []} lang={shown.language} />
      </div>
      {other && (
        <div className={classes.languageBar}>
          <span>
            {shown === original ? t("original", { language: nameOf(shown) }) : t("translated", { language: nameOf(original) })}
          </span>
          {shown !== original && translation?.isStale && (
            <StateBadge tone="warn" quiet>
              {t("stale")}
            </StateBadge>
          )}
          <button type="button" className={classes.languageSwitch} onClick={() => setShowsTranslation(shown === original)}>
            {shown === original
              ? t("showTranslation", { language: nameOf(other) })
              : t("showOriginal", { language: nameOf(other) })}
          </button>
        </div>
      )}
    </div>
  );
}

const nameOf = ({ language }: LanguageVersion): string =>
  localeNames[language as Locale] ?? localeNames[(language === "zh" ? "zh-CN" : language) as Locale] ?? language;
