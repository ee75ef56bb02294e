/** One slot of work: who reviews which application. */
export interface Pair {
  application: number;
  reviewer: number;
}

/** Who may review what, and how well each would; applications and reviewers are named by their places in the lists. */
export interface AssignmentProblem {
  applications: readonly {
    /** Reviews it should have, fixed ones included. */
    reviews: number;
  }[];
  reviewers: readonly {
    /** Most work, fixed work included; one review is one unit unless `effort` says otherwise. */
    most: number;
    /** Least work, where everybody has to take a share. */
    least?: number;
  }[];
  /** By application, then reviewer: 0 knows nothing of it, 1 could not know more. */
  affinity: readonly (readonly number[])[];
  /** Work of a pair, by application, then reviewer; 1 each unless given. */
  effort?: readonly (readonly number[])[];
  /** Pairs that must not be: conflicts of interest, and tracks a reviewer does not read. */
  forbidden?: readonly Pair[];
  /** Pairs that stay: reviews that are finished or begun, and choices made by hand. */
  fixed?: readonly Pair[];
  /** Pairs that stay unless an application would be served worse: what reviewers were already told. */
  kept?: readonly Pair[];
}

/** A problem with every pair looked up by its place in one grid. */
export class PairGrid {
  readonly applications: number;
  readonly reviewers: number;
  readonly #problem: AssignmentProblem;
  readonly #state: Uint8Array;
  readonly #best: number[] = [];

  constructor(problem: AssignmentProblem) {
    this.#problem = problem;
    this.applications = problem.applications.length;
    this.reviewers = problem.reviewers.length;
    this.#state = new Uint8Array(this.applications * this.reviewers);
    for (const pair of problem.kept ?? []) this.#state[this.placeOf(pair)] = KEPT;
    for (const pair of problem.forbidden ?? []) this.#state[this.placeOf(pair)] = FORBIDDEN;
    for (const pair of problem.fixed ?? []) this.#state[this.placeOf(pair)] = FIXED;
  }

  placeOf({ application, reviewer }: Pair): number {
    return application * this.reviewers + reviewer;
  }

  /** A finished review counts although a conflict was found since. */
  isFixed = (pair: Pair): boolean => this.#state[this.placeOf(pair)] === FIXED;
  isKept = (pair: Pair): boolean => this.#state[this.placeOf(pair)] === KEPT;
  /** Whether the solver may choose it. */
  isOpen = (pair: Pair): boolean => this.#state[this.placeOf(pair)] === OPEN || this.isKept(pair);

  affinityOf = ({ application, reviewer }: Pair): number => this.#problem.affinity[application]![reviewer]!;
  effortOf = ({ application, reviewer }: Pair): number => this.#problem.effort?.[application]?.[reviewer] ?? 1;

  get fixed(): readonly Pair[] {
    return this.#problem.fixed ?? [];
  }

  openPairs(): Pair[] {
    return Array.from({ length: this.applications }, (_, application) => this.openPairsOf(application)).flat();
  }

  openPairsOf(application: number): Pair[] {
    return Array.from({ length: this.reviewers }, (_, reviewer) => ({ application, reviewer })).filter(this.isOpen);
  }

  /** Reviews an application still wants. */
  wantedBy(application: number): number {
    const has = this.fixed.filter((pair) => pair.application === application).length;
    return Math.max(0, this.#problem.applications[application]!.reviews - has);
  }

  /** Work a reviewer can still take. */
  roomOf(reviewer: number): number {
    return Math.max(0, this.#problem.reviewers[reviewer]!.most - this.workOf(reviewer, this.fixed));
  }

  /** Work a reviewer still owes. */
  owedBy(reviewer: number): number {
    return Math.max(0, (this.#problem.reviewers[reviewer]!.least ?? 0) - this.workOf(reviewer, this.fixed));
  }

  workOf(reviewer: number, pairs: readonly Pair[]): number {
    return pairs.reduce((sum, pair) => (pair.reviewer === reviewer ? sum + this.effortOf(pair) : sum), 0);
  }

  /** The affinity an application would reach if every reviewer had time for it alone: what "well served" is measured by. */
  bestOf(application: number): number {
    this.#best[application] ??= this.#computeBestOf(application);
    return this.#best[application];
  }

  #computeBestOf(application: number): number {
    const fixed = this.fixed.filter((pair) => pair.application === application).map(this.affinityOf);
    const open = this.openPairsOf(application).map(this.affinityOf);
    const best = open.sort((a, b) => b - a).slice(0, this.wantedBy(application));
    return [...fixed, ...best].reduce((sum, affinity) => sum + affinity, 0);
  }

  /** The affinity an application reaches, as a share of its best; 1 where nobody knows anything of it. */
  servedShare(application: number, pairs: readonly Pair[]): number {
    const best = this.bestOf(application);
    const reached = pairs.reduce((sum, pair) => (pair.application === application ? sum + this.affinityOf(pair) : sum), 0);
    return best > 0 ? reached / best : 1;
  }
}

const OPEN = 0;
const KEPT = 1;
const FORBIDDEN = 2;
const FIXED = 3;

/** Reviews fixed and chosen, and how good that is. */
export interface Assignment {
  /** Fixed pairs first. */
  pairs: Pair[];
  /** Sum of all affinities. */
  total: number;
  /** The smallest share of its best that an application reaches, 0 to 1. */
  worstShare: number;
}

export function assignmentOf(grid: PairGrid, chosen: readonly Pair[]): Assignment {
  const pairs = [...grid.fixed, ...chosen];
  const byApplication = Map.groupBy(pairs, ({ application }) => application);
  let worstShare = 1;
  for (let application = 0; application < grid.applications; application++) {
    worstShare = Math.min(worstShare, grid.servedShare(application, byApplication.get(application) ?? []));
  }
  return { pairs, total: pairs.reduce((sum, pair) => sum + grid.affinityOf(pair), 0), worstShare };
}
