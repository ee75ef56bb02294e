import { expect, test } from "vitest";
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

test("dictionaries that threads share say the same as those read in place", () => {
  const shared = openDictionaries(shareDictionaries(null));
  expect(shared.map(({ name }) => name)).toEqual(dictionaries.map(({ name }) => name));
  for (const word of ["battery", "houses", "电池", "钢人队", "häuser", "gegründeten", "аккумуляторов", "nothing at all"]) {
    expect(shared.map((dictionary) => dictionary.lookup(word))).toEqual(
      dictionaries.map((dictionary) => dictionary.lookup(word)),
    );
  }
});
