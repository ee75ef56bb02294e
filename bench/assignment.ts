// `npm run bench assignment`, or alone: node bench/assignment.ts
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { assignGreedily } from "../src/contexts/applications/assignment/greedy.ts";
import type { AssignmentProblem } from "../src/contexts/applications/assignment/problem.ts";
import { type Solved, solveAssignment } from "../src/contexts/applications/assignment/solve.ts";
import { mulberry32 } from "./random.ts";

/** A problem whose greatest total is known. */
export interface KnownProblem {
  name: string;
  problem: AssignmentProblem;
  optimum: number;
}

interface Setting {
  need: number;
  cap: number;
  optimum: number;
}

interface GeneralisedProblem {
  id: string;
  jobs: number;
  capacity: number[];
  value: number[][];
  resource: number[][];
  optimum: number;
}

const sharedData = join(process.env.SHARED_DATA ?? join(import.meta.dirname, "../../shared/data"), "assignment");

/** Totals against known optima, and the worst-served application, beside the greedy way; data that is absent is named and left out. */
export async function runAssignmentBench(): Promise<string> {
  const isThere = existsSync(sharedData);
  const rows: string[] = [];
  for (const [name, problem] of syntheticProblems()) rows.push(await fairRow(name, problem));
  for (const { name, problem, optimum } of isThere ? expertProblems() : []) rows.push(await fairRow(name, problem, optimum));
  return [
    "## Assignment of reviewers",
    "",
    "| applications × reviewers, reviews, limit | way | total | gap to proven bound | worst share | its bound | unfilled | seconds |",
    "|---|---|---|---|---|---|---|---|",
    ...rows,
    "",
    "“Total” maximises the sum of affinities alone, “fair” first raises the worst-served application (its share of the best reviewers it",
    "could have) and then the total above that floor; the gap of “greedy” is to the total's bound. Bounds are proven by the solver.",
    "Invented: 300 applications beside 60 reviewers, 20 topics, 5 % conflicts of interest.",
    "",
    ...(isThere ? [await generalisedLine()] : [`- Left out: no data at ${sharedData} (set SHARED_DATA).`]),
  ].join("\n");
}

async function fairRow(name: string, problem: AssignmentProblem, optimum?: number): Promise<string> {
  const [greedy, greedySeconds] = await timed(() => assignGreedily(problem));
  const [best, bestSeconds] = await timed(() => solved(problem, false));
  const [fair, fairSeconds] = await timed(() => solved(problem, true));
  const gap = (total: number, bound: number) => `${(((bound - total) / bound) * 100).toFixed(2)} %`;
  const known =
    optimum === undefined ? "" : Math.abs(best.total - optimum) < 1e-3 ? " (= known optimum)" : ` (known: ${optimum})`;
  return [
    `| ${name} | greedy | ${greedy.total.toFixed(2)} | ${gap(greedy.total, best.totalBound)} | ${greedy.worstShare.toFixed(3)} | | ${greedy.unfilled} | ${greedySeconds} |`,
    `| | total | ${best.total.toFixed(2)}${known} | ${gap(best.total, best.totalBound)} | ${best.worstShare.toFixed(3)} | | 0 | ${bestSeconds} |`,
    `| | fair | ${fair.total.toFixed(2)} | ${gap(fair.total, fair.totalBound)} | ${fair.worstShare.toFixed(3)} | ${fair.floorBound.toFixed(3)} | 0 | ${fairSeconds} |`,
  ].join("\n");
}

async function generalisedLine(): Promise<string> {
  const problems = generalisedProblems();
  const [met, seconds] = await timed(async () => {
    const totals: boolean[] = [];
    for (const { problem, optimum } of problems) totals.push(Math.abs((await solved(problem, false)).total - optimum) < 1e-3);
    return totals.filter(Boolean).length;
  });
  return `- Reviews of unequal work (gap1 of the OR-Library): ${met} of ${problems.length} totals equal the known optimum, ${seconds} s together.`;
}

export async function solved(problem: AssignmentProblem, isFair: boolean): Promise<Solved> {
  const solution = await solveAssignment(problem, { isFair });
  if (solution.kind === "unsolvable") throw new Error(`No assignment: ${JSON.stringify(solution.shortages)}`);
  return solution;
}

async function timed<Result>(work: () => Result | Promise<Result>): Promise<[Result, string]> {
  const start = performance.now();
  const result = await work();
  return [result, ((performance.now() - start) / 1000).toFixed(2)];
}

/** Real papers and reviewers, with the affinities of two models. */
export function expertProblems(): KnownProblem[] {
  const folder = join(sharedData, "goldstandard");
  const optima: Record<string, Record<string, Setting>> = JSON.parse(readFileSync(join(folder, "optima.json"), "utf8"));
  return Object.entries(optima).flatMap(([model, settings]) => {
    const [, ...lines] = parse(readFileSync(join(folder, `similarity_${model}.csv`))) as string[][];
    const byReviewer = lines.map(([, ...cells]) => cells.map(Number));
    const affinity = byReviewer[0]!.map((_, application) => byReviewer.map((cells) => cells[application]!));
    return Object.values(settings).map(({ need, cap, optimum }) => ({
      name: `${model}: ${affinity.length} × ${byReviewer.length}, ${need}, ${cap}`,
      problem: {
        applications: affinity.map(() => ({ reviews: need })),
        reviewers: byReviewer.map(() => ({ most: cap })),
        affinity,
      },
      optimum,
    }));
  });
}

/** Generalised assignment problems: one agent for each job, each pair with work of its own. */
export function generalisedProblems(): KnownProblem[] {
  const problems: GeneralisedProblem[] = JSON.parse(readFileSync(join(sharedData, "gap1.json"), "utf8"));
  return problems.map(({ id, jobs, capacity, value, resource, optimum }) => {
    const byJob = (byAgent: number[][]) => Array.from({ length: jobs }, (_, job) => byAgent.map((row) => row[job]!));
    const affinity = byJob(value);
    const applications = affinity.map(() => ({ reviews: 1 }));
    return {
      name: id,
      problem: { applications, reviewers: capacity.map((most) => ({ most })), affinity, effort: byJob(resource) },
      optimum,
    };
  });
}

function syntheticProblems(): [name: string, problem: AssignmentProblem][] {
  const next = mulberry32(7);
  const topics = () => Array.from({ length: 20 }, () => (next() < 0.15 ? next() : 0));
  const texts = Array.from({ length: 300 }, topics);
  const people = Array.from({ length: 60 }, topics);
  const closeness = (text: number[], person: number[]) => text.reduce((sum, weight, topic) => sum + weight * person[topic]!, 0);
  const affinity = texts.map((text) => people.map((person) => Math.min(1, closeness(text, person) * 0.8 + next() * 0.05)));
  const pairs = texts.flatMap((_, application) => people.map((_, reviewer) => ({ application, reviewer })));
  const forbidden = pairs.filter(() => next() < 0.05);
  const limits = [
    { most: 17, least: 12 },
    { most: 16, least: 0 },
    { most: 15, least: 0 },
  ];
  return limits.map(({ most, least }) => [
    `invented: 300 × 60, 3, ${least > 0 ? `${least}–` : ""}${most}`,
    { applications: texts.map(() => ({ reviews: 3 })), reviewers: people.map(() => ({ most, least })), affinity, forbidden },
  ]);
}

if (import.meta.main) console.log(await runAssignmentBench());
