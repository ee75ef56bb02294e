import { CYRILLIC, characterProperties, codeAt, endOfStretch, HAN, KANA, LATIN, LETTER, MARK, unitsOf } from "./characters.ts";
import type { Language } from "./language.ts";
import { functionWords } from "./stop-words.ts";

const SAMPLE_CHARACTERS = 4000;

/** Guesses the language from scripts first, then from function words; short Latin texts without evidence count as English. */
export function detectLanguage(text: string): Language {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const counts = countScripts(sample);
  if (counts.kana > 0 && counts.kana * 4 > counts.han) return "other";
  // A Chinese word has about 1.7 characters, so 0.6 words a character makes the scripts comparable.
  if (counts.han > 0 && counts.han * 0.6 >= Math.max(counts.latin, counts.cyrillic)) return "zh";
  if (counts.cyrillic > 0 && counts.cyrillic >= counts.latin) return "ru";
  if (counts.latin === 0) return "other";
  return detectLatinLanguage(sample);
}

/** Characters of scripts without spaces, words of the others. */
function countScripts(sample: string): { han: number; kana: number; latin: number; cyrillic: number } {
  const counts = { han: 0, kana: 0, latin: 0, cyrillic: 0 };
  let word = 0;
  for (let at = 0; at < sample.length; ) {
    const code = codeAt(sample, at);
    const properties = characterProperties(code);
    if (properties & HAN) counts.han++;
    if (properties & KANA) counts.kana++;
    if (properties & LATIN & ~word) counts.latin++;
    if (properties & CYRILLIC & ~word) counts.cyrillic++;
    // An accent written as a character of its own belongs to the Latin word before it.
    word = (properties & (LATIN | CYRILLIC)) | (properties & MARK ? word & LATIN : 0);
    at += unitsOf(code);
  }
  return counts;
}

function detectLatinLanguage(sample: string): Language {
  let english = 0;
  let german = 0;
  let foreign = 0;
  for (let start = 0; start < sample.length; ) {
    const end = endOfStretch(sample, start, LETTER | MARK);
    if (end > start) {
      const form = sample.slice(start, end).toLowerCase();
      const known = functionWordLanguages.get(form) ?? 0;
      if (known & ENGLISH) english++;
      if (known & GERMAN) german++;
      if (known & FOREIGN) foreign++;
      if (/[äöüß]/.test(form)) german += 1;
      else if (GERMAN_LAST_LETTERS.has(form.at(-1) as string) && GERMAN_ENDINGS.test(form)) german += 0.5;
    }
    start = end + unitsOf(codeAt(sample, end));
  }
  if (foreign > english && foreign > german) return "other";
  return german > english ? "de" : "en";
}

const GERMAN_ENDINGS =
  /.{3}(ungen|ung|keiten|keit|heiten|heit|schaft|lich|isch|ische|ischen|zeug|fahrzeuge|technik|tionen|ierung)$/;

// Most words end otherwise, and the look-up is much cheaper than the pattern.
const GERMAN_LAST_LETTERS = new Set("ngthek");

/** Function words of French, Spanish, Italian, Portuguese and Dutch that neither English nor German uses. */
const OTHER_FUNCTION_WORDS = new Set(
  (
    "le la les des une est dans pour avec sur nous vous qui que pas plus par ce cette aux el los las del para con una por " +
    "como más su sus il gli che di della delle nel sono per con non uma dos das em não os ao het een van voor met zijn aan " +
    "naar niet ook wij"
  ).split(" "),
);

const ENGLISH = 1;
const GERMAN = 2;
const FOREIGN = 4;

const functionWordLanguages: ReadonlyMap<string, number> = (() => {
  const languages = new Map<string, number>();
  const add = (words: Iterable<string>, language: number): void => {
    for (const word of words) languages.set(word, (languages.get(word) ?? 0) | language);
  };
  add(functionWords.en, ENGLISH);
  add(functionWords.de, GERMAN);
  add(OTHER_FUNCTION_WORDS, FOREIGN);
  return languages;
})();
