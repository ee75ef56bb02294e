import { type Assignment, type AssignmentProblem, assignmentOf, type Pair, PairGrid } from "./problem.ts";

/**
 * The baseline: the best pair first, as long as both have room. Fast, and what people do by hand; it leaves slots empty that a better
 * order would have filled, and nothing protects whoever comes last.
 */
export function assignGreedily(problem: AssignmentProblem): Assignment & { unfilled: number } {
  const grid = new PairGrid(problem);
  const wanted = problem.applications.map((_, application) => grid.wantedBy(application));
  const room = problem.reviewers.map((_, reviewer) => grid.roomOf(reviewer));
  const best = grid.openPairs().sort((a, b) => grid.affinityOf(b) - grid.affinityOf(a));
  const chosen: Pair[] = [];
  for (const pair of best) {
    const effort = grid.effortOf(pair);
    if (wanted[pair.application] === 0 || room[pair.reviewer]! < effort) continue;
    wanted[pair.application]!--;
    room[pair.reviewer]! -= effort;
    chosen.push(pair);
  }
  return { ...assignmentOf(grid, chosen), unfilled: wanted.reduce((sum, left) => sum + left, 0) };
}
