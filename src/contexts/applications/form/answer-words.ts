import type { createFormatter } from "use-intl/core";
import type { Locale } from "#platform/i18n/locales.ts";
import type { translator } from "#platform/i18n/translate.ts";
import { readWording } from "../wording.ts";
import { type Answer, hasAnswer } from "./answer.ts";
import type { FormField } from "./field.ts";

export interface AnswerWords {
  t: Awaited<ReturnType<typeof translator>>;
  format: ReturnType<typeof createFormatter>;
  locale: Locale;
}

/** An answer in words, for documents and tables of text; nothing where nothing was answered. */
export function answerInWords(field: FormField, value: Answer | undefined, words: AnswerWords): string {
  if (!hasAnswer(field, value)) return "";
  const { t, format, locale } = words;
  const nameOf = (chosen: unknown): string => {
    const option = "options" in field ? field.options.find((each) => each.value === chosen) : undefined;
    return option ? readWording(option.label, locale).text : String(chosen);
  };
  switch (field.kind) {
    case "number":
      // A year is a name, not an amount.
      return `${format.number(value as number, { useGrouping: field.profilePart !== "foundedYear" })} ${field.unit}`.trim();
    case "money": {
      const { minor, currency } = value as { minor: number; currency: string };
      return format.number(minor / 100, { style: "currency", currency });
    }
    case "date":
      return String(value);
    case "choice":
      return nameOf(value);
    case "choices":
      return (value as string[]).map(nameOf).join(", ");
    case "consent":
      return t("applications.writing.agreed");
    case "file":
      return t("applications.writing.files", { count: (value as string[]).length });
    case "table":
      return (value as Record<string, string | number | null>[])
        .map((row) => field.columns.map(({ key }) => row[key] ?? "").join(" | "))
        .join("\n");
    default:
      return String(value);
  }
}
