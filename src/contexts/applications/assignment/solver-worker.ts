// Loaded from its source path; Node strips the types.
import { parentPort, workerData } from "node:worker_threads";
import { solveAssignment } from "./solve.ts";
import type { SolverTask } from "./solver-thread.ts";

const { problem, options } = workerData as SolverTask;
parentPort?.postMessage(await solveAssignment(problem, options));
