import { useFormatter, useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { DateText } from "#ui/dates.tsx";
import { Money } from "#ui/money.tsx";
import { type Answers, hasAnswer } from "../form/answer.ts";
import type { FormField } from "../form/field.ts";
import type { Form } from "../form/form.ts";
import { readWording } from "../wording.ts";
import classes from "./applications.module.css";

/** The questions of a form with what was answered; what was left open is left out. */
export function AnswerList({ fields, answers }: { fields: Form; answers: Answers }) {
  const locale = useLocale() as Locale;
  return (
    <dl className={classes.answers}>
      {fields
        .filter((field) => hasAnswer(field, answers[field.key]))
        .map((field) => (
          <div key={field.key}>
            <dt>{readWording(field.label, locale).text}</dt>
            <dd dir="auto">
              <GivenAnswer field={field} value={answers[field.key]} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

function GivenAnswer({ field, value }: { field: FormField; value: Answers[string] }) {
  const t = useTranslations("applications.writing");
  const format = useFormatter();
  const locale = useLocale() as Locale;
  const nameOf = (chosen: unknown) => {
    const option = "options" in field ? field.options.find((each) => each.value === chosen) : undefined;
    return option ? readWording(option.label, locale).text : String(chosen);
  };
  switch (field.kind) {
    case "url":
      return (
        <a href={String(value)} rel="noreferrer nofollow">
          {String(value)}
        </a>
      );
    case "number":
      return <>{`${typeof value === "number" ? format.number(value) : String(value)} ${field.unit}`.trim()}</>;
    case "money": {
      const { minor, currency } = value as { minor: number; currency: string };
      return <Money fen={minor} currency={currency} />;
    }
    case "date":
      return <DateText value={String(value)} />;
    case "choice":
      return <>{nameOf(value)}</>;
    case "choices":
      return <>{(value as string[]).map(nameOf).join(", ")}</>;
    case "consent":
      return <>{t("agreed")}</>;
    case "file":
      return <>{t("files", { count: (value as string[]).length })}</>;
    case "table":
      return (
        <table>
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
