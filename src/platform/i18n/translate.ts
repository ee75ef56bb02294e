import { createTranslator } from "use-intl/core";
import type { MessageValues } from "../errors.ts";
import { loadCatalogue } from "./catalogues.ts";
import type { Locale } from "./locales.ts";

/** A typed translator for code outside React: mails, problem details, the command line. */
export async function translator(locale: Locale) {
  return createTranslator({ locale, messages: await loadCatalogue(locale), timeZone: "UTC" });
}

/** Translates a key known only at run time (the messageKey of an error); an unknown key is returned as it is. */
export async function translateKey(locale: Locale, key: string, values: MessageValues = {}): Promise<string> {
  const translate = await translator(locale);
  return translate.has(key as never) ? translate(key as never, values as never) : key;
}
