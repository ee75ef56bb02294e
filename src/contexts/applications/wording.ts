import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { type Locale, locales } from "#platform/i18n/locales.ts";

/** A text a base manager wrote in one or more of the reader's languages. */
export type Wording = Partial<Record<Locale, string>>;

/** One line in each of some languages; empty ones are left out. */
export const wordingLine = (longest: number) => wordingOf(writtenLine(longest));

/** Several lines in each of some languages; empty ones are left out. */
export const wordingText = (longest: number) => wordingOf(writtenText(longest));

function wordingOf(text: z.ZodType<string>) {
  return z
    .partialRecord(z.enum(locales), text)
    .transform((given): Wording => Object.fromEntries(Object.entries(given).filter(([, written]) => written)));
}

export const isWritten = (wording: Wording): boolean => Object.values(wording).some(Boolean);

/** The text in the reader's language, else in the first one it was written in, with the language it is. */
export function readWording(wording: Wording, locale: Locale): { text: string; lang: Locale } {
  const lang = [locale, ...locales].find((each) => wording[each]) ?? locale;
  return { text: wording[lang] ?? "", lang };
}
