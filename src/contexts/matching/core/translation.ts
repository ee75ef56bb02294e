import type { Language } from "./language.ts";

/** A bilingual dictionary. Its data comes with its own licence and stays outside this repository. */
export interface TranslationDictionary {
  name: string;
  /** SPDX identifier and attribution of the data, shown wherever translations are. */
  licence: string;
  attribution: string;
  from: Language;
  to: Language;
  /** Translations of a normalised word or phrase, the most usual first. */
  lookup(expression: string): readonly string[];
}

export interface DictionaryEntry {
  source: string;
  targets: string[];
}

export interface DictionaryDescription {
  name: string;
  licence: string;
  attribution: string;
  from: Language;
  to: Language;
}

const MOST_TRANSLATIONS = 8;
const LONGEST_PHRASE = 4;

/** A dictionary from entries in memory; entries of one source are joined in order. */
export function createDictionary(description: DictionaryDescription, entries: Iterable<DictionaryEntry>): TranslationDictionary {
  // One string a source takes a third of the memory of an array of strings.
  const targets = new Map<string, string>();
  for (const entry of entries) {
    const known = targets.get(entry.source);
    const joined = entry.targets.join("|");
    if (joined !== "") targets.set(entry.source, known ? `${known}|${joined}` : joined);
  }
  return { ...description, lookup: (expression) => splitTargets(targets.get(expression)) };
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

/** Chinese to English and back from the entries of CC-CEDICT, which are read when first needed. */
export function createCedictDictionaries(readEntries: () => DictionaryEntry[]): TranslationDictionary[] {
  const source = { licence: "CC-BY-SA-4.0", attribution: "CC-CEDICT, https://cc-cedict.org" };
  return [
    createLazyDictionary({ name: "CC-CEDICT zh-en", ...source, from: "zh", to: "en" }, readEntries),
    createLazyDictionary({ name: "CC-CEDICT en-zh", ...source, from: "en", to: "zh" }, () => invertEntries(readEntries())),
  ];
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
