// Loaded from its source path; Node strips the types.
import { parentPort, workerData } from "node:worker_threads";
import { OutOfTime, solveAssignment } from "./solve.ts";
import type { OutOfTimeAnswer, SolverTask } from "./solver-thread.ts";

const { problem, options } = workerData as SolverTask;
const answer = await solveAssignment(problem, options).catch((error: unknown): OutOfTimeAnswer => {
  if (error instanceof OutOfTime) return { kind: "outOfTime" };
  throw error;
});
parentPort?.postMessage(answer);
