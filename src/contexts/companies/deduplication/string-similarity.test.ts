import fc from "fast-check";
import { expect, test } from "vitest";
import { jaroWinkler, mongeElkan } from "./string-similarity.ts";

test("Jaro–Winkler gives the values published by Winkler (1990)", () => {
  expect(jaroWinkler("martha", "marhta")).toBeCloseTo(0.961, 3);
  expect(jaroWinkler("dwayne", "duane")).toBeCloseTo(0.84, 3);
  expect(jaroWinkler("dixon", "dicksonx")).toBeCloseTo(0.813, 3);
});

test("likeness is symmetric, at most one, and one exactly for equal texts", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "b", "c") }),
      fc.string({ unit: fc.constantFrom("a", "b", "c") }),
      (left, right) => {
        const likeness = jaroWinkler(left, right);
        expect(likeness).toBe(jaroWinkler(right, left));
        expect(likeness >= 0 && likeness <= 1).toBe(true);
        expect(likeness === 1).toBe(left === right);
      },
    ),
  );
});

test("word lists are alike only if each word of both finds a partner", () => {
  expect(mongeElkan(["nordlicht", "batterien"], ["batterien", "nordlicht"], () => 1)).toBe(1);
  expect(mongeElkan(["nordlicht"], ["nordlicht", "batterien"], () => 1)).toBe(0.5);
  expect(mongeElkan([], ["nordlicht"], () => 1)).toBe(0);
});
