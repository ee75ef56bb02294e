import { fold } from "./folding.ts";

const LONGEST_TEXT = 4000;

/** In small collections rarity cannot be learnt, so the most frequent words of English and German are left out by name. */
const STOP_WORDS = new Set(
  `the and for with that are our their your this from all can has have was which more its they you who into other about how not out one use will
  through using helps help make by we to of in on it is as an at be or company platform startup solution die der das und für fur mit den dem des ein
  eine einer von ist wir auf im zu sind sich auch werden nicht nach unser unsere ihr ihre`.split(/\s+/u),
);

/** The rarity of a term counts as if this many further records lacked it. */
const UNSEEN_RECORDS = 1000;

/** The distinct terms of a text: words of spaced scripts from three letters on, pairs of neighbouring characters of unspaced ones. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const [run] of fold(text.slice(0, LONGEST_TEXT)).matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+/gu,
  )) {
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run)) {
      for (let at = 0; at + 2 <= run.length; at++) terms.add(run.slice(at, at + 2));
    } else if (run.length >= 3 && !STOP_WORDS.has(run)) {
      terms.add(run.length > 5 ? run.replace(/(?:ing|ed|es|s)$/u, "") : run);
    }
  }
  return terms;
}

/** How many records of a collection hold a term; gives rare terms their weight (inverse document frequency). */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly #counts: number[] = [];
  #records = 0;

  get records(): number {
    return this.#records;
  }

  /** Counts a record's terms and returns their numbers, ascending. */
  add(terms: Iterable<string>): Uint32Array {
    this.#records++;
    return this.#count(terms, 1);
  }

  remove(numbers: Uint32Array): void {
    this.#records--;
    for (const number of numbers) this.#counts[number]!--;
  }

  /** Numbers of terms without counting them; terms never seen get a number too. */
  read(terms: Iterable<string>): Uint32Array {
    return this.#count(terms, 0);
  }

  /** Smoothed inverse document frequency of a numbered term, never below zero. */
  weight(number: number): number {
    return Math.log((this.#records + UNSEEN_RECORDS) / ((this.#counts[number] ?? 0) + 0.5));
  }

  /** Share of the records that hold the term. */
  share(term: string): number {
    const number = this.#numbers.get(term);
    return number === undefined || this.#records === 0 ? 0 : this.#counts[number]! / this.#records;
  }

  #count(terms: Iterable<string>, step: number): Uint32Array {
    const numbers: number[] = [];
    for (const term of terms) {
      let number = this.#numbers.get(term);
      if (number === undefined) {
        number = this.#counts.length;
        this.#numbers.set(term, number);
        this.#counts.push(0);
      }
      this.#counts[number]! += step;
      numbers.push(number);
    }
    return Uint32Array.from(numbers).sort();
  }
}

/** Cosine of two term sets weighted by rarity, leaving out `ignored` terms, and the number of
 * terms on the shorter side; null where one side says too little to compare. */
export function textSimilarity(
  left: Uint32Array,
  right: Uint32Array,
  vocabulary: Vocabulary,
  ignored: ReadonlySet<number>,
): { similarity: number; terms: number } | null {
  const leftNorm = squaredNorm(left, vocabulary, ignored);
  const rightNorm = squaredNorm(right, vocabulary, ignored);
  if (leftNorm.terms < FEWEST_TERMS || rightNorm.terms < FEWEST_TERMS) return null;
  let dot = 0;
  for (let at = 0, other = 0; at < left.length && other < right.length; ) {
    if (left[at]! < right[other]!) at++;
    else if (left[at]! > right[other]!) other++;
    else {
      if (!ignored.has(left[at]!)) dot += vocabulary.weight(left[at]!) ** 2;
      at++;
      other++;
    }
  }
  return { similarity: dot / Math.sqrt(leftNorm.sum * rightNorm.sum), terms: Math.min(leftNorm.terms, rightNorm.terms) };
}

const FEWEST_TERMS = 4;

function squaredNorm(numbers: Uint32Array, vocabulary: Vocabulary, ignored: ReadonlySet<number>): { sum: number; terms: number } {
  let sum = 0;
  let terms = 0;
  for (const number of numbers) {
    if (ignored.has(number)) continue;
    sum += vocabulary.weight(number) ** 2;
    terms++;
  }
  return { sum, terms };
}
