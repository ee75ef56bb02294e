import { expect, test } from "vitest";
import { comparePaired } from "./significance.ts";

test("a difference that every query shows is sure", () => {
  const { mean, low, high, p } = comparePaired([0.5, 0.7, 0.9, 0.6], [0.4, 0.6, 0.8, 0.5], 1000);
  expect(mean).toBeCloseTo(0.1, 12);
  expect(low).toBeCloseTo(0.1, 12);
  expect(high).toBeCloseTo(0.1, 12);
  expect(p).toBe(1 / 1000);
});

test("a difference that half of the queries contradict is not", () => {
  const { mean, low, high, p } = comparePaired([1, 0, 1, 0], [0, 1, 0, 1], 1000);
  expect(mean).toBe(0);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
  expect(p).toBeGreaterThan(0.5);
});

test("rankings that do not differ give no difference", () => {
  expect(comparePaired([0.3, 0.4], [0.3, 0.4], 1000)).toEqual({ mean: 0, low: 0, high: 0, p: 1 });
});
