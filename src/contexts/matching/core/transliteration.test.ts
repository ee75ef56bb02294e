import { expect, test } from "vitest";
import { stem } from "./stemming.ts";
import { findNames } from "./transliteration.ts";

const words =
  "panthers Nikola Tesla Siemens Volkswagen hydrolysis Washington Shanghai Hamburg nickel Qualcomm Michelin Toshiba state";
const stems = words.split(" ").map((word) => stem(word.toLowerCase(), "en"));
const terms = { size: stems.length, at: (number: number) => stems[number] as string };

const best = (form: string): string | undefined => findNames(form, [terms])[0]?.term;

test("Cyrillic names and loanwords find their Latin spelling", () => {
  expect(best("пантерз")).toBe("panther");
  expect(best("никола")).toBe("nikola");
  expect(best("сименс")).toBe("siemen");
  expect(best("гамбург")).toBe("hamburg");
  expect(best("квалком")).toBe("qualcomm");
  expect(best("мишлен")).toBe("michelin");
  expect(best("гидролиз")).toBe("hydrolysi");
});

test("inflected names and adjectives of places are found too", () => {
  expect(best("теслой")).toBe("tesla");
  expect(best("вашингтоне")).toBe("washington");
  expect(best("шанхайский")).toBe("shanghai");
});

test("the likest spelling comes first", () => {
  expect(findNames("никель", [terms]).map(({ term }) => term)).toEqual(["nickel", "nikola"]);
});

test("words that only share some consonants, and very short ones, find nothing", () => {
  expect(findNames("насосы", [terms])).toEqual([]);
  expect(findNames("стая", [terms])).toEqual([]);
  expect(findNames("", [terms])).toEqual([]);
});

test("terms in other scripts and codes are no names", () => {
  const others = ["电池", "48v", "тесла", "#tesla"];
  expect(findNames("тесла", [{ size: others.length, at: (number) => others[number] as string }])).toEqual([]);
});
