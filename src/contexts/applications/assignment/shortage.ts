import type { AssignmentProblem, Pair } from "./problem.ts";
import { PairGrid } from "./problem.ts";

/** Which limit keeps the reviews from being placed, and by how much. */
export type Shortage =
  /** Of all reviewers so few are free to read this application. */
  | { kind: "tooFewReviewers"; application: number; wanted: number; free: number }
  /** These applications can be read by these reviewers only, who have less room than is wanted. */
  | { kind: "tooLittleRoom"; applications: number[]; reviewers: number[]; wanted: number; room: number }
  /** Reviewers have to take more than there is. */
  | { kind: "leastTooHigh"; owed: number; wanted: number };

/** Explains why a problem has no assignment; `chosen` are as many reviews as can be placed. */
export function shortagesOf(problem: AssignmentProblem, chosen: readonly Pair[]): Shortage[] {
  const grid = new PairGrid(problem);
  const found: Shortage[] = [];
  const lacking: number[] = [];
  for (let application = 0; application < grid.applications; application++) {
    const wanted = grid.wantedBy(application);
    const free = reviewersFreeFor(grid, application).length;
    if (free < wanted) found.push({ kind: "tooFewReviewers", application, wanted, free });
    else if (chosen.filter((pair) => pair.application === application).length < wanted) lacking.push(application);
  }
  if (lacking.length > 0) found.push(bottleneckOf(grid, lacking, chosen));
  if (found.length > 0) return found;
  const wanted = sum(problem.applications.map((_, application) => grid.wantedBy(application)));
  return [{ kind: "leastTooHigh", owed: sum(problem.reviewers.map((_, reviewer) => grid.owedBy(reviewer))), wanted }];
}

/**
 * The applications and reviewers that hold each other up: from those that lack a review along whoever could read them and on to what
 * those read now (the minimum cut of the flow, by Ford and Fulkerson 1956). None of these reviewers has room left.
 */
function bottleneckOf(grid: PairGrid, lacking: readonly number[], chosen: readonly Pair[]): Shortage {
  const byReviewer = Map.groupBy(chosen, ({ reviewer }) => reviewer);
  const applications = new Set(lacking);
  const reviewers = new Set<number>();
  for (const application of applications) {
    for (const reviewer of reviewersFreeFor(grid, application)) {
      if (reviewers.has(reviewer)) continue;
      reviewers.add(reviewer);
      for (const pair of byReviewer.get(reviewer) ?? []) applications.add(pair.application);
    }
  }
  const wanted = sum([...applications].map((application) => grid.wantedBy(application)));
  const room = sum([...reviewers].map((reviewer) => grid.roomOf(reviewer)));
  return { kind: "tooLittleRoom", applications: sorted(applications), reviewers: sorted(reviewers), wanted, room };
}

const reviewersFreeFor = (grid: PairGrid, application: number): number[] =>
  Array.from({ length: grid.reviewers }, (_, reviewer) => reviewer).filter((reviewer) => grid.isOpen({ application, reviewer }));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const sorted = (numbers: ReadonlySet<number>): number[] => [...numbers].sort((a, b) => a - b);
