import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { projectRoot } from "#platform/project-root.ts";
import type { AssignmentProblem } from "./problem.ts";
import type { Solved, SolveOptions, Unsolvable } from "./solve.ts";

export interface SolverTask {
  problem: AssignmentProblem;
  options: SolveOptions;
}

/** What the thread answers where there was no time to tell. */
export interface OutOfTimeAnswer {
  kind: "outOfTime";
}

/** Solves away from the server's event loop, in a thread that ends with it: the solver keeps the memory it once took. */
export function solveInThread(
  problem: AssignmentProblem,
  options: SolveOptions = {},
): Promise<Solved | Unsolvable | OutOfTimeAnswer> {
  const worker = new Worker(pathToFileURL(join(projectRoot, "src/contexts/applications/assignment/solver-worker.ts")), {
    workerData: { problem, options } satisfies SolverTask,
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The solver's thread ended with code ${code}.`)));
  });
}
