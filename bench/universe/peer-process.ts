// A process of its own for one peer: builds, answers the questions, reports to the bench that started it and ends.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Engine, peers } from "./engine.ts";
import { type Question, readQuestions } from "./questions.ts";
import { readRows } from "./rows.ts";
import { summarise, type Timings } from "./timings.ts";

export interface PeerTask {
  peer: string;
  /** Holds rows.tsv and questions.json. */
  input: string;
  /** Empty, for the engine's files. */
  directory: string;
  /** After so many seconds a kind of question ends, once the fewest have been asked. */
  secondsAKind: number;
}

export interface PeerReport {
  buildSeconds: number;
  peakMegabytes: number;
  residentMegabytes: number;
  diskMegabytes: number;
  /** By kind, and by kind with "filtered" behind it. */
  timings: Record<string, Timings>;
  /** Row numbers by question, for the kind "quality" alone. */
  rankings: Record<string, number[]>;
}

const top = 20;
const fewest = 12;
const warmUp = 3;

async function measure(engine: Engine, { input, directory, secondsAKind }: PeerTask): Promise<PeerReport> {
  const startedAt = performance.now();
  await engine.build(readRows(join(input, "rows.tsv")));
  const buildSeconds = (performance.now() - startedAt) / 1000;
  const elsewhereAfterBuild = (await engine.memoryElsewhere?.()) ?? 0;
  const timings: Record<string, Timings> = {};
  const rankings: Record<string, number[]> = {};
  for (const { kind, questions } of readQuestions(input)) {
    if (kind === "quality") {
      for (const { id, words } of questions) rankings[id] = words.length > 0 ? await engine.search(words, top) : [];
      continue;
    }
    if (kind === "short") for (const { words } of questions.slice(-warmUp)) await engine.search(words, top);
    timings[kind] = await timeAnswers(engine, questions, secondsAKind, false);
    timings[`${kind} filtered`] = await timeAnswers(engine, questions, secondsAKind, true);
  }
  const elsewhere = (await engine.memoryElsewhere?.()) ?? 0;
  return {
    buildSeconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1024 + megabytes(Math.max(elsewhere, elsewhereAfterBuild)),
    residentMegabytes: megabytes(process.memoryUsage.rss() + elsewhere),
    diskMegabytes: megabytes(bytesBelow(directory) + ((await engine.diskElsewhere?.()) ?? 0)),
    timings,
    rankings,
  };
}

async function timeAnswers(engine: Engine, questions: Question[], seconds: number, isFiltered: boolean): Promise<Timings> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  for (const { words, filter } of questions) {
    if (words.length === 0) continue;
    if (times.length >= fewest && performance.now() > end) break;
    const startedAt = performance.now();
    await engine.search(words, top, isFiltered ? filter : undefined);
    times.push(performance.now() - startedAt);
  }
  return summarise(times);
}

const megabytes = (bytes: number): number => bytes / 2 ** 20;

function bytesBelow(directory: string): number {
  const files = readdirSync(directory, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

if (import.meta.main) {
  const task: PeerTask = JSON.parse(process.argv[2]!);
  const engine = await peers[task.peer]!.open(task.directory);
  const stop = async (): Promise<void> => {
    await engine.close();
    process.exit();
  };
  process.once("SIGTERM", stop);
  process.once("disconnect", stop);
  try {
    process.send!(await measure(engine, task));
  } finally {
    // Also after an error: a server must not stay behind.
    await engine.close();
  }
  process.exit();
}
