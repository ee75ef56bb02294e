import fc from "fast-check";
import { expect, test } from "vitest";
import { type Waited, waitingTimes } from "./waiting-times.ts";

const answered = (...days: number[]): Waited[] => days.map((each) => ({ days: each, isOpen: false }));
const waiting = (...days: number[]): Waited[] => days.map((each) => ({ days: each, isOpen: true }));

test("without anything open the percentiles are those of the empirical distribution", () => {
  expect(waitingTimes([])).toEqual({ count: 0, open: 0, median: null, ninetieth: null });
  expect(waitingTimes(answered(4, 1, 3, 2))).toEqual({ count: 4, open: 0, median: 2, ninetieth: 4 });
  expect(waitingTimes(answered(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).toMatchObject({ median: 5, ninetieth: 9 });
});

test("what waits still makes the numbers no better, and unknown where too much of it waits", () => {
  expect(waitingTimes([...answered(1, 2, 3), ...waiting(30, 30, 30)])).toMatchObject({ median: 3, ninetieth: null, open: 3 });
  expect(waitingTimes([...answered(1), ...waiting(30, 30)])).toMatchObject({ median: null });
  // Just handed in: too young to say anything.
  expect(waitingTimes([...answered(5, 6, 7), ...waiting(0, 0)])).toMatchObject({ median: 6 });
  const days = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(days, fc.integer({ min: 91, max: 400 }), (known, old) => {
      const before = waitingTimes(answered(...known)).median!;
      const now = waitingTimes([...answered(...known), ...waiting(old)]).median;
      expect(now === null || now >= before).toBe(true);
    }),
  );
  fc.assert(
    fc.property(days, (known) => {
      const sorted = known.toSorted((a, b) => a - b);
      expect(waitingTimes(answered(...known)).median).toBe(sorted[Math.ceil(sorted.length / 2) - 1]);
    }),
  );
});
