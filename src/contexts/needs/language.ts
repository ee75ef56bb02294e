import { detectTextLanguage } from "#platform/text-language.ts";

/** Languages the product speaks and matches in (ISO 639-1); a need may be written in another one, and is told so. */
export const spokenLanguages = ["en", "zh", "de", "ru"] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

export const isSpoken = (lang: string): lang is SpokenLanguage => spokenLanguages.includes(lang as SpokenLanguage);

/** Fewer Latin words than this say nothing about the language. */
const tellingWords = 5;

/** The language a text is written in, or null when it is too short to tell or none of ours. */
export function detectLanguage(text: string): SpokenLanguage | null {
  const lang = detectTextLanguage(text);
  if (lang === "und" || text.trim() === "") return null;
  if (lang === "zh" || lang === "ru") return lang;
  return (text.match(/\p{L}+/gu)?.length ?? 0) < tellingWords ? null : lang;
}

/** The languages of a text's paragraphs, for people who write the same thing twice. */
export function languagesOf(text: string): SpokenLanguage[] {
  const found = text.split(/\n+/).map(detectLanguage);
  return [...new Set(found.filter((lang) => lang !== null))];
}
