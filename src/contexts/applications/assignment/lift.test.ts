import fc from "fast-check";
import { expect, test } from "vitest";
import { liftWorstServed } from "./lift.ts";
import { type AssignmentProblem, assignmentOf, PairGrid } from "./problem.ts";
import { solveAssignment } from "./solve.ts";

const tenths = fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10);
const rowsOf = (cell: fc.Arbitrary<number>) =>
  fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 6, maxLength: 6 });
const pair = fc.record({ application: fc.integer({ min: 0, max: 5 }), reviewer: fc.integer({ min: 0, max: 3 }) });

const problem = fc
  .record({
    affinity: rowsOf(tenths),
    effort: rowsOf(fc.constantFrom(1, 1, 2)),
    most: fc.integer({ min: 4, max: 6 }),
    least: fc.integer({ min: 0, max: 2 }),
    forbidden: fc.array(pair, { maxLength: 4 }),
    fixed: fc.array(pair, { maxLength: 1 }),
  })
  .map(
    ({ most, least, ...rest }): AssignmentProblem => ({
      ...rest,
      applications: rest.affinity.map(() => ({ reviews: 2 })),
      reviewers: [0, 1, 2, 3].map(() => ({ most, least })),
    }),
  );

test("swaps keep every limit and never serve the worst-served worse", async () => {
  await fc.assert(
    fc.asyncProperty(problem, async (each) => {
      const grid = new PairGrid(each);
      const best = await solveAssignment(each, { isFair: false });
      if (best.kind === "unsolvable") return;
      const chosen = best.pairs.slice(grid.fixed.length);
      const lifted = liftWorstServed(grid, chosen, Number.POSITIVE_INFINITY);
      expect(lifted.map(({ application }) => application)).toEqual(chosen.map(({ application }) => application));
      expect(new Set(lifted.map((each) => grid.placeOf(each))).size).toBe(lifted.length);
      expect(lifted.every(grid.isOpen)).toBe(true);
      for (let reviewer = 0; reviewer < grid.reviewers; reviewer++) {
        expect(grid.workOf(reviewer, lifted)).toBeLessThanOrEqual(grid.roomOf(reviewer));
        expect(grid.workOf(reviewer, lifted)).toBeGreaterThanOrEqual(grid.owedBy(reviewer));
      }
      expect(assignmentOf(grid, lifted).worstShare).toBeGreaterThanOrEqual(best.worstShare - 1e-9);
    }),
    { numRuns: 100 },
  );
});

test("a swap that costs the total a little saves whoever would have been served badly", () => {
  const grid = new PairGrid({
    applications: [{ reviews: 1 }, { reviews: 1 }],
    reviewers: [{ most: 1 }, { most: 1 }],
    affinity: [
      [1, 0.9],
      [0.99, 0.1],
    ],
  });
  const chosen = [
    { application: 0, reviewer: 0 },
    { application: 1, reviewer: 1 },
  ];
  expect(liftWorstServed(grid, chosen, Number.POSITIVE_INFINITY)).toEqual([
    { application: 0, reviewer: 1 },
    { application: 1, reviewer: 0 },
  ]);
});
