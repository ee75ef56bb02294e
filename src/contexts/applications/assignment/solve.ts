import loadHighs, { type Highs } from "highs";
import { liftWorstServed } from "./lift.ts";
import { type Goal, modelOf } from "./model.ts";
import { type Assignment, type AssignmentProblem, assignmentOf, type Pair, PairGrid } from "./problem.ts";
import { type Shortage, shortagesOf } from "./shortage.ts";

export interface Solved extends Assignment {
  kind: "solved";
  /** No assignment above the floor that keeps as many kept pairs has a greater total; equals `total` where that was proven. */
  totalBound: number;
  /** No assignment serves its worst-served application better than this share. */
  floorBound: number;
}

export interface Unsolvable {
  kind: "unsolvable";
  shortages: Shortage[];
  /** As many reviews as can be placed. */
  placed: Assignment;
}

/** There was no time to tell whether there is an assignment. */
export class OutOfTime extends Error {
  constructor(seconds: number) {
    super(`No assignment was found within ${seconds} seconds.`);
  }
}

export interface SolveOptions {
  /** Seconds for the best total, and again for the best floor and the total above it; what was found by then is taken, with its bound. */
  seconds?: number;
  /** False looks at the total alone. */
  isFair?: boolean;
}

/** What a kept pair is worth beside its affinity, at most 1: enough that nobody is asked anew for a little better fit. */
const worthOfKeeping = 0.2;
/** A floor this close below its bound is good enough: nobody notices the difference. */
const floorStep = 0.005;
/** How closely the relaxed problem is asked, which is cheap. */
const boundStep = 0.001;
const floorSlack = 1e-7;
/** Of the time, how long higher floors are begun; what has been found by then may still be proven. */
const searchShare = 0.5;
/** Of the time, what is spent on a floor for which nothing was found yet. */
const patienceShare = 0.2;

let highs: Promise<Highs> | undefined;

/**
 * Assigns reviewers to applications: first the worst-served application as well as can be, measured by the share it reaches of the
 * best reviewers it could have, then the greatest total affinity that keeps that floor. By HiGHS (Huangfu and Hall 2018), each with the bound
 * that was proven: the floor ends within a step of it unless time runs out, the total is exact. Blocks its thread. Says which limit is too
 * narrow where there is no assignment.
 */
export async function solveAssignment(
  problem: AssignmentProblem,
  { seconds = 30, isFair = true }: SolveOptions = {},
): Promise<Solved | Unsolvable> {
  highs ??= loadHighs();
  const solver = await highs;
  const grid = new PairGrid(problem);
  const best = attempt(solver, grid, totalAbove(0), { seconds });
  if (best === "unknown") throw new OutOfTime(seconds);
  if (!best) {
    const filled = attempt(solver, grid, { of: "fill", floor: 0, keep: 0, isWhole: true }, { seconds });
    const pairs = filled && filled !== "unknown" ? filled.pairs : [];
    return { kind: "unsolvable", shortages: shortagesOf(problem, pairs), placed: assignmentOf(grid, pairs) };
  }
  const fairest = isFair ? raiseFloor(solver, grid, best, seconds) : { best, floorBound: 1 };
  const assignment = assignmentOf(grid, fairest.best.pairs);
  const kept = fairest.best.pairs.filter(grid.isKept).length * worthOfKeeping;
  const fixed = grid.fixed.reduce((sum, pair) => sum + grid.affinityOf(pair), 0);
  return {
    kind: "solved",
    ...assignment,
    totalBound: fairest.best.isProven ? assignment.total : fairest.best.bound - kept + fixed,
    floorBound: Math.max(fairest.floorBound, assignment.worstShare),
  };
}

const totalAbove = (floor: number): Goal => ({ of: "total", floor, keep: worthOfKeeping, isWhole: true });

/**
 * Begins with the floor that swaps reach, then asks for the best total above a floor just below what the relaxed problem allows, and further
 * below each time there is none. An attempt that runs out of time proves nothing, so the bound stays.
 */
function raiseFloor(solver: Highs, grid: PairGrid, first: Run, seconds: number): { best: Run; floorBound: number } {
  const until = performance.now() + seconds * searchShare * 1000;
  const lifted = liftWorstServed(grid, first.pairs, until);
  const liftedFloor = assignmentOf(grid, lifted).worstShare;
  let floorBound = relaxedBound(solver, grid, liftedFloor, until);
  let best: Run | null = null;
  let reached = liftedFloor;
  let above = floorBound;
  let step = boundStep;
  while (above - reached > floorStep && performance.now() < until) {
    const floor = Math.max(above - step, (reached + above) / 2);
    const next = attempt(solver, grid, totalAbove(floor), { seconds, patience: seconds * patienceShare });
    if (next && next !== "unknown") {
      best = next;
      reached = Math.max(floor, assignmentOf(grid, next.pairs).worstShare);
      continue;
    }
    above = floor;
    step *= 2;
    if (next === null) floorBound = floor;
  }
  if (best) return { best, floorBound };
  const improved = attempt(solver, grid, totalAbove(liftedFloor - floorSlack), { seconds, start: lifted });
  return { best: improved && improved !== "unknown" ? improved : { ...first, pairs: lifted, isProven: false }, floorBound };
}

/** No assignment reaches this share everywhere: halves the interval by asking whether even parts of reviewers could. */
function relaxedBound(solver: Highs, grid: PairGrid, reached: number, until: number): number {
  let [low, high] = [reached, 1];
  while (high - low > boundStep) {
    const middle = (low + high) / 2;
    const left = (until - performance.now()) / 1000;
    if (left <= 0) break;
    if (attempt(solver, grid, { ...totalAbove(middle), isWhole: false }, { seconds: left }) === null) high = middle;
    else low = middle;
  }
  return high;
}

interface Run {
  pairs: Pair[];
  bound: number;
  isProven: boolean;
}

interface Limits {
  seconds: number;
  /** An assignment to begin with. */
  start?: readonly Pair[];
  /** Seconds after which it gives up if it has found nothing. */
  patience?: number;
}

/** Null where nothing meets the limits; "unknown" where there was no time to tell. */
function attempt(
  solver: Highs,
  grid: PairGrid,
  goal: Goal,
  { seconds, patience = seconds, start }: Limits,
): Run | "unknown" | null {
  const { constants, infinity } = solver;
  const status = constants.modelStatus;
  const { data, pairs } = modelOf(grid, goal, { maximize: constants.objectiveSense.maximize, infinity });
  return solver.withModel(data, (model) => {
    model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 1e-6 });
    if (start && pairs.length > 0) {
      const places = new Set(start.map((pair) => grid.placeOf(pair)));
      model.setSolution({ colValue: Float64Array.from(pairs, (pair) => (places.has(grid.placeOf(pair)) ? 1 : 0)) });
    }
    const { modelStatus } = model.run({
      [constants.callbackType.mipInterrupt]: ({ data: { running_time = 0, mip_primal_bound }, interrupt }) => {
        if (running_time > patience && !Number.isFinite(mip_primal_bound)) interrupt();
      },
    });
    if (modelStatus === status.empty) return { pairs: [], bound: 0, isProven: true };
    // Every column lies between 0 and 1, so nothing is unbounded.
    if (modelStatus === status.infeasible || modelStatus === status.unboundedOrInfeasible) return null;
    if (model.info.get("primal_solution_status") !== constants.solutionStatus.feasible) return "unknown";
    const values = model.getSolution().colValue;
    const bound = goal.isWhole ? Number(model.info.get("mip_dual_bound")) : model.getObjectiveValue();
    return { pairs: pairs.filter((_, column) => values[column]! > 0.5), bound, isProven: modelStatus === status.optimal };
  });
}
