/** Languages the product speaks and matches in (ISO 639-1); a need may be written in another one, and is told so. */
export const spokenLanguages = ["en", "zh", "de", "ru"] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

export const isSpoken = (lang: string): lang is SpokenLanguage => spokenLanguages.includes(lang as SpokenLanguage);

const frequentWords: Record<"en" | "de", ReadonlySet<string>> = {
  en: new Set(
    "the and of to in for with that we our is are from which need should must by an be on this have at or not".split(" "),
  ),
  de: new Set(
    "der die das und für mit wir uns ist sind ein eine einer eines den dem des auf von zu im bei nicht oder soll muss aus werden".split(
      " ",
    ),
  ),
};

/** The language a text is written in, or null when it is too short to tell or none of ours. */
export function detectLanguage(text: string): SpokenLanguage | null {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length < 4) return null;
  const share = (script: RegExp) => (text.match(script)?.length ?? 0) / letters.length;
  if (share(/\p{Script=Hiragana}|\p{Script=Katakana}/gu) > 0.1) return null;
  if (share(/\p{Script=Han}/gu) > 0.25) return "zh";
  if (share(/\p{Script=Cyrillic}/gu) > 0.5) return "ru";
  if (share(/\p{Script=Latin}/gu) < 0.5) return null;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const english = words.filter((word) => frequentWords.en.has(word)).length;
  const german = words.filter((word) => frequentWords.de.has(word)).length + (/[äöüß]/i.test(text) ? 1 : 0);
  if (english === german) return null;
  return german > english ? "de" : "en";
}

/** The languages of a text's paragraphs, for people who write the same thing twice. */
export function languagesOf(text: string): SpokenLanguage[] {
  const found = text.split(/\n+/).map(detectLanguage);
  return [...new Set(found.filter((lang) => lang !== null))];
}
