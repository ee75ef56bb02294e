import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { BoundedMemo } from "./bounded-memo.ts";
import { ChineseDictionary } from "./chinese-dictionary.ts";
import { ChineseWords } from "./chinese-words.ts";
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

interface JiebaModule {
  Jieba: new () => { cut(text: string, hmm: boolean): string[] };
}

const USER_WORD_FREQUENCY = 100_000;
const CACHED_WORDS = 50_000;

/**
 * Words by jieba with the caller's own terms on top (ICU splits 阈值, 神经网络 and other technical words into pieces);
 * where its native module cannot be loaded, ICU's Intl.Segmenter takes over and the signature says so.
 */
export function createChineseSegmenter(userWords: Iterable<string> = []): ChineseSegmenter {
  const terms = [...new Set(userWords)].filter((word) => /^\p{Script=Han}{2,10}$/u.test(word)).sort();
  const words = loadWords(terms);
  return words ? jiebaSegmenter(words, terms) : intlSegmenter("zh");
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

// Reading the dictionary takes a third of a second; index rebuilds nearly always want the same one.
let loaded: { terms: string; words: ChineseWords } | undefined;

function loadWords(terms: string[]): ChineseWords | undefined {
  if (loaded?.terms === terms.join("|")) return loaded.words;
  try {
    const require = createRequire(import.meta.url);
    // Without a dictionary jieba joins characters by its model for unknown words alone.
    const { Jieba } = require("@node-rs/jieba") as JiebaModule;
    const model = new Jieba();
    // Its module of the same name would keep this file and another one in memory for good.
    const text = readFileSync(join(dirname(require.resolve("@node-rs/jieba/dict")), "dict.txt"), "utf8");
    const own = terms.map((term) => `${term} ${USER_WORD_FREQUENCY}\n`).join("");
    const dictionary = new ChineseDictionary(`${text}\n${own}`);
    loaded = { terms: terms.join("|"), words: new ChineseWords(dictionary, (text) => model.cut(text, true)) };
    return loaded.words;
  } catch {
    return undefined;
  }
}

function jiebaSegmenter(words: ChineseWords, terms: string[]): ChineseSegmenter {
  const partsOf = new BoundedMemo(CACHED_WORDS, (word) => findParts(words, word));
  return {
    signature: `jieba-${terms.length}-${signatureOf(terms.join("|"))}`,
    segment(run) {
      let start = 0;
      return words.cut(run).map((end) => {
        const parts = end - start > 2 ? partsOf.get(run.slice(start, end)) : NO_PARTS;
        const word = { start, end, parts };
        start = end;
        return word;
      });
    },
  };
}

const NO_PARTS: SegmentedWord["parts"] = [];

/** Shorter words inside a word; of the same letters twice, the first place. */
function findParts(words: ChineseWords, word: string): { start: number; end: number }[] {
  const found = new Map<string, { start: number; end: number }>();
  const add = (from: number, to: number): void => {
    const piece = word.slice(from, to);
    if (piece.length < 2 || piece.length >= word.length) return;
    const start = word.indexOf(piece);
    found.set(`${start}:${piece.length}`, { start, end: start + piece.length });
  };
  let start = 0;
  for (const end of words.cut(word)) {
    for (const inner of words.innerWords(word.slice(start, end))) add(start + inner.start, start + inner.end);
    add(start, end);
    start = end;
  }
  return [...found.values()];
}
