import { expect, test } from "vitest";
import type { Language } from "./language.ts";
import {
  composeDictionaries,
  createDictionary,
  invertEntries,
  parseWordPairs,
  type TranslationDictionary,
} from "./translation.ts";

const dictionary = (from: Language, to: Language, lines: string[]): TranslationDictionary =>
  createDictionary(
    { name: `${from}-${to}`, licence: "Apache-2.0", attribution: "test", from, to },
    parseWordPairs(lines.join("\n")),
  );

const russian = dictionary("ru", "en", [
  "аккумулятор\tbattery | accumulator",
  "зелёный\tgreen",
  "банк\tbank",
  "банка\tjar | can",
]);
const german = dictionary("de", "en", [
  "gründen\tfound",
  "Haus\thouse",
  "Straße\troad | street",
  "Druck\tpressure",
  "drücken\tpress",
]);

test("an inflected word finds its lemma", () => {
  expect(russian.lookup("аккумуляторов")).toEqual(["battery", "accumulator"]);
  expect(russian.lookup("зеленого")).toEqual(["green"]);
  expect(german.lookup("gründet")).toEqual(["found"]);
  expect(german.lookup("häuser")).toEqual(["house"]);
});

test("spellings of one word are the same word", () => {
  expect(russian.lookup("зеленый")).toEqual(["green"]);
  expect(german.lookup("strasse")).toEqual(["road", "street"]);
});

test("the word itself wins over others with its stem; of several with one stem the most usual translations come first", () => {
  expect(russian.lookup("банк")).toEqual(["bank"]);
  expect(russian.lookup("банка")).toEqual(["jar", "can"]);
  expect(russian.lookup("банки")).toEqual(["bank", "jar", "can"]);
  expect(german.lookup("drücken")).toEqual(["press"]);
  expect(german.lookup("druckes")).toEqual(["pressure", "press"]);
});

test("a Chinese word that is no source is translated by the longest ones it is made of", () => {
  const chinese = dictionary("zh", "en", ["电池\tbattery | cell", "电\telectricity", "组\tset | group"]);
  expect(chinese.lookup("电池")).toEqual(["battery", "cell"]);
  expect(chinese.lookup("电池组")).toEqual(["battery", "set", "cell", "group"]);
  expect(chinese.lookup("车")).toEqual([]);
});

test("a dictionary read backwards starts with the words that mean little else", () => {
  const entries = parseWordPairs("аккумулятор\tbattery\nбатарея\tbattery | radiator\nгруппа\tgroup | battery");
  expect(invertEntries(entries)).toContainEqual({ source: "battery", targets: ["батарея", "аккумулятор", "группа"] });
});

test("two dictionaries over English keep to the most usual words and count for less", () => {
  const toChinese = dictionary("en", "zh", ["battery\t电池", "accumulator\t蓄电池", "road\t路", "street\t街"]);
  const composed = composeDictionaries(russian, toChinese);
  expect(composed).toMatchObject({ from: "ru", to: "zh", licence: "Apache-2.0" });
  expect(composed.factor).toBeLessThan(1);
  expect(composed.lookup("аккумуляторы")).toEqual(["电池", "蓄电池"]);
  expect(composed.lookup("незнакомое")).toEqual([]);
});
