import { BoundedMemo } from "./bounded-memo.ts";
import { NOT_HAN, propertiesOf, UNSETTLED } from "./characters.ts";
import { type ChineseSegmenter, createChineseSegmenter, intlSegmenter } from "./chinese.ts";
import { type CompoundSplitter, createCompoundSplitter } from "./compounds.ts";
import type { Language } from "./language.ts";
import { detectLanguage } from "./language-detection.ts";
import { findStandards, isCode, type ScannedWord, scanWords } from "./scanner.ts";
import { signatureOf } from "./signature.ts";
import { simplify } from "./simplification.ts";
import { foldAccents, stem } from "./stemming.ts";
import { functionWords } from "./stop-words.ts";

/** One index term of a text; `start` and `end` are UTF-16 offsets in the text as given, for highlighting. */
export interface Token {
  term: string;
  form: string;
  start: number;
  end: number;
  /** Counts words; a part or a joined form shares the position of the word it belongs to. */
  position: number;
  /** `part`: dictionary word inside a longer word; `joined`: hyphenated word or standard written as one; `code`: never stemmed. */
  kind: "word" | "code" | "part" | "joined";
  language: Language;
  stop: boolean;
}

export interface Analysis {
  language: Language;
  tokens: Token[];
}

export interface Analyser {
  /** Changes whenever the same text could give other terms; stored in every segment. */
  signature: string;
  analyse(text: string, language?: Language): Analysis;
}

export interface AnalyserOptions {
  /** Chinese terms that segmentation must keep whole. */
  chineseTerms?: Iterable<string>;
  /** German words with frequencies, for compound splitting; `false` turns splitting off. */
  germanVocabulary?: Iterable<readonly [string, number]> | false;
}

const ANALYSIS_VERSION = 2;
const SHORT_JOINED = 3;
const LONGEST_JOINED = 30;
const KNOWN_WORDS = 50_000;

/** Builds the analysis shared by index and query: they must use the same one, which the signature guards. */
export function createAnalyser(options: AnalyserOptions = {}): Analyser {
  const german = options.germanVocabulary === false ? undefined : [...(options.germanVocabulary ?? [])];
  const chinese = createChineseSegmenter(options.chineseTerms);
  const context: AnalysisContext = {
    words: createWordBook(german && createCompoundSplitter(german)),
    chinese: createRunReader("zh", chinese),
    other: createRunReader("other", intlSegmenter("und")),
  };
  const vocabulary = german ? signatureOf(german.map(([word, count]) => `${word}${count}`).join("|")) : "none";
  return {
    signature: `analysis-${ANALYSIS_VERSION}/${chinese.signature}/icu-${process.versions.icu}/de-${vocabulary}`,
    analyse(text, language = detectLanguage(text)) {
      return { language, tokens: analyseWords(text, language, context) };
    },
  };
}

interface AnalysisContext {
  words: WordBook;
  chinese: RunReader;
  other: RunReader;
}

function analyseWords(text: string, language: Language, context: AnalysisContext): Token[] {
  const tokens: Token[] = [];
  const words = scanWords(text);
  let position = 0;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as ScannedWord;
    if (word.kind === "run") {
      position = addRun(tokens, word, position, context);
      continue;
    }
    addWord(tokens, word, position, context.words[language].get(word.form));
    if (word.glued || word.kind === "code") addJoinedForms(tokens, words, index, position, text, language);
    position++;
  }
  return tokens;
}

/** What a form means in a text of some language, wherever it stands. */
interface KnownWord {
  form: string;
  language: Language;
  term: string;
  stop: boolean;
  parts: readonly { form: string; term: string; start: number; end: number }[];
}

type WordBook = Record<Language, BoundedMemo<KnownWord>>;

function createWordBook(compounds: CompoundSplitter | undefined): WordBook {
  const bookFor = (textLanguage: Language) =>
    new BoundedMemo<KnownWord>(KNOWN_WORDS, (form) => readWord(form, textLanguage, compounds));
  return { en: bookFor("en"), de: bookFor("de"), ru: bookFor("ru"), zh: bookFor("zh"), other: bookFor("other") };
}

function readWord(form: string, textLanguage: Language, compounds: CompoundSplitter | undefined): KnownWord {
  const language = wordLanguage(form, textLanguage);
  const term = isCode(form) ? foldAccents(form) : stem(form, language);
  const stop = !isCode(form) && functionWords[language].has(form);
  const isWhole = isCode(form) || stop || language !== "de";
  const parts = isWhole ? [] : (compounds?.split(form) ?? []).map((part) => ({ ...part, term: stem(part.form, "de") }));
  // Equal texts are kept once, and words without parts share one list: what a look-up touches should lie close together.
  return { form, language, term: term === form ? form : term, stop, parts: parts.length === 0 ? NO_PARTS : parts };
}

const NO_PARTS: KnownWord["parts"] = [];

/** Latin words in Chinese or Russian text are nearly always English; Cyrillic words are Russian anywhere. */
function wordLanguage(form: string, language: Language): Language {
  if (/\p{Script=Cyrillic}/u.test(form)) return "ru";
  return language === "zh" || language === "ru" ? "en" : language;
}

function addWord(tokens: Token[], { start, end, kind }: ScannedWord, position: number, word: KnownWord): void {
  const { form, term, language, stop, parts } = word;
  tokens.push({ term, form, start, end, position, kind: kind === "code" ? "code" : "word", language, stop });
  // A soft hyphen or a ligature shifts the letters: the place of a part would be a guess.
  if (parts.length === 0 || end - start !== form.length) return;
  for (const part of parts) {
    const [from, to] = [start + part.start, start + part.end];
    tokens.push({ term: part.term, form: part.form, start: from, end: to, position, kind: "part", language, stop: false });
  }
}

/** "start-up" also counts as startup, "ISO 26262" also as iso26262. */
function addJoinedForms(
  tokens: Token[],
  words: ScannedWord[],
  index: number,
  position: number,
  text: string,
  language: Language,
): void {
  const word = words[index] as ScannedWord;
  const add = (form: string, start: number, code: boolean): void => {
    const own = wordLanguage(form, language);
    const term = code ? foldAccents(form) : stem(form, own);
    tokens.push({ term, form, start, end: word.end, position, kind: "joined", language: own, stop: false });
  };
  for (const standard of findStandards(words, index, text)) add(standard.form, standard.start, true);
  if (!word.glued || words[index + 1]?.glued) return;
  let first = index;
  while (words[first]?.glued) first--;
  const chain = words.slice(first, index + 1);
  const form = chain.map((link) => link.form).join("");
  if (chain.length > SHORT_JOINED || form.length > LONGEST_JOINED || form.length < 2) return;
  add(form, (chain[0] as ScannedWord).start, /\p{N}/u.test(form));
}

/** Cuts a run of one script without spaces into words. */
interface RunReader {
  language: Language;
  segmenter: ChineseSegmenter;
  words: BoundedMemo<{ form: string; stop: boolean }>;
}

function createRunReader(language: Language, segmenter: ChineseSegmenter): RunReader {
  const words = new BoundedMemo(KNOWN_WORDS, (form) => ({ form, stop: functionWords[language].has(form) }));
  return { language, segmenter, words };
}

function addRun(tokens: Token[], run: ScannedWord, position: number, context: AnalysisContext): number {
  const characters = propertiesOf(run.form);
  const { language, segmenter, words } = characters & NOT_HAN ? context.other : context.chinese;
  const unified = characters & UNSETTLED ? run.form.normalize("NFKC") : run.form;
  const simplified = language === "zh" ? simplify(unified) : unified;
  // Normalising keeps the length for all common characters; otherwise offsets would point at the wrong letters.
  const text = simplified.length === run.form.length ? simplified : run.form;
  const add = (start: number, end: number, kind: "word" | "part", at: number): void => {
    const { form, stop } = words.get(text.slice(start, end));
    tokens.push({ term: form, form, start: run.start + start, end: run.start + end, position: at, kind, language, stop });
  };
  for (const word of segmenter.segment(text)) {
    add(word.start, word.end, "word", position);
    for (const part of word.parts) add(word.start + part.start, word.start + part.end, "part", position);
    position++;
  }
  return position;
}
