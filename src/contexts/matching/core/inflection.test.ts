import { expect, test } from "vitest";
import { lemmaCandidates } from "./inflection.ts";
import type { Language } from "./language.ts";

function expectLemmas(language: Language, pairs: Record<string, string>): void {
  for (const [form, lemma] of Object.entries(pairs)) expect(lemmaCandidates(form, language), form).toContain(lemma);
}

test("German participles and verb forms lead to the infinitive", () => {
  expectLemmas("de", {
    gegründeten: "gründen",
    gebaut: "bauen",
    eingesetzte: "einsetzen",
    angegebenen: "angeben",
    entwickelt: "entwickeln",
    reduzierte: "reduzieren",
    führende: "führen",
    einzusetzen: "einsetzen",
  });
});

test("Russian verbs of -овать, participles with changed consonants and fleeting vowels lead to the dictionary's form", () => {
  expectLemmas("ru", {
    использует: "использовать",
    используемый: "использовать",
    представлен: "представить",
    выпущенный: "выпустить",
    загружено: "загрузить",
    рынка: "рынок",
    дня: "день",
    ошибок: "ошибка",
    батареек: "батарейка",
    окон: "окно",
  });
});

test("English plurals and verb forms lead to the word itself", () => {
  expectLemmas("en", {
    batteries: "battery",
    applied: "apply",
    planned: "plan",
    cells: "cell",
    boxes: "box",
    charging: "charge",
  });
});

test("Chinese has no rules", () => {
  expect(lemmaCandidates("电池", "zh")).toEqual([]);
});
