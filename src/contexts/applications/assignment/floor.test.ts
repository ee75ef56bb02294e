import fc from "fast-check";
import { expect, test } from "vitest";
import { floorDemand } from "./floor.ts";
import { type Pair, PairGrid } from "./problem.ts";

const application = fc.record({
  affinity: fc.array(
    fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10),
    { minLength: 4, maxLength: 6 },
  ),
  reviews: fc.integer({ min: 1, max: 4 }),
  fixed: fc.subarray([0, 1]),
  forbidden: fc.subarray([0, 2]),
  floor: fc.integer({ min: 1, max: 20 }).map((part) => part / 20),
});

test("what follows from a floor holds for every choice of reviewers that meets it", () => {
  fc.assert(
    fc.property(application, ({ affinity, reviews, fixed, forbidden, floor }) => {
      const of = (reviewer: number): Pair => ({ application: 0, reviewer });
      const grid = new PairGrid({
        applications: [{ reviews }],
        reviewers: affinity.map(() => ({ most: 1 })),
        affinity: [affinity],
        fixed: fixed.map(of),
        forbidden: forbidden.map(of),
      });
      const { candidates, heads } = floorDemand(grid, 0, floor);
      const choices = subsetsOf(grid.openPairsOf(0)).filter((pairs) => pairs.length === grid.wantedBy(0));
      const fair = choices.filter((pairs) => grid.servedShare(0, [...grid.fixed, ...pairs]) >= floor);
      const countIn = (some: readonly Pair[], pairs: readonly Pair[]) =>
        pairs.filter(({ reviewer }) => some.some((each) => each.reviewer === reviewer)).length;
      for (const pairs of fair) {
        expect(countIn(candidates, pairs)).toBe(pairs.length);
        for (const { among, least } of heads) expect(countIn(candidates.slice(0, among), pairs)).toBeGreaterThanOrEqual(least);
      }
    }),
    { numRuns: 500 },
  );
});

test("where two middling reviewers do not reach the floor together, the best one is in every choice", () => {
  const grid = new PairGrid({
    applications: [{ reviews: 2 }],
    reviewers: [{ most: 1 }, { most: 1 }, { most: 1 }, { most: 1 }],
    affinity: [[0.8, 0.6, 0.4, 0.1]],
  });
  const { candidates, heads } = floorDemand(grid, 0, 0.8);
  expect(candidates.map(({ reviewer }) => reviewer)).toEqual([0, 1, 2]);
  expect(heads).toEqual([{ among: 1, least: 1 }]);
});

function subsetsOf<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((all, item) => all.flatMap((subset) => [subset, [...subset, item]]), [[]]);
}
