import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stemEnglish } from "./english.ts";
import { stemGerman } from "./german.ts";
import { stemRussian } from "./russian.ts";

/** Snowball's own program, compiled to JavaScript: slow, but the definition. */
const { newStemmer } = createRequire(import.meta.url)("snowball-stemmers") as {
  newStemmer(algorithm: string): { stem(word: string): string };
};

const matching = join(import.meta.dirname, "../..");
const words = (directory: string, pattern: RegExp): string[] =>
  readdirSync(join(matching, directory))
    .filter((name) => name.endsWith(".tsv"))
    .flatMap(
      (name) =>
        readFileSync(join(matching, directory, name), "utf8")
          .toLowerCase()
          .match(pattern) ?? [],
    );

const algorithms = [
  {
    name: "english",
    own: stemEnglish,
    letters: "abcdefghijklmnopqrstuvwxyz",
    endings:
      "s es sses ied ies us ed edly eed eedly ing ingly ational tional ization fulness ousness iveness logi li ble icate ative alize ful ness al ence ement ion sion e ll y",
    real: () => words("thesaurus", /[a-z]+/g),
  },
  {
    name: "german",
    own: stemGerman,
    letters: "abcdefghijklmnopqrstuvwxyzäöüß",
    endings:
      "em ern er e en es s niss nisses est st end ung igung ig eig ik isch lich heit erheit keit igkeit lichkeit ayer euen",
    real: () => words("thesaurus", /[a-zäöüß]+/g),
  },
  {
    name: "russian",
    own: stemRussian,
    letters: "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    endings:
      "в вши вшись ив ившись ся сь ее ими ой ая ем нн вш ющ щ ующ ла на ете ите ть ешь нно ила ует ую ев иями ость ост ейше ейш ь и ия",
    real: () => words("thesaurus", /[а-я]+/g),
  },
];

test.each(algorithms)("the $name stemmer equals Snowball on the words of the thesaurus", ({ name, own, real }) => {
  const snowball = newStemmer(name);
  const vocabulary = [...new Set(real())];
  expect(vocabulary.length).toBeGreaterThan(1000);
  expect(vocabulary.map((word) => `${word} ${own(word)}`)).toEqual(vocabulary.map((word) => `${word} ${snowball.stem(word)}`));
});

test.each(algorithms)("the $name stemmer equals Snowball on invented words", ({ name, own, letters, endings }) => {
  const snowball = newStemmer(name);
  const ending = fc.constantFrom("", ...endings.split(" "));
  const beginning = fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((list) => list.join(""));
  fc.assert(
    fc.property(beginning, ending, ending, (start, first, second) => {
      const word = start + first + second;
      expect(own(word)).toBe(snowball.stem(word));
    }),
    { numRuns: 2000 },
  );
});
