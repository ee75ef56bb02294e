import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { TranslationDictionary } from "../core/translation.ts";
import { germanWords, loadDictionaries, openDictionaries, shareDictionaries } from "./dictionaries.ts";

const dictionaries = loadDictionaries(null);

const translate = (word: string, from: string, to: string): readonly string[] =>
  dictionaries.find((dictionary) => dictionary.from === from && dictionary.to === to)?.lookup(word) ?? [];

test("every pair of our languages has a dictionary, with its licence", () => {
  const pairs = dictionaries.map(({ from, to, licence }) => `${from}-${to} ${licence}`).sort();
  expect(pairs).toEqual([
    "de-en Apache-2.0",
    "de-ru Apache-2.0",
    "de-zh Apache-2.0 AND CC-BY-SA-4.0",
    "en-de Apache-2.0",
    "en-ru Apache-2.0",
    "en-zh CC-BY-SA-4.0",
    "ru-de Apache-2.0",
    "ru-en Apache-2.0",
    "ru-zh Apache-2.0 AND CC-BY-SA-4.0",
    "zh-de CC-BY-SA-4.0 AND Apache-2.0",
    "zh-en CC-BY-SA-4.0",
    "zh-ru CC-BY-SA-4.0 AND Apache-2.0",
  ]);
});

test("inflected Russian and German words are translated", () => {
  expect(translate("аккумуляторов", "ru", "en")).toContain("battery");
  expect(translate("gegründeten", "de", "en")).toContain("founded");
  expect(translate("häuser", "de", "en")).toContain("house");
  expect(translate("houses", "en", "de")).toContain("haus");
});

test("German compounds are split with everyday words", () => {
  expect(germanWords()).toContain("werkstatt");
  expect(germanWords().every((word) => word === word.toLowerCase())).toBe(true);
});

test("dictionaries that threads share say the same as those read in place; broken ones of the operator's are left out", () => {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-dictionaries-"));
  try {
    const whole = gzipSync(Buffer.from("Quarkwort\nquark word\n".repeat(1000)));
    writeFileSync(join(directory, "freedict-deu-eng.dict.dz"), whole.subarray(0, whole.length / 2));
    writeFileSync(join(directory, "freedict-deu-eng.index"), "quarkwort\tA\tV\n");
    writeFileSync(join(directory, "freedict-rus-eng.index"), "слово\tA\tV\n");
    writeFileSync(join(directory, "de-en.plant.tsv"), "quarkwort\tcurd word\n");
    const isOperators = ({ licence }: TranslationDictionary) => licence === "of the file";
    const shared = openDictionaries(shareDictionaries(directory));
    for (const read of [shared, loadDictionaries(directory)])
      expect(read.filter(isOperators).flatMap((dictionary) => dictionary.lookup("quarkwort"))).toEqual(["curd word"]);
    const ours = shared.filter((dictionary) => !isOperators(dictionary));
    expect(ours.map(({ name }) => name)).toEqual(dictionaries.map(({ name }) => name));
    for (const word of ["battery", "houses", "电池", "钢人队", "häuser", "gegründeten", "аккумуляторов", "nothing at all"])
      expect(ours.map((dictionary) => dictionary.lookup(word))).toEqual(
        dictionaries.map((dictionary) => dictionary.lookup(word)),
      );
  } finally {
    rmSync(directory, { recursive: true });
  }
});
