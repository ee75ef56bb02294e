import fc from "fast-check";
import { expect, test } from "vitest";
import { readAmount, writeAmount } from "./amount.ts";

test.each([
  ["1,200,000.50", "en", 120_000_050],
  ["1.200.000,50", "de", 120_000_050],
  ["1.200", "de", 120_000],
  ["1.20", "de", 120],
  ["1 200 000,5", "ru", 120_000_050],
  ["120万", "zh-CN", 120_000_000],
  ["12.5万", "zh-CN", 12_500_000],
  ["¥ 300 000", "zh-CN", 30_000_000],
  ["１２００", "zh-CN", 120_000],
  ["", "en", null],
  ["  ", "de", null],
])("%s (%s) is %s fen", (written, locale, fen) => {
  expect(readAmount(written, locale)).toBe(fen);
});

test.each([
  ["much", "en"],
  ["-5", "en"],
  ["1.234567", "en"],
  ["1e9", "en"],
  ["99999999999999999999", "en"],
  ["1,2,3", "de"],
])("%s is no amount", (written, locale) => {
  expect(readAmount(written, locale)).toBeNaN();
});

test("what was written in a language is read back in it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), fc.constantFrom("en", "zh-CN", "de", "ru"), (fen, locale) => {
      expect(readAmount(writeAmount(fen, locale), locale)).toBe(fen);
    }),
  );
});
