import { useFormatter, useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { DateText } from "#ui/dates.tsx";
import { Money } from "#ui/money.tsx";
import type { Answer } from "../form/answer.ts";
import type { FormField } from "../form/field.ts";
import type { AnswerFile } from "../own-views.ts";
import { readWording } from "../wording.ts";
import { GivenFiles } from "./given-files.tsx";
import classes from "./writing/writing.module.css";

/** An answer as its question's kind is read; what was typed and is no such thing stays the text it is. */
export function GivenAnswer({ field, value, files = [] }: { field: FormField; value: Answer | undefined; files?: AnswerFile[] }) {
  const t = useTranslations("writing.question");
  const format = useFormatter();
  const locale = useLocale() as Locale;
  const nameOf = (chosen: unknown) => {
    const option = "options" in field ? field.options.find((each) => each.value === chosen) : undefined;
    return option ? readWording(option.label, locale).text : String(chosen);
  };
  if (value === null || value === undefined) return null;
  switch (field.kind) {
    case "url":
      if (!/^https?:\/\//i.test(String(value))) return <>{String(value)}</>;
      return (
        <a href={String(value)} rel="noreferrer nofollow">
          {String(value)}
        </a>
      );
    case "number":
      return <>{`${typeof value === "number" ? format.number(value) : String(value)} ${field.unit}`.trim()}</>;
    case "money": {
      if (typeof value !== "object" || Array.isArray(value)) return <>{String(value)}</>;
      const { minor, currency } = value;
      return <Money fen={minor} currency={currency} />;
    }
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? <DateText value={String(value)} /> : String(value);
    case "choice":
      return <>{nameOf(value)}</>;
    case "choices":
      return <>{Array.isArray(value) ? value.map(nameOf).join(", ") : String(value)}</>;
    case "consent":
      return <>{t("agreed")}</>;
    case "file":
      return <GivenFiles files={files.filter(({ id }) => (value as string[]).includes(id))} count={(value as string[]).length} />;
    case "table":
      return (
        <table className={classes.given}>
          <thead>
            <tr>
              {field.columns.map(({ key, label }) => (
                <th key={key}>{readWording(label, locale).text}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(value as Record<string, string | number | null>[]).map((row) => (
              <tr key={JSON.stringify(row)}>
                {field.columns.map(({ key }) => (
                  <td key={key}>{row[key] ?? ""}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    default:
      return <>{String(value)}</>;
  }
}
