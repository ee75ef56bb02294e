import { BoundedMemo } from "./bounded-memo.ts";
import { LATIN, propertiesOf, UNSETTLED } from "./characters.ts";
import { LANGUAGES, type Language } from "./language.ts";
import { stemEnglish } from "./stemmers/english.ts";
import { stemGerman } from "./stemmers/german.ts";
import { stemRussian } from "./stemmers/russian.ts";

const KNOWN_WORDS = 50_000;

/** The English and Russian algorithms want plain letters, the German one umlauts. */
const ALGORITHMS: Record<Language, (word: string) => string> = {
  en: (word) => foldAccents(stemEnglish(foldAccents(word))),
  de: (word) => foldAccents(stemGerman(word)),
  ru: (word) => foldAccents(withoutRest(stemRussian(foldAccents(word)))),
  zh: foldAccents,
  other: foldAccents,
};

const stems = Object.fromEntries(
  LANGUAGES.map((language) => [language, new BoundedMemo(KNOWN_WORDS, ALGORITHMS[language])]),
) as Record<Language, BoundedMemo<string>>;

/** Snowball stem (https://snowballstem.org) of a lower-case word, then folded; languages without an algorithm are only folded. */
export function stem(form: string, language: Language): string {
  return stems[language].get(form);
}

/** Lower case, compatibility forms unified, invisible characters removed; accents and ё stay for the stemmer. */
export function normaliseForm(word: string): string {
  if (PLAIN_ASCII.test(word)) return word.toLowerCase();
  return word.normalize("NFKC").toLowerCase().replace(INVISIBLE, "");
}

/** Strips accents from Latin letters and writes ё as е, so that spellings with and without them meet. */
export function foldAccents(form: string): string {
  if (PLAIN_ASCII.test(form)) return form;
  const expanded = form.replace(/[ßæœøłđё]/g, (letter) => EXPANSIONS[letter] ?? letter);
  // Normalising takes a microsecond, and other scripts keep their accents.
  if (!(propertiesOf(expanded) & (LATIN | UNSETTLED))) return expanded;
  return expanded
    .normalize("NFD")
    .replace(/([a-z])\p{M}+/gu, "$1")
    .normalize("NFC");
}

const PLAIN_ASCII = /^[\x20-\x7e]*$/;
const INVISIBLE = /\u00AD|[\u200B-\u200C]|\u200D|\u2060|[\uFE00-\uFE0F]/g;
const EXPANSIONS: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ё: "е" };

/** Snowball leaves the е of words in -ея (батарея) but not of their other cases (батареи): one form for both. */
function withoutRest(stemmed: string): string {
  return stemmed.replace(/(?<=\p{Script=Cyrillic}{5})е$/u, "");
}
