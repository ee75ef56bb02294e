import { germanWordParts } from "./german-word-parts.ts";

export interface CompoundPart {
  form: string;
  start: number;
  end: number;
}

export interface CompoundSplitter {
  split(form: string): CompoundPart[];
}

const SHORTEST_COMPOUND = 8;
const SHORTEST_PART = 3;
const LONGEST_COMPOUND = 48;
const LINKS = ["", "s", "es", "n", "en", "er", "e", "ns"];
const CACHED_WORDS = 50_000;

/**
 * Splits German compounds after Koehn and Knight, "Empirical Methods for Compound Splitting" (EACL 2003): of all ways to cover
 * the word with known words and linking elements, the one with the highest geometric mean of part frequencies wins, and it must
 * beat the frequency of the word itself. Known words are the thesaurus, a built-in list and the words of the base's own
 * German texts; a part may be inflected or have lost its final e (Sprach-erkennung).
 */
export function createCompoundSplitter(vocabulary: Iterable<readonly [string, number]>): CompoundSplitter {
  const frequencies = collectFrequencies(vocabulary);
  const cache = new Map<string, CompoundPart[]>();
  return {
    split(form) {
      if (form.length < SHORTEST_COMPOUND || form.length > LONGEST_COMPOUND) return [];
      const known = cache.get(form);
      if (known) return known;
      const parts = splitBest(form, frequencies);
      if (cache.size >= CACHED_WORDS) cache.clear();
      cache.set(form, parts);
      return parts;
    },
  };
}

function collectFrequencies(vocabulary: Iterable<readonly [string, number]>): Map<string, number> {
  const frequencies = new Map<string, number>();
  const add = (word: string, frequency: number): void => {
    if (word.length < SHORTEST_PART) return;
    frequencies.set(word, (frequencies.get(word) ?? 0) + frequency);
  };
  for (const word of germanWordParts) add(word, BUILT_IN_FREQUENCY);
  for (const [word, frequency] of vocabulary) add(word, frequency);
  return frequencies;
}

const BUILT_IN_FREQUENCY = 50;

interface Cover {
  logSum: number;
  parts: CompoundPart[];
}

function splitBest(form: string, frequencies: Map<string, number>): CompoundPart[] {
  const best: (Cover | undefined)[] = new Array(form.length + 1);
  best[0] = { logSum: 0, parts: [] };
  for (let start = 0; start <= form.length - SHORTEST_PART; start++) {
    const cover = best[start];
    if (!cover || cover.parts.length >= 4) continue;
    for (let end = start + SHORTEST_PART; end <= form.length; end++) {
      if (start === 0 && end === form.length) continue;
      const part = form.slice(start, end);
      const frequency = partFrequency(part, frequencies);
      if (frequency === 0) continue;
      const candidate = { logSum: cover.logSum + Math.log(frequency), parts: [...cover.parts, { form: part, start, end }] };
      for (const link of end === form.length ? [""] : LINKS) {
        const next = end + link.length;
        // A link joins parts; at the very end it would be an inflection of the whole word.
        if (link && (next === form.length || !form.startsWith(link, end))) continue;
        const previous = best[next];
        if (!previous || mean(candidate) > mean(previous)) best[next] = candidate;
      }
    }
  }
  const winner = best[form.length];
  if (!winner || winner.parts.length < 2) return [];
  const geometricMean = Math.exp(winner.logSum / winner.parts.length);
  return geometricMean > (frequencies.get(form) ?? 0) * WHOLE_WORD_DISCOUNT ? winner.parts : [];
}

// Technical compounds stand in the thesaurus themselves and must still be split: being known weighs little against a split.
const WHOLE_WORD_DISCOUNT = 0.2;

/** Fewer parts are preferred: each further part costs like a factor of e in frequency. */
function mean(cover: Cover): number {
  return cover.logSum / cover.parts.length - cover.parts.length;
}

function partFrequency(part: string, frequencies: Map<string, number>): number {
  const exact = frequencies.get(part) ?? 0;
  if (exact > 0) return part.length === SHORTEST_PART ? exact * SHORT_PART_DISCOUNT : exact;
  if (part.length < 5) return 0;
  let best = frequencies.get(`${part}e`) ?? 0;
  for (const ending of ENDINGS) {
    if (!part.endsWith(ending) || part.length - ending.length < 4) continue;
    best = Math.max(best, frequencies.get(part.slice(0, -ending.length)) ?? 0);
  }
  return best * INFLECTED_DISCOUNT;
}

const ENDINGS = ["n", "en", "e", "er", "ern", "s", "es", "nen"];
const INFLECTED_DISCOUNT = 0.5;
const SHORT_PART_DISCOUNT = 0.2;
