import { expect, test } from "vitest";
import { topicsOfField } from "#contexts/companies/fields.ts";
import { generateUniverse, type UniverseCompany, universeNeeds } from "./index.ts";

const count = 20_000;
const all = [...generateUniverse({ companies: count, seed: 1 })];
const share = (isCounted: (company: UniverseCompany) => boolean) => all.filter(isCounted).length / count;

test("The same seed makes the same universe, and a greater one begins with the smaller one", () => {
  expect([...generateUniverse({ companies: 300, seed: 1 })]).toEqual(all.slice(0, 300));
  expect([...generateUniverse({ companies: 300, seed: 1, from: 250 })]).toEqual(all.slice(250, 300));
  expect([...generateUniverse({ companies: 1, seed: 2 })]).not.toEqual(all.slice(0, 1));
});

test("No company comes twice", () => {
  for (const key of ["externalId", "name", "website", "description"] as const) {
    expect(new Set(all.map((company) => company[key])).size).toBe(count);
  }
});

test("Languages, lengths and gaps are those of a real universe", () => {
  for (const [lang, wanted] of [
    ["en", 0.55],
    ["zh", 0.3],
    ["de", 0.1],
    ["ru", 0.05],
  ] as const) {
    expect(Math.abs(share((company) => company.lang === lang) - wanted)).toBeLessThan(0.015);
  }
  const words = all.filter(({ lang }) => lang !== "zh").map(({ description }) => description.split(" ").length);
  expect(Math.min(...words)).toBeGreaterThanOrEqual(40);
  expect(Math.max(...words)).toBeLessThanOrEqual(100);
  expect(share(({ translations }) => translations.length > 0)).toBeGreaterThan(0.1);
  expect(share(({ translations }) => translations.length > 0)).toBeLessThan(0.25);
});

test("The vocabulary grows with the universe, and most words are rare", () => {
  const wordsOf = (companies: readonly UniverseCompany[]) => {
    const times = new Map<string, number>();
    for (const { description } of companies)
      for (const word of description.match(/[\p{Script=Latin}\p{Script=Cyrillic}]{3,}/gu) ?? [])
        times.set(word, (times.get(word) ?? 0) + 1);
    return times;
  };
  const half = wordsOf(all.slice(0, count / 2));
  const whole = wordsOf(all);
  expect(whole.size).toBeGreaterThan(half.size * 1.3);
  expect([...whole.values()].filter((times) => times <= 2).length / whole.size).toBeGreaterThan(0.4);
});

test("Every company has a topic of its field, facts that agree with one another, and no slot left open", () => {
  for (const company of all) {
    const topics: readonly string[] = topicsOfField[company.field];
    expect(company.topics.every((topic) => topics.includes(topic)) && company.topics.length > 0).toBe(true);
    expect(company.website).toMatch(/^https:\/\/www\.[a-z]+\.example$/u);
    expect(company.country).toMatch(/^[A-Z]{2}$/u);
    expect(JSON.stringify(company)).not.toMatch(/undefined|null,"lang|\{[a-z]+\}/u);
  }
});

test("Needs use the words of the universe in sentences of their own", () => {
  const long = universeNeeds({ count: 200, seed: 1, kind: "long" });
  const short = universeNeeds({ count: 200, seed: 1, kind: "short" });
  expect(universeNeeds({ count: 200, seed: 1, kind: "long" })).toEqual(long);
  const sentencesOf = (text: string) => text.split(/(?<=\.)\s|(?<=。)/u).filter((sentence) => sentence !== "");
  const sentences = new Set(all.flatMap(({ description }) => sentencesOf(description)));
  for (const { text } of long) expect(sentencesOf(text).some((sentence) => sentences.has(sentence))).toBe(false);
  expect(long.every(({ requirements }) => requirements.length === 4)).toBe(true);
  expect(short.every(({ title, text }) => title.length > 0 && text === "")).toBe(true);
  const chinese = [...long, ...short].filter(({ lang }) => lang === "zh").length / 400;
  expect(Math.abs(chinese - 0.3)).toBeLessThan(0.06);
});
