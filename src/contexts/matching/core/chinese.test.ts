import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createChineseSegmenter } from "./chinese.ts";
import { ChineseDictionary } from "./chinese-dictionary.ts";
import { ChineseWords } from "./chinese-words.ts";
import { smallThesaurus } from "./testing.ts";

const require = createRequire(import.meta.url);
const { Jieba } = require("@node-rs/jieba");
const { dict } = require("@node-rs/jieba/dict");

const terms = [...smallThesaurus.concepts.values()].flatMap(({ labels }) => labels.zh);
const segmenter = createChineseSegmenter(terms);
const cut = (run: string) => segmenter.segment(run).map(({ start, end }) => run.slice(start, end));

/** jieba itself, with the same terms: slower, but the definition. */
const jieba = Jieba.withDict(dict);
const plainTerms = terms.filter((term) => /^\p{Script=Han}+$/u.test(term));
jieba.loadDict(Buffer.from(plainTerms.map((term) => `${term} 100000 n\n`).join("")));

test("words are cut as jieba cuts them", () => {
  const entries = Buffer.from(dict).toString("utf8").split("\n");
  const vocabulary = entries.map((line) => line.split(" ")[0] as string).filter((word) => /^\p{Script=Han}+$/u.test(word));
  const rare = fc.constantFrom("々", "〇", "㐀", "𠀀", "𪛟", "𮯠", "豈", "的", "蔚", "旭", "创", ...plainTerms);
  const word = fc.integer({ min: 0, max: vocabulary.length - 1 }).map((index) => vocabulary[index] as string);
  const run = fc.array(
    fc.oneof(
      word,
      word,
      rare,
      word.map((text) => text.slice(0, 1)),
    ),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(run, (pieces) => {
      const text = pieces.join("").toWellFormed();
      expect(cut(text)).toEqual(jieba.cut(text, true));
    }),
    { numRuns: 1500 },
  );
});

test("of a word that stands twice in a dictionary the later line counts, and equal chances go to the longer word", () => {
  const dictionary = new ChineseDictionary("电 1 n\n\n池 1 n\n电池 0 n\n电池 9 n\n\n");
  const words = new ChineseWords(dictionary, (text) => [...text]);
  expect(words.cut("电池电")).toEqual([2, 3]);
  expect(dictionary.logTotal).toBe(Math.log(11));
  expect(words.cut("")).toEqual([]);
  expect(words.innerWords("大电池")).toEqual([{ start: 1, end: 3 }]);
});
