import type { ModelData, ObjectiveSense } from "highs";
import { type FloorDemand, floorDemand } from "./floor.ts";
import type { Pair, PairGrid } from "./problem.ts";

export interface AssignmentModel {
  data: ModelData;
  /** One for each column. */
  pairs: readonly Pair[];
}

export interface Goal {
  /** `fill`: as many reviews as fit. `total`: the sum of affinities. */
  of: "fill" | "total";
  /** Share of its best that every application reaches at least. */
  floor: number;
  /** What a pair that is kept is worth beside its affinity. */
  keep: number;
  isWhole: boolean;
}

/** Terms of a row by the place of their pair, between two limits. */
interface Row {
  terms: [column: number, value: number][];
  lower: number;
  upper: number;
}

/** The problem as a mixed-integer programme: a transportation problem with a floor under every application. */
export function modelOf(grid: PairGrid, goal: Goal, constants: { maximize: ObjectiveSense; infinity: number }): AssignmentModel {
  const applications = Array.from({ length: grid.applications }, (_, application) => application);
  const demands = goal.floor > 0 ? applications.map((application) => floorDemand(grid, application, goal.floor)) : [];
  const pairs = demands.length > 0 ? demands.flatMap(({ candidates }) => candidates) : grid.openPairs();
  const rows = [...limitsOf(grid, pairs, goal), ...floorsOf(grid, demands, constants.infinity)];
  const worth = (pair: Pair): number => grid.affinityOf(pair) + (grid.isKept(pair) ? goal.keep : 0);
  const data: ModelData = {
    numCols: pairs.length,
    numRows: rows.length,
    sense: constants.maximize,
    colCost: pairs.map(goal.of === "fill" ? () => 1 : worth),
    colLower: pairs.map(() => 0),
    colUpper: pairs.map(() => 1),
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    matrix: matrixOf(rows, pairs.length),
    integrality: Int32Array.from(pairs, () => (goal.isWhole ? 1 : 0)),
  };
  return { data, pairs };
}

/** Reviews of each application, then work of each reviewer. */
function limitsOf(grid: PairGrid, pairs: readonly Pair[], goal: Goal): Row[] {
  const isFilled = goal.of !== "fill";
  const ofApplications = Array.from({ length: grid.applications }, (_, application): Row => {
    const wanted = grid.wantedBy(application);
    return { terms: [], lower: isFilled ? wanted : 0, upper: wanted };
  });
  const ofReviewers = Array.from(
    { length: grid.reviewers },
    (_, reviewer): Row => ({ terms: [], lower: isFilled ? grid.owedBy(reviewer) : 0, upper: grid.roomOf(reviewer) }),
  );
  pairs.forEach((pair, column) => {
    ofApplications[pair.application]!.terms.push([column, 1]);
    ofReviewers[pair.reviewer]!.terms.push([column, grid.effortOf(pair)]);
  });
  return [...ofApplications, ...ofReviewers];
}

/** The floor of each application, then what follows from it; columns are the candidates in the order of the demands. */
function floorsOf(grid: PairGrid, demands: readonly FloorDemand[], infinity: number): Row[] {
  const rows: Row[] = [];
  let first = 0;
  for (const { affinity, candidates, heads } of demands) {
    const terms = candidates.map((pair, at): [number, number] => [first + at, grid.affinityOf(pair)]);
    rows.push({ terms, lower: affinity, upper: infinity });
    for (const { among, least } of heads) {
      rows.push({ terms: terms.slice(0, among).map(([column]) => [column, 1]), lower: least, upper: infinity });
    }
    first += candidates.length;
  }
  return rows;
}

/** Compressed sparse rows. */
function matrixOf(rows: readonly Row[], columns: number) {
  const starts = [0];
  for (const { terms } of rows) starts.push(starts.at(-1)! + terms.length);
  const terms = rows.flatMap((row) => row.terms);
  return {
    format: "csr" as const,
    numRows: rows.length,
    numCols: columns,
    starts: Int32Array.from(starts),
    indices: Int32Array.from(terms, ([column]) => column),
    values: Float64Array.from(terms, ([, value]) => value),
  };
}
