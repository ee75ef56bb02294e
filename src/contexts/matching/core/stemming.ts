import { createRequire } from "node:module";
import type { Language } from "./language.ts";

interface SnowballModule {
  newStemmer(algorithm: string): { stem(word: string): string };
}

/** Snowball leaves the е of words in -ея (батарея) but not of their other cases (батареи): one form for both. */
const RUSSIAN_REST = /(?<=\p{Script=Cyrillic}{5})е$/u;

const ALGORITHMS: Partial<Record<Language, string>> = { en: "english", de: "german", ru: "russian" };
const CACHED_WORDS = 100_000;

const stemmers = new Map<Language, (word: string) => string>();

/** Snowball stem (https://snowballstem.org) of a lower-case word, then folded; languages without an algorithm are only folded. */
export function stem(form: string, language: Language): string {
  let stemmer = stemmers.get(language);
  if (!stemmer) {
    stemmer = createStemmer(language);
    stemmers.set(language, stemmer);
  }
  return stemmer(form);
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
  return expanded
    .normalize("NFD")
    .replace(/([a-z])\p{M}+/gu, "$1")
    .normalize("NFC");
}

const PLAIN_ASCII = /^[\x20-\x7e]*$/;
const INVISIBLE = /\u00AD|[\u200B-\u200C]|\u200D|\u2060|[\uFE00-\uFE0F]/g;
const EXPANSIONS: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ё: "е" };

function createStemmer(language: Language): (word: string) => string {
  const algorithm = ALGORITHMS[language];
  const snowball = algorithm ? loadSnowball().newStemmer(algorithm) : undefined;
  const cache = new Map<string, string>();
  return (word) => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const stemmed = snowball ? snowball.stem(prepare(word, language)) : word;
    const result = foldAccents(language === "ru" ? stemmed.replace(RUSSIAN_REST, "") : stemmed);
    // The port takes about 10 µs a word; clearing the whole cache is rare and cheaper than keeping an order of use.
    if (cache.size >= CACHED_WORDS) cache.clear();
    cache.set(word, result);
    return result;
  };
}

/** The German algorithm wants umlauts, the English one plain letters. */
function prepare(word: string, language: Language): string {
  return language === "de" ? word : foldAccents(word);
}

let snowballModule: SnowballModule | undefined;

function loadSnowball(): SnowballModule {
  snowballModule ??= createRequire(import.meta.url)("snowball-stemmers") as SnowballModule;
  return snowballModule;
}
