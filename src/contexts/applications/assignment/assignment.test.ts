import fc from "fast-check";
import { expect, test } from "vitest";
import { assignGreedily } from "./greedy.ts";
import { type AssignmentProblem, type Pair, PairGrid } from "./problem.ts";
import { type Solved, solveAssignment } from "./solve.ts";

const pair = (application: number, reviewer: number): Pair => ({ application, reviewer });
const problemOf = (
  affinity: number[][],
  reviews: number,
  most: number,
  rest: Partial<AssignmentProblem> = {},
): AssignmentProblem => ({
  applications: affinity.map(() => ({ reviews })),
  reviewers: affinity[0]!.map(() => ({ most })),
  affinity,
  ...rest,
});
const solved = async (problem: AssignmentProblem, options = {}): Promise<Solved> => {
  const solution = await solveAssignment(problem, options);
  if (solution.kind !== "solved") throw new Error(JSON.stringify(solution.shortages));
  return solution;
};

/** Every way to choose so many reviewers for each application. */
function everyAssignment(problem: AssignmentProblem): Pair[][] {
  const grid = new PairGrid(problem);
  let all: Pair[][] = [[]];
  for (let application = 0; application < grid.applications; application++) {
    const free = Array.from({ length: grid.reviewers }, (_, reviewer) => pair(application, reviewer)).filter(grid.isOpen);
    const choices = subsetsOf(free, grid.wantedBy(application));
    all = all.flatMap((before) => choices.map((choice) => [...before, ...choice]));
  }
  return all.filter((pairs) => problem.reviewers.every((_, reviewer) => grid.workOf(reviewer, pairs) <= grid.roomOf(reviewer)));
}

function subsetsOf<Item>(items: Item[], size: number): Item[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => subsetsOf(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));
}

const small = fc.record({
  affinity: fc.array(
    fc.array(
      fc.integer({ min: 0, max: 20 }).map((twentieth) => twentieth / 20),
      { minLength: 3, maxLength: 3 },
    ),
    {
      minLength: 2,
      maxLength: 4,
    },
  ),
  reviews: fc.integer({ min: 1, max: 2 }),
  most: fc.integer({ min: 1, max: 4 }),
  forbidden: fc.array(fc.record({ application: fc.constantFrom(0, 1), reviewer: fc.constantFrom(0, 1, 2) }), { maxLength: 2 }),
});

test("what is found equals the best of all assignments tried one by one, first by the worst-served, then by the total", async () => {
  await fc.assert(
    fc.asyncProperty(small, async ({ affinity, reviews, most, forbidden }) => {
      const problem = problemOf(affinity, reviews, most, { forbidden });
      const grid = new PairGrid(problem);
      const all = everyAssignment(problem);
      const solution = await solveAssignment(problem);
      expect(solution.kind).toBe(all.length > 0 ? "solved" : "unsolvable");
      if (solution.kind === "unsolvable") {
        expect(solution.shortages.length).toBeGreaterThan(0);
        return;
      }
      const worst = (pairs: Pair[]) => Math.min(1, ...affinity.map((_, application) => grid.servedShare(application, pairs)));
      const total = (pairs: Pair[]) => pairs.reduce((sum, each) => sum + grid.affinityOf(each), 0);
      const floor = Math.max(...all.map(worst));
      expect(solution.worstShare).toBeGreaterThanOrEqual(floor * 0.995 - 1e-6);
      expect(solution.floorBound).toBeGreaterThanOrEqual(floor - 1e-6);
      expect(solution.floorBound).toBeLessThanOrEqual(solution.worstShare + 0.005 + 1e-6);
      const best = Math.max(...all.filter((pairs) => worst(pairs) >= solution.worstShare - 1e-6).map(total));
      expect(solution.total).toBeCloseTo(best, 5);
    }),
    { numRuns: 60 },
  );
});

test("nobody reads what they must not, nobody more than their limit, every application is read as often as it wants", async () => {
  const affinity = Array.from({ length: 30 }, (_, a) => Array.from({ length: 9 }, (_, r) => ((a * 7 + r * 13) % 23) / 23));
  const forbidden = affinity.map((_, application) => pair(application, application % 9));
  const { pairs, worstShare, floorBound } = await solved(problemOf(affinity, 3, 11, { forbidden }));
  const grid = new PairGrid(problemOf(affinity, 3, 11, { forbidden }));
  expect(pairs.every((each) => grid.isOpen(each))).toBe(true);
  for (let reviewer = 0; reviewer < 9; reviewer++) expect(grid.workOf(reviewer, pairs)).toBeLessThanOrEqual(11);
  for (let application = 0; application < 30; application++) {
    expect(new Set(pairs.filter((each) => each.application === application).map(({ reviewer }) => reviewer)).size).toBe(3);
  }
  expect(worstShare).toBeLessThanOrEqual(floorBound + 1e-6);
});

test("the worst-served comes before the total, which the greedy way does the other way round", async () => {
  // Alone the first reviewer is best for both; giving her to the first application is worth a hundredth more and ruins the second.
  const problem = problemOf(
    [
      [1, 0.9],
      [0.99, 0.1],
    ],
    1,
    1,
  );
  expect((await solved(problem)).pairs).toEqual([pair(0, 1), pair(1, 0)]);
  const greedy = assignGreedily(problem);
  expect(greedy.pairs).toEqual([pair(0, 0), pair(1, 1)]);
  expect(greedy.worstShare).toBeLessThan(0.2);
});

test("when somebody drops out, finished work stays where it is and others keep what they were told", async () => {
  const affinity = [
    [0.9, 0.5, 0.4],
    [0.8, 0.7, 0.3],
    [0.2, 0.6, 0.5],
    [0.7, 0.3, 0.6],
  ];
  const before = await solved(problemOf(affinity, 2, 3));
  const gone = 0;
  const fixed = [before.pairs.find(({ reviewer }) => reviewer === gone)!];
  const after = await solved({
    ...problemOf(affinity, 2, 4),
    forbidden: affinity.map((_, application) => pair(application, gone)),
    fixed,
    kept: before.pairs.filter(({ reviewer }) => reviewer !== gone),
    applications: affinity.map((_, application) => ({ reviews: application === fixed[0]!.application ? 2 : 2 })),
  });
  expect(after.pairs).toContainEqual(fixed[0]);
  const kept = before.pairs.filter(({ reviewer }) => reviewer !== gone);
  expect(after.pairs).toEqual(expect.arrayContaining(kept));
});

test("limits that cannot be met are named with what is missing", async () => {
  const three = [
    [0.5, 0.5],
    [0.5, 0.5],
    [0.5, 0.5],
  ];
  expect(await solveAssignment(problemOf(three, 1, 1))).toMatchObject({
    kind: "unsolvable",
    shortages: [{ kind: "tooLittleRoom", applications: [0, 1, 2], reviewers: [0, 1], wanted: 3, room: 2 }],
  });
  expect(await solveAssignment(problemOf(three, 2, 3, { forbidden: [pair(1, 0)] }))).toMatchObject({
    shortages: [{ kind: "tooFewReviewers", application: 1, wanted: 2, free: 1 }],
  });
  const busy = {
    ...problemOf(three, 1, 3),
    reviewers: [
      { most: 3, least: 3 },
      { most: 3, least: 1 },
    ],
  };
  expect(await solveAssignment(busy)).toMatchObject({ shortages: [{ kind: "leastTooHigh", owed: 4, wanted: 3 }] });
});

test("a review may be more work than another", async () => {
  const problem = {
    ...problemOf(
      [
        [0.9, 0.1],
        [0.8, 0.2],
      ],
      1,
      3,
    ),
    effort: [
      [2, 2],
      [2, 2],
    ],
  };
  expect((await solved(problem, { isFair: false })).pairs).toHaveLength(2);
  expect((await solved(problem, { isFair: false })).total).toBeCloseTo(1.1);
});

test("where everybody has what they need already nothing is proposed", async () => {
  const fixed = [pair(0, 0), pair(0, 1)];
  expect(await solved(problemOf([[0.5, 0.25]], 2, 1, { fixed }))).toMatchObject({ pairs: fixed });
  const unwanted = { applications: [], reviewers: [{ most: 1 }], affinity: [] };
  expect(await solved(unwanted)).toMatchObject({ pairs: [] });
});
