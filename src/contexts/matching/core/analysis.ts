import { createRequire } from "node:module";
import { type ChineseSegmenter, createChineseSegmenter, intlSegmenter } from "./chinese.ts";
import { type CompoundSplitter, createCompoundSplitter } from "./compounds.ts";
import type { Language } from "./language.ts";
import { detectLanguage } from "./language-detection.ts";
import { findStandards, type ScannedWord, scanWords } from "./scanner.ts";
import { signatureOf } from "./signature.ts";
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

/** Builds the analysis shared by index and query: they must use the same one, which the signature guards. */
export function createAnalyser(options: AnalyserOptions = {}): Analyser {
  const german = options.germanVocabulary === false ? undefined : [...(options.germanVocabulary ?? [])];
  const context: AnalysisContext = {
    chinese: createChineseSegmenter(options.chineseTerms),
    other: intlSegmenter("und"),
    compounds: german && createCompoundSplitter(german),
    simplify: loadSimplifier(),
  };
  const vocabulary = german ? signatureOf(german.map(([word, count]) => `${word}${count}`).join("|")) : "none";
  return {
    signature: `analysis-${ANALYSIS_VERSION}/${context.chinese.signature}/icu-${process.versions.icu}/de-${vocabulary}`,
    analyse(text, language = detectLanguage(text)) {
      return { language, tokens: analyseWords(text, language, context) };
    },
  };
}

interface AnalysisContext {
  chinese: ChineseSegmenter;
  other: ChineseSegmenter;
  compounds: CompoundSplitter | undefined;
  simplify: (run: string) => string;
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
    addWord(tokens, word, position, wordLanguage(word.form, language), context);
    addJoinedForms(tokens, words, index, position, text, language);
    position++;
  }
  return tokens;
}

/** Latin words in Chinese or Russian text are nearly always English; Cyrillic words are Russian anywhere. */
function wordLanguage(form: string, language: Language): Language {
  if (/\p{Script=Cyrillic}/u.test(form)) return "ru";
  return language === "zh" || language === "ru" ? "en" : language;
}

function addWord(tokens: Token[], word: ScannedWord, position: number, language: Language, context: AnalysisContext): void {
  const { form, start, end } = word;
  if (word.kind === "code") {
    tokens.push({ term: foldAccents(form), form, start, end, position, kind: "code", language, stop: false });
    return;
  }
  const stop = functionWords[language].has(form);
  tokens.push({ term: stem(form, language), form, start, end, position, kind: "word", language, stop });
  if (stop || language !== "de" || !context.compounds || end - start !== form.length) return;
  for (const part of context.compounds.split(form)) {
    const [from, to] = [start + part.start, start + part.end];
    tokens.push({
      term: stem(part.form, "de"),
      form: part.form,
      start: from,
      end: to,
      position,
      kind: "part",
      language,
      stop: false,
    });
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

function addRun(tokens: Token[], run: ScannedWord, position: number, context: AnalysisContext): number {
  const han = !/[^\p{Script=Han}々]/u.test(run.form);
  const language: Language = han ? "zh" : "other";
  const simplified = han ? context.simplify(run.form.normalize("NFKC")) : run.form.normalize("NFKC");
  // Normalising keeps the length for all common characters; otherwise offsets would point at the wrong letters.
  const form = simplified.length === run.form.length ? simplified : run.form;
  const add = (start: number, end: number, kind: "word" | "part", at: number): void => {
    const piece = form.slice(start, end);
    const stop = functionWords[language].has(piece);
    tokens.push({ term: piece, form: piece, start: run.start + start, end: run.start + end, position: at, kind, language, stop });
  };
  for (const word of (han ? context.chinese : context.other).segment(form)) {
    add(word.start, word.end, "word", position);
    for (const part of word.parts) add(word.start + part.start, word.start + part.end, "part", position);
    position++;
  }
  return position;
}

/** Traditional to simplified characters by OpenCC's tables (Apache-2.0), so that both spellings of a word meet. */
function loadSimplifier(): (run: string) => string {
  try {
    const { Converter } = createRequire(import.meta.url)("opencc-js/t2cn") as OpenccModule;
    simplifier ??= Converter({ from: "t", to: "cn" });
    return simplifier;
  } catch {
    return (run) => run;
  }
}

interface OpenccModule {
  Converter(options: { from: string; to: string }): (text: string) => string;
}

let simplifier: ((run: string) => string) | undefined;
