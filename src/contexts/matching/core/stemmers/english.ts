import { Endings, endingsOf, endsInOneOf, regionAfter } from "./endings.ts";

/**
 * Porter's second algorithm for English (https://snowballstem.org/algorithms/english/stemmer.html, the edition of Snowball 2.0), for
 * words in lower case without apostrophes. Written out here because the packages that have it take ten times as long.
 */
export function stemEnglish(word: string): string {
  const exception = EXCEPTIONS.get(word);
  if (exception !== undefined) return exception;
  if (word.length < 3) return word;
  const marked = markConsonantY(word);
  const first = firstRegion(marked);
  const second = regionAfter(marked, first, isVowel);
  const singular = withoutPlural(marked);
  if (KEPT_AFTER_PLURAL.has(singular)) return singular;
  const verb = yToI(withoutTense(singular, first));
  const suffixed = replaceSecond(replaceFirst(verb, first), first, second);
  return withoutLastLetter(withoutSuffix(suffixed, second), first, second).replaceAll("Y", "y");
}

const EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  (
    "skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl " +
    "sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);
const KEPT_AFTER_PLURAL = new Set("inning outing canning herring earring proceed exceed succeed".split(" "));
const LONG_PREFIXES = ["gener", "commun", "arsen"];
const VOWELS = "aeiouy";

function isVowel(letter: string): boolean {
  return VOWELS.includes(letter);
}

/** A y at the start or behind a vowel is a consonant, written Y until the end. */
function markConsonantY(word: string): string {
  if (!word.includes("y")) return word;
  let marked = "";
  for (const letter of word) {
    const isConsonant = letter === "y" && (marked === "" || isVowel(marked.at(-1) as string));
    marked += isConsonant ? "Y" : letter;
  }
  return marked;
}

function firstRegion(word: string): number {
  const prefix = LONG_PREFIXES.find((known) => word.startsWith(known));
  return prefix ? prefix.length : regionAfter(word, 0, isVowel);
}

function hasVowel(word: string, end: number): boolean {
  for (let at = 0; at < end; at++) if (isVowel(word[at] as string)) return true;
  return false;
}

/** A vowel between consonants at the end, as in "hop"; or a word of a vowel and a consonant. */
function endsInShortSyllable(word: string): boolean {
  const end = word.length;
  const [before, vowel, last] = [word[end - 3] ?? "", word[end - 2] ?? "", word[end - 1] ?? ""];
  if (vowel === "" || !isVowel(vowel) || isVowel(last)) return false;
  return end === 2 || (!isVowel(before) && !"wxY".includes(last));
}

function cut(word: string, letters: number): string {
  return word.slice(0, word.length - letters);
}

function withoutPlural(word: string): string {
  if (word.endsWith("sses")) return cut(word, 2);
  if (word.endsWith("ied") || word.endsWith("ies")) return cut(word, word.length > 4 ? 2 : 1);
  if (!word.endsWith("s") || word.endsWith("us") || word.endsWith("ss")) return word;
  return hasVowel(word, word.length - 2) ? cut(word, 1) : word;
}

const TENSES = new Endings({ ...endingsOf("eed eedly", "eed"), ...endingsOf("ed edly ing ingly", "tense") });
const DOUBLES = new Set("bb dd ff gg mm nn pp rr tt".split(" "));

function withoutTense(word: string, first: number): string {
  const ending = TENSES.longest(word);
  if (!ending) return word;
  const start = word.length - ending.text.length;
  if (ending.rule === "eed") return start >= first ? `${word.slice(0, start)}ee` : word;
  if (!hasVowel(word, start)) return word;
  const rest = word.slice(0, start);
  if (rest.endsWith("at") || rest.endsWith("bl") || rest.endsWith("iz")) return `${rest}e`;
  if (DOUBLES.has(rest.slice(-2))) return cut(rest, 1);
  return rest.length === first && endsInShortSyllable(rest) ? `${rest}e` : rest;
}

function yToI(word: string): string {
  const last = word.at(-1);
  if ((last !== "y" && last !== "Y") || word.length < 3 || isVowel(word.at(-2) as string)) return word;
  return `${cut(word, 1)}i`;
}

const FIRST_ENDINGS = new Endings<string>({
  ...endingsOf("tional", "tion"),
  ...endingsOf("enci", "ence"),
  ...endingsOf("anci", "ance"),
  ...endingsOf("abli", "able"),
  ...endingsOf("entli", "ent"),
  ...endingsOf("izer ization", "ize"),
  ...endingsOf("ational ation ator", "ate"),
  ...endingsOf("alism aliti alli", "al"),
  ...endingsOf("fulness fulli", "ful"),
  ...endingsOf("ousli ousness", "ous"),
  ...endingsOf("iveness iviti", "ive"),
  ...endingsOf("biliti bli", "ble"),
  ...endingsOf("lessli", "less"),
  ...endingsOf("ogi", "og"),
  ...endingsOf("li", ""),
});
const BEFORE_LI = "cdeghkmnrt";

function replaceFirst(word: string, first: number): string {
  const ending = FIRST_ENDINGS.longest(word);
  if (!ending) return word;
  const start = word.length - ending.text.length;
  if (start < first) return word;
  if (ending.text === "ogi" && !endsInOneOf(word, start, "l")) return word;
  if (ending.text === "li" && !endsInOneOf(word, start, BEFORE_LI)) return word;
  return word.slice(0, start) + ending.rule;
}

const SECOND_ENDINGS = new Endings<string>({
  ...endingsOf("tional", "tion"),
  ...endingsOf("ational", "ate"),
  ...endingsOf("alize", "al"),
  ...endingsOf("icate iciti ical", "ic"),
  ...endingsOf("ful ness ative", ""),
});

function replaceSecond(word: string, first: number, second: number): string {
  const ending = SECOND_ENDINGS.longest(word);
  if (!ending) return word;
  const start = word.length - ending.text.length;
  return start < (ending.text === "ative" ? Math.max(first, second) : first) ? word : word.slice(0, start) + ending.rule;
}

const LAST_ENDINGS = new Endings({
  ...endingsOf("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize", "always"),
  ...endingsOf("ion", "after s or t"),
});

function withoutSuffix(word: string, second: number): string {
  const ending = LAST_ENDINGS.longest(word);
  if (!ending) return word;
  const start = word.length - ending.text.length;
  if (start < second || (ending.rule !== "always" && !endsInOneOf(word, start, "st"))) return word;
  return word.slice(0, start);
}

function withoutLastLetter(word: string, first: number, second: number): string {
  const rest = cut(word, 1);
  if (word.endsWith("e")) {
    const isSilent = rest.length >= second || (rest.length >= first && !endsInShortSyllable(rest));
    return isSilent ? rest : word;
  }
  return word.endsWith("ll") && rest.length >= second ? rest : word;
}
