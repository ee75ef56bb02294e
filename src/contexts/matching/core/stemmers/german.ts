import { Endings, endingsOf, endsInOneOf, regionAfter } from "./endings.ts";

/** Snowball's algorithm for German (https://snowballstem.org/algorithms/german/stemmer.html, the edition of Snowball 2.0), for words in lower case. */
export function stemGerman(word: string): string {
  const marked = markConsonants(word.replaceAll("ß", "ss"));
  const { first, second } = regionsOf(marked);
  const inflected = withoutComparison(withoutInflection(marked, first), first);
  return withoutDerivation(inflected, first, second).replace(/[YUäöü]/g, (letter) => PLAIN[letter] as string);
}

const PLAIN: Readonly<Record<string, string>> = { Y: "y", U: "u", ä: "a", ö: "o", ü: "u" };
const VOWELS = "aeiouyäöü";
const SHORTEST_BEFORE_FIRST = 3;

function isVowel(letter: string): boolean {
  return VOWELS.includes(letter);
}

/** A u or y between vowels is a consonant, written in upper case until the end. */
function markConsonants(word: string): string {
  if (!/[uy]/.test(word)) return word;
  const letters = [...word];
  for (let at = 1; at + 1 < letters.length; at++) {
    const letter = letters[at] as string;
    if (letter !== "u" && letter !== "y") continue;
    if (isVowel(letters[at - 1] as string) && isVowel(letters[at + 1] as string)) letters[at] = letter.toUpperCase();
  }
  return letters.join("");
}

function regionsOf(word: string): { first: number; second: number } {
  if (word.length < SHORTEST_BEFORE_FIRST) return { first: word.length, second: word.length };
  const first = regionAfter(word, 0, isVowel);
  return { first: Math.max(first, SHORTEST_BEFORE_FIRST), second: regionAfter(word, first, isVowel) };
}

const INFLECTIONS = new Endings({ ...endingsOf("em ern er", "always"), ...endingsOf("e en es", "nis"), ...endingsOf("s", "s") });
const BEFORE_S = "bdfghklmnrt";

function withoutInflection(word: string, first: number): string {
  const ending = INFLECTIONS.longest(word);
  if (!ending) return word;
  const start = word.length - ending.text.length;
  if (start < first || (ending.rule === "s" && !endsInOneOf(word, start, BEFORE_S))) return word;
  const rest = word.slice(0, start);
  return ending.rule === "nis" && rest.endsWith("niss") ? rest.slice(0, -1) : rest;
}

const COMPARISONS = new Endings({ ...endingsOf("en er est", "always"), ...endingsOf("st", "st") });
const BEFORE_ST = "bdfghklmnt";

function withoutComparison(word: string, first: number): string {
  const ending = COMPARISONS.longest(word);
  if (!ending) return word;
  const start = word.length - ending.text.length;
  if (start < first) return word;
  if (ending.rule === "st" && (start < 4 || !endsInOneOf(word, start, BEFORE_ST))) return word;
  return word.slice(0, start);
}

const DERIVATIONS = new Endings({
  ...endingsOf("end ung", "ig"),
  ...endingsOf("ig ik isch", "not after e"),
  ...endingsOf("lich heit", "er en"),
  ...endingsOf("keit", "lich ig"),
});

function withoutDerivation(word: string, first: number, second: number): string {
  const ending = DERIVATIONS.longest(word);
  if (!ending) return word;
  const start = word.length - ending.text.length;
  if (start < second) return word;
  const rest = word.slice(0, start);
  switch (ending.rule) {
    case "ig":
      return rest.endsWith("ig") && start - 2 >= second && !endsInOneOf(rest, start - 2, "e") ? rest.slice(0, -2) : rest;
    case "not after e":
      return endsInOneOf(rest, start, "e") ? word : rest;
    case "er en":
      return (rest.endsWith("er") || rest.endsWith("en")) && start - 2 >= first ? rest.slice(0, -2) : rest;
    default:
      return withoutLichOrIg(rest, second);
  }
}

function withoutLichOrIg(word: string, second: number): string {
  const length = word.endsWith("lich") ? 4 : word.endsWith("ig") ? 2 : 0;
  return word.length - length >= second ? word.slice(0, word.length - length) : word;
}
