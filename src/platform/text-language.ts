/** Languages told apart by script and function words; ISO 639-1 codes, `und` for anything else. */
export type TextLanguage = "en" | "zh" | "de" | "ru" | "und";

const sampleCharacters = 2000;

/** Guesses the language of a text from its scripts, then from function words; short Latin text without evidence counts as English. */
export function detectTextLanguage(text: string): TextLanguage {
  const sample = text.slice(0, sampleCharacters);
  const han = count(sample, /\p{Script=Han}/gu);
  const kana = count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const cyrillic = count(sample, /\p{Script=Cyrillic}+/gu);
  const latin = count(sample, /\p{Script=Latin}+/gu);
  if (kana > 0 && kana * 4 > han) return "und";
  // A Chinese word has about 1.7 characters, so 0.6 words a character makes the scripts comparable.
  if (han > 0 && han * 0.6 >= Math.max(latin, cyrillic)) return "zh";
  if (cyrillic > 0 && cyrillic >= latin) return "ru";
  if (latin === 0) return sample.trim() === "" ? "en" : "und";
  return latinLanguage(sample);
}

function latinLanguage(sample: string): TextLanguage {
  let english = 0;
  let german = /[äöüß]/i.test(sample) ? 1 : 0;
  let foreign = 0;
  for (const [word] of sample.toLowerCase().matchAll(/\p{L}+/gu)) {
    if (englishWords.has(word)) english++;
    else if (germanWords.has(word)) german++;
    else if (foreignWords.has(word)) foreign++;
  }
  if (foreign > english && foreign > german) return "und";
  return german > english ? "de" : "en";
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const words = (text: string): Set<string> => new Set(text.split(" "));
const englishWords = words("the and of to for with that are is our your we by from an a it this as on at their you their helps");
const germanWords = words(
  "der die das und für mit von ist ein eine einer auf den dem des im zur zum wir bei sich durch aus werden nicht unsere oder",
);
const foreignWords = words(
  "la les une est dans pour avec sur nous vous qui que pas plus par ce aux el los las del con una como más sus il gli che di della delle nel per não uma dos das em ao het een van voor zijn aan naar niet",
);
