import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { circumstances } from "../circumstances.ts";
import type { BuildReport, BuildTask } from "./build-process.ts";
import { drawCharts } from "./charts.ts";
import { inTemporaryDirectory, reportOf } from "./child-process.ts";
import { peers } from "./engine.ts";
import { installPeers } from "./engines/peer-package.ts";
import type { GenerateReport, GenerateTask } from "./generate-process.ts";
import type { PeerReport, PeerTask } from "./peer-process.ts";
import { writeReports } from "./report.ts";
import { readResults, type SizeResults, storeResults } from "./results.ts";
import type { RowsReport, RowsTask } from "./rows-process.ts";
import type { SearchReport, SearchTask } from "./search-process.ts";

export interface UniverseOptions {
  companies: number[];
  /** Keys of the peers to run; all of them unless named. */
  peers?: string[];
}

const questions = 200;
const secondsAKind = 60;
const minutesAStep = 90;
const minutesAPeer = 60;

/** The synthetic universe in several sizes: ours beside the bare loop and the peers, each in a process of its own, as Markdown. */
export async function runUniverseBench(options: UniverseOptions): Promise<string> {
  installPeers();
  for (const companies of options.companies) {
    await inTemporaryDirectory((directory) => measureSize(companies, directory, options.peers));
    drawCharts(readResults());
  }
  return writeReports(readResults());
}

async function measureSize(companies: number, directory: string, wanted = Object.keys(peers)): Promise<void> {
  const step = async <Report>(title: string, script: string, task: object): Promise<Report> => {
    console.log(`${companies.toLocaleString("en")} companies: ${title}`);
    return reportOf<Report>(script, task, minutesAStep);
  };
  const generated = await step<GenerateReport>("generate", "generate-process.ts", {
    directory,
    companies,
  } satisfies GenerateTask);
  const build = await step<BuildReport>("build our index", "build-process.ts", { directory } satisfies BuildTask);
  const rows = await step<RowsReport>("words for the peers", "rows-process.ts", { directory, questions } satisfies RowsTask);
  const search = (mode: "words" | "full") =>
    step<SearchReport>(`search, ${mode}`, "search-process.ts", { directory, mode } satisfies SearchTask);
  const ours = { words: await search("words"), full: await search("full") };
  const results: SizeResults = {
    companies,
    circumstances: circumstances(),
    generatedSeconds: generated.seconds,
    rows,
    build,
    ours,
    peers: {},
  };
  storeResults(results);
  for (const key of wanted) {
    results.peers[key] = await measurePeer(key, companies, directory);
    // After each, so that a run that is ended early is not lost.
    storeResults(results);
  }
}

async function measurePeer(key: string, companies: number, input: string): Promise<Omit<PeerReport, "rankings"> | string> {
  const { title, most } = peers[key]!;
  if (companies > most) return "too large for it";
  console.log(`${companies.toLocaleString("en")} companies: ${title}`);
  const directory = join(input, key);
  mkdirSync(directory);
  try {
    const task: PeerTask = { peer: key, input, directory, secondsAKind };
    const { rankings: _, ...report } = await reportOf<PeerReport>("peer-process.ts", task, minutesAPeer);
    return report;
  } catch (error) {
    console.error(error);
    return `absent: ${(error as Error).message}`;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
