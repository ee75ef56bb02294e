import fc from "fast-check";
import { expect, test } from "vitest";
import { createAnalyser, type Token } from "./analysis.ts";
import { BoundedMemo } from "./bounded-memo.ts";
import { intlSegmenter } from "./chinese.ts";
import type { Language } from "./language.ts";
import { detectLanguage } from "./language-detection.ts";
import { smallAnalysis } from "./testing.ts";

const { analyser } = smallAnalysis;

function terms(text: string, language?: Language): string[] {
  return analyser
    .analyse(text, language)
    .tokens.filter(({ stop }) => !stop)
    .map(({ term }) => term);
}

function written(text: string, term: string, language?: Language): string[] {
  return analyser
    .analyse(text, language)
    .tokens.filter((token) => token.term === term)
    .map(({ start, end }) => text.slice(start, end));
}

test.each<[string, Language]>([
  ["We are looking for start-ups with battery technology", "en"],
  ["Wir suchen Start-ups für die Diagnose von Batterien", "de"],
  ["Ladeinfrastruktur für Nutzfahrzeuge", "de"],
  ["Ищем стартапы для диагностики батарей", "ru"],
  ["寻找AI芯片和V2X通信公司", "zh"],
  ["Nous cherchons des entreprises pour la batterie", "other"],
  ["自動運転のためのソフトウェアを探しています", "other"],
  ["", "other"],
])("%j is read as %s", (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

test("inflected words meet in one stem in each language", () => {
  expect(terms("batteries battery", "en")).toEqual(["batteri", "batteri"]);
  expect(terms("Batterien Batterie", "de")).toEqual(["batteri", "batteri"]);
  expect(terms("батарея батареи", "ru")).toEqual(["батар", "батар"]);
  expect(terms("стартапы стартапов", "ru")).toEqual(["стартап", "стартап"]);
});

test("accents, sharp s, ё, full-width letters and soft hyphens do not separate words", () => {
  expect(terms("Straße", "de")).toEqual(terms("Strasse", "de"));
  expect(terms("café naïve", "other")).toEqual(["cafe", "naive"]);
  expect(terms("ёмкость", "ru")).toEqual(terms("емкость", "ru"));
  expect(terms("ＳｉＣ", "en")).toEqual(["sic"]);
  expect(terms("bat\u00ADtery", "en")).toEqual(["batteri"]);
});

test("numbers with units, standards, model names and C++ stay whole", () => {
  expect(terms("800 V and 48V, 3.5 kWh", "en")).toEqual(["800v", "48v", "3.5kwh"]);
  expect(terms("1,000,000 L4 SiC C++ C#", "en")).toEqual(["1000000", "l4", "sic", "c++", "c#"]);
  expect(terms("ISO 26262", "en")).toContain("iso26262");
  expect(terms("ISO/SAE 21434", "en")).toEqual(expect.arrayContaining(["iso21434", "sae21434", "21434"]));
  expect(written("Norm ISO 26262.", "iso26262", "de")).toEqual(["ISO 26262"]);
});

test("hyphenated words are found with and without the hyphen", () => {
  expect(terms("start-up", "en")).toContain("startup");
  expect(terms("company's drivers' it's", "en")).toEqual(["compani", "driver"]);
});

test("Chinese words come whole and with the words inside them, at their places in the original", () => {
  const text = "我们做电池诊断。";
  const tokens = analyser.analyse(text).tokens.filter(({ stop }) => !stop);
  expect(tokens.map(({ term, kind }) => [term, kind])).toEqual([
    ["电池诊断", "word"],
    ["电池", "part"],
    ["诊断", "part"],
  ]);
  expect(written(text, "诊断")).toEqual(["诊断"]);
});

test("traditional characters meet simplified ones and keep their place", () => {
  expect(written("車用電池診斷", "电池诊断")).toEqual(["電池診斷"]);
});

test("a single Chinese character is a word", () => {
  expect(terms("电")).toEqual(["电"]);
});

test("Latin words inside Chinese text are read as English", () => {
  expect(terms("面向batteries的AI芯片")).toEqual(expect.arrayContaining(["batteri", "ai", "芯片"]));
});

test("German compounds are also indexed by their parts", () => {
  const parts = (text: string): string[] =>
    analyser
      .analyse(text, "de")
      .tokens.filter(({ kind }) => kind === "part")
      .map(({ form }) => form);
  expect(parts("Batteriediagnose")).toEqual(["batterie", "diagnose"]);
  expect(parts("Wärmepumpensteuerung")).toEqual(["wärme", "pumpe", "steuerung"]);
  expect(parts("Sprachassistenten")).toEqual(["sprach", "assistenten"]);
  expect(parts("Batterie")).toEqual([]);
  expect(written("Die Batteriediagnose", "diagnos", "de")).toEqual(["diagnose"]);
});

test("splitting can be turned off", () => {
  const whole = createAnalyser({ germanVocabulary: false });
  expect(whole.analyse("Batteriediagnose", "de").tokens).toHaveLength(1);
  expect(whole.signature).not.toBe(analyser.signature);
});

test("function words are marked, in each language", () => {
  const stops = (text: string, language: Language): string[] =>
    analyser
      .analyse(text, language)
      .tokens.filter(({ stop }) => stop)
      .map(({ form }) => form);
  expect(stops("we need the best", "en")).toEqual(["we", "the"]);
  expect(stops("wir suchen die beste", "de")).toEqual(["wir", "die"]);
  expect(stops("мы ищем это", "ru")).toEqual(["мы", "это"]);
  expect(stops("我们的", "zh")).toEqual(["我们", "的"]);
});

test("emoji, right-to-left scripts and other alphabets are kept without harm", () => {
  expect(terms("😀🚗👩‍💻")).toEqual([]);
  expect(terms("שלום עולם مرحبا")).toEqual(["שלום", "עולם", "مرحبا"]);
  expect(terms("ソフトウェア開発")).not.toEqual([]);
  expect(terms("สวัสดี")).not.toEqual([]);
});

test("Intl.Segmenter can take the place of the native segmenter", () => {
  const words = intlSegmenter("zh").segment("自动驾驶公司");
  expect(words[0]?.start).toBe(0);
  expect(words.at(-1)?.end).toBe(6);
});

test("every token of any text points at characters of it, in order of position", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), mixedText), (text) => {
      const { tokens } = analyser.analyse(text);
      let position = 0;
      for (const token of tokens) {
        expect(token.start).toBeGreaterThanOrEqual(0);
        expect(token.end).toBeGreaterThan(token.start);
        expect(token.end).toBeLessThanOrEqual(text.length);
        expect(token.position).toBeGreaterThanOrEqual(position);
        expect(token.term).not.toBe("");
        position = token.position;
      }
    }),
    { numRuns: 300 },
  );
});

const mixedText = fc
  .array(
    fc.constantFrom(
      "Batteriediagnose",
      "800",
      "V",
      " ",
      "-",
      "ISO",
      "26262",
      "电池诊断",
      "лидар",
      "it's",
      "C++",
      ".",
      "，",
      "\u00AD",
      "é",
    ),
  )
  .map((pieces) => pieces.join(""));

test("half a character, a text of function words alone and scripts without a gap do no harm", () => {
  expect(terms("bat\uD800tery \uDC00", "en")).toEqual(["bat", "teri"]);
  expect(terms("the and of", "en")).toEqual([]);
  expect(analyser.analyse("的", "zh").tokens.map(({ term, stop }) => [term, stop])).toEqual([["的", true]]);
  expect(terms("battery电池лидар😀lidar", "zh")).toEqual(
    ["battery电池", "лидар"].flatMap((piece) => terms(piece, "zh")).concat("lidar"),
  );
  expect(terms("𠀀𠀁李", "zh").join("")).toBe("𠀀𠀁李");
});

test("a full memo forgets and finds again", () => {
  const memo = new BoundedMemo(4, (word) => word.length);
  expect(["a", "bb", "a", "ccc", "bb", "a"].map((word) => memo.get(word))).toEqual([1, 2, 1, 3, 2, 1]);
  expect(memo.get("Batteriediagnoseverfahren")).toBe(25);
});

test("100 000 concepts in one text are recognised", () => {
  const { recogniser } = smallAnalysis;
  const text = "battery diagnostics, 电池诊断; ".repeat(50_000);
  expect(recogniser.recognise(text, analyser.analyse(text, "zh"))).toHaveLength(100_000);
});

test("a text of 100 000 words is analysed", () => {
  const text = Array.from({ length: 100_000 }, (_, index) => `word${index % 977} battery`).join(" ");
  const tokens: Token[] = analyser.analyse(text, "en").tokens;
  expect(tokens).toHaveLength(200_000);
});
