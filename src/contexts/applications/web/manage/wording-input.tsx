import { Textarea, TextInput } from "@mantine/core";
import { createContext, type ReactNode, use } from "react";
import { useTranslations } from "use-intl";
import { type Locale, localeNames, locales } from "#platform/i18n/locales.ts";
import type { Wording } from "../../wording.ts";
import classes from "./manage.module.css";

/** The language being written, and those every text must be written in. */
export const WritingLanguage = createContext<{ lang: Locale; langs: readonly Locale[] }>({ lang: "en", langs: [] });

const shortNames: Record<Locale, string> = { en: "EN", "zh-CN": "中", de: "DE", ru: "RU" };

interface LanguageBarProps {
  lang: Locale;
  langs: readonly Locale[];
  /** Languages that lack some text. */
  lacking: readonly string[];
  onChoose(lang: Locale): void;
  children?: ReactNode;
}

/** Chooses the language that every field of the page is written in. */
export function LanguageBar({ lang, langs, lacking, onChoose, children }: LanguageBarProps) {
  const t = useTranslations("calls.writing");
  return (
    <div className={classes.languages}>
      <div role="radiogroup" aria-label={t("language")}>
        {locales.map((each) => (
          <label key={each} data-chosen={each === lang || undefined}>
            <input type="radio" name="writing-language" checked={each === lang} onChange={() => onChoose(each)} />
            <span lang={each}>{localeNames[each]}</span>
            {langs.includes(each) && (
              <span className={classes.mark} data-lacks={lacking.includes(each) || undefined}>
                {lacking.includes(each) ? t("lacks") : t("complete")}
              </span>
            )}
          </label>
        ))}
      </div>
      {children}
    </div>
  );
}

interface WordingInputProps {
  label: ReactNode;
  value: Wording;
  onChange(value: Wording): void;
  longest: number;
  /** Several lines. */
  lines?: number;
  description?: ReactNode;
  error?: string;
  required?: boolean;
  size?: "xs" | "sm";
  autoFocus?: boolean;
}

/** A text in the language being written; says which of the call's languages it still lacks, and shows another one as an example. */
export function WordingInput({ label, value, onChange, longest, lines, required, ...props }: WordingInputProps) {
  const { lang, langs } = use(WritingLanguage);
  const t = useTranslations("calls.writing");
  const other = locales.find((each) => value[each]);
  const isLong = (value[lang]?.length ?? 0) > longest * 0.8;
  const common = {
    ...props,
    label: (
      <>
        {label}
        {required && <span className={classes.required}> *</span>} <Lacking value={value} langs={langs} />
      </>
    ),
    lang,
    value: value[lang] ?? "",
    placeholder: other ? value[other]!.slice(0, 120) : undefined,
    maxLength: longest,
    description: isLong ? t("letters", { letters: value[lang]!.length, longest }) : props.description,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { [lang]: _, ...rest } = value;
      const text = event.currentTarget.value;
      onChange(text === "" ? rest : { ...rest, [lang]: text });
    },
  };
  return lines ? <Textarea {...common} autosize minRows={lines} maxRows={20} /> : <TextInput {...common} />;
}

/** Which of the demanded languages a text is missing in, once it is written in one. */
function Lacking({ value, langs }: { value: Wording; langs: readonly Locale[] }) {
  const t = useTranslations("calls.writing");
  const lacking = langs.filter((each) => !value[each]);
  if (lacking.length === 0 || lacking.length === langs.length) return null;
  const names = lacking.map((each) => shortNames[each]).join(" ");
  return (
    <span className={classes.lacking} title={t("lacksIn", { names })}>
      {names}
    </span>
  );
}
