import type { Locale } from "#platform/i18n/locales.ts";

/** The name of an organisation or unit in the reader's language, where one is written down. */
export function nameIn(locale: Locale, name: string, names: unknown): string {
  return (names as Partial<Record<Locale, string>> | null)?.[locale] ?? name;
}
