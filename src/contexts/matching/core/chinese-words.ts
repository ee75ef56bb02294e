import { BoundedMemo } from "./bounded-memo.ts";
import type { ChineseDictionary } from "./chinese-dictionary.ts";

const KNOWN_REMAINDERS = 20_000;
const FIRST_CHARACTERS = 256;

/**
 * Cuts Chinese as jieba does (https://github.com/fxsjy/jieba): of all ways to write a run as words of the dictionary the most
 * probable one; what it leaves as single characters goes to `cutRemainder`, the model for words that no dictionary has. Done here
 * rather than in jieba's native code because crossing over costs more than cutting, and each thread would hold its 40 MB.
 */
export class ChineseWords {
  readonly #dictionary: ChineseDictionary;
  readonly #remainders: BoundedMemo<number[]>;
  /** For each place of a run: the best way from there to its end, and where its first word ends. */
  #chances = new Float64Array(FIRST_CHARACTERS);
  #ends = new Int32Array(FIRST_CHARACTERS);

  constructor(dictionary: ChineseDictionary, cutRemainder: (text: string) => string[]) {
    this.#dictionary = dictionary;
    this.#remainders = new BoundedMemo(KNOWN_REMAINDERS, (text) => cutRemainder(text).map(({ length }) => length));
  }

  /** Where the words of a run end; the first one starts at 0. */
  cut(run: string): number[] {
    const ends: number[] = [];
    for (let start = 0; start < run.length; ) {
      let end = start;
      while (end < run.length && isIdeograph(run, end)) end += widthAt(run, end);
      if (end > start) this.#cutIdeographs(start === 0 && end === run.length ? run : run.slice(start, end), start, ends);
      else {
        end += widthAt(run, end);
        ends.push(end);
      }
      start = end;
    }
    return ends;
  }

  /** The words of two or three characters inside a word, in order of their length and place. */
  innerWords(word: string): { start: number; end: number }[] {
    return [2, 3].flatMap((length) => {
      const found: { start: number; end: number }[] = [];
      for (let start = 0; start + length <= word.length && length < word.length; start++) {
        if (this.#dictionary.has(word, start, start + length)) found.push({ start, end: start + length });
      }
      return found;
    });
  }

  #cutIdeographs(text: string, offset: number, ends: number[]): void {
    this.#findBestWay(text);
    let single = -1;
    for (let at = 0; at < text.length; ) {
      const end = this.#ends[at] as number;
      if (end - at === widthAt(text, at)) {
        if (single < 0) single = at;
      } else {
        if (single >= 0) this.#cutSingles(text, single, at, offset, ends);
        single = -1;
        ends.push(offset + end);
      }
      at = end;
    }
    if (single >= 0) this.#cutSingles(text, single, text.length, offset, ends);
  }

  /** From the end: of several ways with the same chance the one with the longer first word. */
  #findBestWay(text: string): void {
    if (text.length >= this.#ends.length) {
      this.#chances = new Float64Array(text.length * 2);
      this.#ends = new Int32Array(text.length * 2);
    }
    const [dictionary, chances, ends] = [this.#dictionary, this.#chances, this.#ends];
    const { logTotal } = dictionary;
    chances[text.length] = 0;
    for (let start = text.length - 1; start >= 0; start--) {
      if (isSecondHalf(text, start)) continue;
      let best = Number.NaN;
      let bestEnd = 0;
      for (let end = start, node = 0; end < text.length; ) {
        node = dictionary.step(node, text.charCodeAt(end++));
        if (node === 0) break;
        const chance = dictionary.logFrequency(node) - logTotal + (chances[end] as number);
        // Not a number: no word ends here, or there is none to compare with.
        if (Number.isNaN(chance) || chance < best) continue;
        best = chance;
        bestEnd = end;
      }
      if (bestEnd === 0) {
        bestEnd = start + widthAt(text, start);
        best = 0 - logTotal + (chances[bestEnd] as number);
      }
      chances[start] = best;
      ends[start] = bestEnd;
    }
  }

  #cutSingles(text: string, start: number, end: number, offset: number, ends: number[]): void {
    if (end - start === widthAt(text, start)) {
      ends.push(offset + end);
    } else if (this.#dictionary.has(text, start, end)) {
      for (let at = start; at < end; at += widthAt(text, at)) ends.push(offset + at + widthAt(text, at));
    } else {
      let at = offset + start;
      for (const length of this.#remainders.get(text.slice(start, end))) {
        at += length;
        ends.push(at);
      }
    }
  }
}

const isFirstHalf = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isSecondHalf = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
const widthAt = (text: string, at: number): number => (isFirstHalf(text.charCodeAt(at)) ? 2 : 1);

/** What jieba looks up in its dictionary; 々, 〇 and the newest ideographs stand alone. */
function isIdeograph(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit >= 0x4e00 && unit <= 0x9fff) return true;
  if (!isFirstHalf(unit)) return (unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0xf900 && unit <= 0xfaff);
  const code = text.codePointAt(at) as number;
  return (code >= 0x20000 && code <= 0x2ebef && !isGap(code)) || (code >= 0x2f800 && code <= 0x2fa1f);
}

const isGap = (code: number): boolean => code > 0x2a6df && code < 0x2a700;
