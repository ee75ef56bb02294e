import type { Language } from "./language.ts";
import { functionWords } from "./stop-words.ts";

const SAMPLE_CHARACTERS = 4000;
const WORDS = /[\p{L}\p{M}]+/gu;

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

function countScripts(sample: string): { han: number; kana: number; latin: number; cyrillic: number } {
  return {
    han: count(sample, /\p{Script=Han}/gu),
    kana: count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu),
    latin: count(sample, /\p{Script=Latin}[\p{Script=Latin}\p{M}]*/gu),
    cyrillic: count(sample, /\p{Script=Cyrillic}+/gu),
  };
}

function count(text: string, pattern: RegExp): number {
  let matches = 0;
  for (const _ of text.matchAll(pattern)) matches++;
  return matches;
}

function detectLatinLanguage(sample: string): Language {
  let english = 0;
  let german = 0;
  let foreign = 0;
  for (const [word] of sample.matchAll(WORDS)) {
    const form = word.toLowerCase();
    if (functionWords.en.has(form)) english++;
    if (functionWords.de.has(form)) german++;
    if (OTHER_FUNCTION_WORDS.has(form)) foreign++;
    if (/[äöüß]/.test(form)) german += 1;
    else if (GERMAN_ENDINGS.test(form)) german += 0.5;
  }
  if (foreign > english && foreign > german) return "other";
  return german > english ? "de" : "en";
}

const GERMAN_ENDINGS =
  /.{3}(ungen|ung|keiten|keit|heiten|heit|schaft|lich|isch|ische|ischen|zeug|fahrzeuge|technik|tionen|ierung)$/;

/** Function words of French, Spanish, Italian, Portuguese and Dutch that neither English nor German uses. */
const OTHER_FUNCTION_WORDS = new Set(
  (
    "le la les des une est dans pour avec sur nous vous qui que pas plus par ce cette aux el los las del para con una por " +
    "como más su sus il gli che di della delle nel sono per con non uma dos das em não os ao het een van voor met zijn aan " +
    "naar niet ook wij"
  ).split(" "),
);
