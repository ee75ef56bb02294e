import { Endings, endingsOf, endsInOneOf, regionAfter } from "./endings.ts";

/** Snowball's algorithm for Russian (https://snowballstem.org/algorithms/russian/stemmer.html), for words in lower case with е for ё. */
export function stemRussian(word: string): string {
  const start = afterFirstVowel(word);
  const second = secondRegion(word, start);
  const inflected = withoutInflection(word, start);
  const noun = inflected.endsWith("и") && inflected.length > start ? inflected.slice(0, -1) : inflected;
  return tidyUp(withoutDerivation(noun, start, second), start);
}

const VOWELS = "аеиоуыэюя";

type Condition = "always" | "after а or я";

function isVowel(letter: string): boolean {
  return VOWELS.includes(letter);
}

/** All endings lie behind the first vowel. */
function afterFirstVowel(word: string): number {
  let at = 0;
  while (at < word.length && !isVowel(word[at] as string)) at++;
  return Math.min(at + 1, word.length);
}

function secondRegion(word: string, start: number): number {
  let first = start;
  while (first < word.length && isVowel(word[first] as string)) first++;
  return regionAfter(word, Math.min(first + 1, word.length), isVowel);
}

const GERUNDS = new Endings<Condition>({
  ...endingsOf("в вши вшись", "after а or я"),
  ...endingsOf("ив ивши ившись ыв ывши ывшись", "always"),
});
const REFLEXIVES = new Endings<Condition>(endingsOf("ся сь", "always"));
const ADJECTIVES = new Endings<Condition>(
  endingsOf("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею", "always"),
);
const PARTICIPLES = new Endings<Condition>({
  ...endingsOf("ем нн вш ющ щ", "after а or я"),
  ...endingsOf("ивш ывш ующ", "always"),
});
const VERBS = new Endings<Condition>({
  ...endingsOf("ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно", "after а or я"),
  ...endingsOf(
    "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
    "always",
  ),
});
const NOUNS = new Endings<Condition>(
  endingsOf(
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я",
    "always",
  ),
);

function withoutInflection(word: string, start: number): string {
  const gerund = without(GERUNDS, word, start);
  if (gerund !== undefined) return gerund;
  const plain = without(REFLEXIVES, word, start) ?? word;
  const adjective = without(ADJECTIVES, plain, start);
  if (adjective !== undefined) return without(PARTICIPLES, adjective, start) ?? adjective;
  return without(VERBS, plain, start) ?? without(NOUNS, plain, start) ?? plain;
}

/** Only the longest ending counts: where its condition fails, no shorter one is tried. */
function without(endings: Endings<Condition>, word: string, start: number): string | undefined {
  const ending = endings.longest(word, start);
  if (!ending) return undefined;
  const end = word.length - ending.text.length;
  if (ending.rule !== "always" && !(end > start && endsInOneOf(word, end, "ая"))) return undefined;
  return word.slice(0, end);
}

function withoutDerivation(word: string, start: number, second: number): string {
  const length = word.endsWith("ость") ? 4 : word.endsWith("ост") ? 3 : 0;
  const end = word.length - length;
  return length > 0 && end >= second && end >= start ? word.slice(0, end) : word;
}

const SUPERLATIVES = new Endings<Condition>(endingsOf("ейше ейш", "always"));

function tidyUp(word: string, start: number): string {
  if (word.endsWith("ь") && word.length > start) return word.slice(0, -1);
  const superlative = without(SUPERLATIVES, word, start);
  const rest = superlative ?? word;
  return rest.endsWith("нн") && rest.length - 2 >= start ? rest.slice(0, -1) : rest;
}
