import { createRequire } from "node:module";
import { signatureOf } from "./signature.ts";

/** A word of a run of text without spaces; `parts` are shorter dictionary words inside it. Offsets count from the run's start. */
export interface SegmentedWord {
  start: number;
  end: number;
  parts: { start: number; end: number }[];
}

export interface ChineseSegmenter {
  /** Names what produced the words: a segment built with another one must be rebuilt. */
  signature: string;
  segment(run: string): SegmentedWord[];
}

interface JiebaInstance {
  loadDict(dictionary: Uint8Array): void;
  cut(text: string, hmm: boolean): string[];
  cutForSearch(text: string, hmm: boolean): string[];
}

const USER_WORD_FREQUENCY = 100_000;
const CACHED_WORDS = 50_000;

/**
 * Words by jieba with the caller's own terms on top (ICU splits 阈值, 神经网络 and other technical words into pieces);
 * where the native module cannot be loaded, ICU's Intl.Segmenter takes over and the signature says so.
 */
export function createChineseSegmenter(userWords: Iterable<string> = []): ChineseSegmenter {
  const terms = [...new Set(userWords)].filter((word) => /^\p{Script=Han}{2,10}$/u.test(word)).sort();
  const jieba = loadJieba(terms);
  return jieba ? jiebaSegmenter(jieba, terms) : intlSegmenter("zh");
}

/** Words of any script without spaces (Japanese, Thai, …) by ICU. */
export function intlSegmenter(locale: string): ChineseSegmenter {
  const segmenter = new Intl.Segmenter(locale, { granularity: "word" });
  return {
    signature: `intl-${process.versions.icu}`,
    segment: (run) =>
      Array.from(segmenter.segment(run), ({ index, segment }) => ({ start: index, end: index + segment.length, parts: [] })),
  };
}

// A dictionary takes 0.3 s and 60 MB to load; index rebuilds nearly always want the same one.
let loaded: { terms: string; jieba: JiebaInstance } | undefined;

function loadJieba(terms: string[]): JiebaInstance | undefined {
  if (loaded?.terms === terms.join("|")) return loaded.jieba;
  try {
    const require = createRequire(import.meta.url);
    const { Jieba } = require("@node-rs/jieba") as { Jieba: { withDict(dict: Uint8Array): JiebaInstance } };
    const { dict } = require("@node-rs/jieba/dict") as { dict: Uint8Array };
    const jieba = Jieba.withDict(dict);
    if (terms.length > 0) {
      jieba.loadDict(Buffer.from(terms.map((term) => `${term} ${USER_WORD_FREQUENCY} n\n`).join("")));
    }
    loaded = { terms: terms.join("|"), jieba };
    return jieba;
  } catch {
    return undefined;
  }
}

function jiebaSegmenter(jieba: JiebaInstance, terms: string[]): ChineseSegmenter {
  const partsOfWord = new Map<string, { start: number; end: number }[]>();
  const findParts = (word: string): { start: number; end: number }[] => {
    const known = partsOfWord.get(word);
    if (known) return known;
    const parts = locateParts(word, jieba.cutForSearch(word, true));
    if (partsOfWord.size >= CACHED_WORDS) partsOfWord.clear();
    partsOfWord.set(word, parts);
    return parts;
  };
  return {
    signature: `jieba-${terms.length}-${signatureOf(terms.join("|"))}`,
    segment(run) {
      const words: SegmentedWord[] = [];
      let offset = 0;
      for (const word of jieba.cut(run, true)) {
        const end = offset + word.length;
        words.push({ start: offset, end, parts: word.length > 2 ? findParts(word) : [] });
        offset = end;
      }
      return words;
    },
  };
}

function locateParts(word: string, pieces: string[]): { start: number; end: number }[] {
  const found = new Map<string, { start: number; end: number }>();
  for (const piece of pieces) {
    if (piece.length >= word.length || piece.length < 2) continue;
    const start = word.indexOf(piece);
    if (start >= 0) found.set(`${start}:${piece.length}`, { start, end: start + piece.length });
  }
  return [...found.values()];
}
