import { lemmaCandidates } from "./inflection.ts";
import type { Language } from "./language.ts";
import { stem } from "./stemming.ts";

/** A bilingual dictionary. */
export interface TranslationDictionary extends DictionaryDescription {
  /** How far its translations are trusted beside those of the others; 1 unless it is a composed one. */
  factor?: number;
  /** Translations of a normalised word, also of an inflected one, the most usual first. */
  lookup(expression: string): readonly string[];
}

export interface DictionaryEntry {
  source: string;
  targets: string[];
}

export interface DictionaryDescription {
  name: string;
  /** SPDX identifier and attribution of the data, shown wherever translations are. */
  licence: string;
  attribution: string;
  from: Language;
  to: Language;
}

const MOST_TRANSLATIONS = 8;
const LONGEST_PHRASE = 4;
const LONGEST_PIECE = 8;

/** Words with their translations, joined by "|". */
interface WordTable {
  has(word: string): boolean;
  get(word: string): string | undefined;
}

/** What a dictionary looks words up in; `stems` where the language inflects much. */
export interface DictionaryTables {
  targets: WordTable;
  stems: WordTable | undefined;
}

/** A dictionary from entries in memory; see `openDictionary`. */
export const createDictionary = (description: DictionaryDescription, entries: Iterable<DictionaryEntry>): TranslationDictionary =>
  openDictionary(description, tablesOf(description, entries));

/**
 * Entries of one source are joined in order. A word that is no source itself is looked up by its stem, which it may share with several
 * (then the first translations of each come before the second ones), and at last by rules.
 */
export function openDictionary(description: DictionaryDescription, { targets, stems }: DictionaryTables): TranslationDictionary {
  const findByStem = (form: string): string | undefined => {
    const key = stems && stem(form, description.from);
    return key === undefined ? undefined : (stems?.get(key) ?? targets.get(key));
  };
  const findLemma = (form: string): string | undefined => {
    const lemma = lemmaCandidates(form, description.from).find((candidate) => targets.has(candidate));
    return lemma === undefined ? undefined : targets.get(lemma);
  };
  const find = (form: string): string | undefined => targets.get(form) ?? findByStem(form) ?? findLemma(form);
  return {
    ...description,
    lookup(expression) {
      const form = spellingOf(expression);
      const found = splitTargets(find(form));
      if (found.length > 0 || description.from !== "zh") return found;
      return interleave(piecesOf(form, targets).map((piece) => splitTargets(targets.get(piece))));
    },
  };
}

/** One string a source takes a third of the memory of an array of strings. */
export function tablesOf(
  { from }: DictionaryDescription,
  entries: Iterable<DictionaryEntry>,
): { targets: Map<string, string>; stems: Map<string, string> | undefined } {
  const targets = new Map<string, string>();
  for (const entry of entries) {
    const source = spellingOf(entry.source);
    const known = targets.get(source);
    const joined = entry.targets.join("|");
    if (joined !== "") targets.set(source, known ? `${known}|${joined}` : joined);
  }
  return { targets, stems: hasStems(from) ? indexByStem(targets, from) : undefined };
}

/** Chinese makes words of words (钢人队): what is no source is cut into the longest sources from its start. */
function piecesOf(form: string, targets: WordTable): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < form.length; ) {
    let end = Math.min(form.length, start + LONGEST_PIECE);
    while (end > start + 1 && !targets.has(form.slice(start, end))) end--;
    pieces.push(form.slice(start, end));
    start = end;
  }
  return pieces;
}

/** English has so few inflections that rules find them; stems would cost its hundred thousand words memory. */
const hasStems = (language: Language): boolean => language === "de" || language === "ru";

/** Spellings of one word that texts use side by side. */
const spellingOf = (form: string): string => form.replaceAll("ё", "е").replaceAll("ß", "ss");

function indexByStem(targets: ReadonlyMap<string, string>, language: Language): Map<string, string> {
  const sources = new Map<string, string | string[]>();
  for (const source of targets.keys()) {
    if (source.includes(" ")) continue;
    const key = stem(source, language);
    const known = sources.get(key);
    if (known === undefined) sources.set(key, source);
    else if (typeof known === "string") sources.set(key, [known, source]);
    else known.push(source);
  }
  const stems = new Map<string, string>();
  for (const [key, found] of sources) {
    // A stem that is a source itself is found without an entry of its own.
    if (typeof found !== "string") stems.set(key, interleave(found.map((source) => targets.get(source)!.split("|"))).join("|"));
    else if (found !== key) stems.set(key, targets.get(found)!);
  }
  return stems;
}

function interleave(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const rows = Array.from({ length: longest }, (_, rank) => lists.flatMap((list) => list[rank] ?? []));
  return [...new Set(rows.flat())].slice(0, MOST_TRANSLATIONS);
}

/** A dictionary that is read when its language is first asked for: most bases never search across languages by word. */
export function createLazyDictionary(
  description: DictionaryDescription,
  read: () => Iterable<DictionaryEntry>,
): TranslationDictionary {
  let dictionary: TranslationDictionary | undefined;
  return {
    ...description,
    lookup(expression) {
      dictionary ??= createDictionary(description, read());
      return dictionary.lookup(expression);
    },
  };
}

const PIVOT_WORDS = 3;
const PIVOT_TRANSLATIONS = 2;
const PIVOT_FACTOR = 0.5;

/** Two languages without a dictionary of their own, over a third: only the most usual words on the way, and of less weight. */
export function composeDictionaries(first: TranslationDictionary, second: TranslationDictionary): TranslationDictionary {
  const sources = [first, second];
  return {
    name: sources.map(({ name }) => name).join(" + "),
    licence: [...new Set(sources.map(({ licence }) => licence))].join(" AND "),
    attribution: [...new Set(sources.map(({ attribution }) => attribution))].join("; "),
    from: first.from,
    to: second.to,
    factor: PIVOT_FACTOR,
    lookup(expression) {
      const onTheWay = first.lookup(expression).slice(0, PIVOT_WORDS);
      return interleave(onTheWay.map((word) => second.lookup(word).slice(0, PIVOT_TRANSLATIONS)));
    },
  };
}

/** The same dictionary read from the other side; targets of fewer translations are the more specific ones and come first. */
export function invertEntries(entries: Iterable<DictionaryEntry>): DictionaryEntry[] {
  const sources = new Map<string, { source: string; rank: number }[]>();
  for (const { source, targets } of entries) {
    for (const [rank, target] of targets.entries()) {
      const list = sources.get(target);
      if (list) list.push({ source, rank });
      else sources.set(target, [{ source, rank }]);
    }
  }
  return Array.from(sources, ([target, list]) => ({
    source: target,
    targets: list.sort((a, b) => a.rank - b.rank || a.source.length - b.source.length).map(({ source }) => source),
  }));
}

/** The entries of CC-CEDICT, a word with its glosses, as words to search for. */
export const cedictEntries = (words: readonly { simplified: string; english: readonly string[] }[]): DictionaryEntry[] =>
  words.flatMap(({ simplified, english }) => {
    const targets = [...new Set(english.flatMap(cleanGloss))];
    return targets.length > 0 ? [{ source: simplified, targets }] : [];
  });

/** Reads lines of `source<TAB>target | target`. */
export function parseWordPairs(text: string): DictionaryEntry[] {
  return text.split(/\r?\n/).flatMap((line): DictionaryEntry[] => {
    const [source = "", targets = ""] = line.split("\t");
    const cleaned = targets.split("|").flatMap(cleanGloss);
    return source.trim() === "" || cleaned.length === 0 ? [] : [{ source: source.trim().toLowerCase(), targets: cleaned }];
  });
}

/** A gloss as words to search for: remarks, cross references and proper explanations are left out. */
export function cleanGloss(gloss: string): string[] {
  if (/^(variant of|old variant|see |CL:|surname |also written|abbr\. for|used in|erhua|\(bound form\)$)/.test(gloss)) return [];
  return gloss.split(/[;,]/).flatMap((part) => {
    const words = part
      .replace(/\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|<[^>]*>/g, " ")
      .toLowerCase()
      .replace(/^\s*(to be |to |a |an |the )/, "")
      .replace(/\b(sb|sth|etc|lit|fig)\b\.?/g, " ")
      .replace(/[^\p{L}\p{N}'-]+/gu, " ")
      .trim();
    return words === "" || words.split(" ").length > LONGEST_PHRASE ? [] : [words];
  });
}

function splitTargets(joined: string | undefined): readonly string[] {
  return joined === undefined ? [] : [...new Set(joined.split("|"))].slice(0, MOST_TRANSLATIONS);
}
