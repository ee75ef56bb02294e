export const locales = ["en", "zh-CN", "de", "ru"] as const;
export type Locale = (typeof locales)[number];

export const localeNames: Record<Locale, string> = { en: "English", "zh-CN": "中文", de: "Deutsch", ru: "Русский" };

export const isLocale = (text: string | null | undefined): text is Locale => locales.includes(text as Locale);

/** Cookie, then the person's choice, then Accept-Language, then English. */
export function chooseLocale(cookie: string | null, personal: string | null, acceptLanguage: string | null): Locale {
  if (isLocale(cookie)) return cookie;
  if (isLocale(personal)) return personal;
  for (const part of (acceptLanguage ?? "").split(",")) {
    const language = part.split(";")[0]?.trim().toLowerCase().split("-")[0];
    const match = locales.find((locale) => locale.toLowerCase().startsWith(`${language}`) && language !== "");
    if (match) return match;
  }
  return "en";
}
