import { expect, test } from "vitest";
import type { Language } from "./language.ts";
import { defaultTuning, type QueryContext } from "./query-model.ts";
import { translateWord } from "./query-translation.ts";
import { smallAnalysis } from "./testing.ts";
import { composeDictionaries, createDictionary, parseWordPairs } from "./translation.ts";

const dictionary = (from: Language, to: Language, lines: string[]) =>
  createDictionary(
    { name: `${from}-${to}`, licence: "Apache-2.0", attribution: "test", from, to },
    parseWordPairs(lines.join("\n")),
  );

const russian = dictionary("ru", "en", ["состояние\tstate | condition", "насос\tpump", "водород\thydrogen gas"]);
const toChinese = dictionary("en", "zh", ["pump\t泵"]);

const context: QueryContext = {
  analysis: smallAnalysis,
  dictionaries: [russian, composeDictionaries(russian, toChinese)],
  documentShare: (term) => (term === "state" ? 0.3 : 0.001),
  spellings: (form) => (form === "сименс" ? [{ term: "siemen", likeness: 0.9 }] : []),
  tuning: { ...defaultTuning, translationFactor: 0.5, nextTranslationFactor: 0.8, everydayShare: 0.02, spellingFactor: 0.5 },
};

const translate = (text: string) => {
  const [token] = smallAnalysis.analyser.analyse(text, "ru").tokens;
  return new Map(translateWord(token!, context).map(({ term, factor }) => [term, factor]));
};

test("the most usual translation counts most, and one by way of English half as much", () => {
  expect(translate("насосы")).toEqual(
    new Map([
      ["pump", 0.5],
      ["泵", 0.25],
    ]),
  );
});

test("a translation that many documents have counts the less the more have it", () => {
  const factors = translate("состояния");
  expect(factors.get("condit")).toBeCloseTo(0.4, 12);
  expect(factors.get("state")).toBeCloseTo((0.5 * Math.log(0.3)) / Math.log(0.02), 12);
});

test("the words of a phrase share its weight", () => {
  expect(translate("водорода")).toEqual(
    new Map([
      ["hydrogen", 0.25],
      ["gas", 0.25],
    ]),
  );
});

test("a Russian word without a translation is looked for by its sound", () => {
  expect(translate("сименс")).toEqual(new Map([["siemen", 0.45]]));
  expect(translate("насос").has("siemen")).toBe(false);
});
