import type en from "#locales/en/index.ts";
import type { Locale } from "./locales.ts";

/** English is the reference: its keys are the type of every catalogue. */
export type Catalogue = typeof en;

/** Loads one language; in the browser each language is a chunk of its own. */
export async function loadCatalogue(locale: Locale): Promise<Catalogue> {
  switch (locale) {
    case "en":
      return (await import("#locales/en/index.ts")).default;
    case "zh-CN":
      return (await import("#locales/zh-CN/index.ts")).default as Catalogue;
    case "de":
      return (await import("#locales/de/index.ts")).default as Catalogue;
    case "ru":
      return (await import("#locales/ru/index.ts")).default as Catalogue;
  }
}
