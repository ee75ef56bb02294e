import type { IndexView } from "./index-view.ts";
import { mostOf } from "./most-of.ts";
import { stem } from "./stemming.ts";

/** Strings in ascending order, by number. */
interface OrderedStrings {
  size: number;
  at(number: number): string;
}

const HIGHEST_LETTER = "\uffff";

/** The first string that is not below a text, as a number; the size where all are. */
export function firstNotBelow(strings: OrderedStrings, text: string): number {
  let [low, high] = [0, strings.size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (strings.at(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The numbers, end excluded, of the strings that begin with a text. */
export function prefixRange(strings: OrderedStrings, text: string): [from: number, to: number] {
  return [firstNotBelow(strings, text), firstNotBelow(strings, text + HIGHEST_LETTER)];
}

/** The terms of an index that go on as a word begins, the most frequent first. */
export function completionsOf(start: string, index: IndexView, most: number): string[] {
  const frequencies = new Map<string, number>();
  for (const { segment } of index.parts) {
    const [from, to] = prefixRange(segment.terms, start);
    for (const number of mostOf(from, to, (term) => segment.documentFrequency(term), most)) {
      const term = segment.terms.at(number);
      frequencies.set(term, (frequencies.get(term) ?? 0) + segment.documentFrequency(number));
    }
  }
  return [...frequencies]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([term]) => term);
}

/** The shorter terms of an index that a half-typed word may end in: "diagnosti" is on its way to "diagnostics", whose stem is "diagnost". */
export function stemsAhead(start: string, index: IndexView): string[] {
  const [endings, languages] = /\p{Script=Cyrillic}/u.test(start)
    ? ([cyrillicEndings, ["ru"]] as const)
    : ([latinEndings, ["en", "de"]] as const);
  const stems = new Set(endings.flatMap((ending) => languages.map((language) => stem(start + ending, language))));
  return [...stems].filter((ahead) => ahead.length < start.length && index.documentFrequency(ahead) > 0);
}

const latinEndings = "c cs cal s es d ed g ng ing l al ly y e r er n on en ion t nt ment st em ung gen".split(" ");
const cyrillicEndings = "а я ы и о е у ю й ь ой ей ом ем ам ям ах ях ов ев го ого му ому ый ий ая ое ые ие ми ть".split(" ");
