// Measures our index of one size from its snapshot: start, answers beside the bare loop, changes, throughput, memory.
import { Worker } from "node:worker_threads";
import { type Answer, type Mode, Ours } from "../ours.ts";
import { addUp } from "./bare-loop.ts";
import { snapshotFile } from "./build-process.ts";
import { DocumentStore, numberOf } from "./documents.ts";
import { type Question, readQuestions } from "./questions.ts";
import { summarise, type Timings } from "./timings.ts";

export interface SearchTask {
  directory: string;
  mode: Mode;
}

export interface SearchReport {
  startSeconds: number;
  residentMegabytes: number;
  /** Ranking and reasons, ranking alone, reasons alone, and the bare loop, each by kind of question. */
  timings: Record<string, Timings>;
  postings: Record<string, number>;
  /** Milliseconds from handing over a changed company until a search finds it, beside so many other changes. */
  changes: { waiting: number; timings: Timings }[];
  throughput: { kind: string; workers: number; perSecond: number }[];
}

/** What a worker is told to ask; see throughput-worker.ts. */
export interface WorkerTask extends SearchTask {
  kind: string;
  seconds: number;
}

const top = 20;
const warmUp = 20;
const changedCompanies = 20;
const secondsOfThroughput = 4;

/** One answer as a page needs it: the text analysed, planned and ranked, and reasons for the twenty rows. */
export class Asking {
  readonly ours: Ours;
  /** From the snapshot's file to an index that answers, dictionaries and thesaurus included. */
  readonly startSeconds: number;
  readonly #store: DocumentStore;

  constructor({ directory, mode }: SearchTask) {
    const startedAt = performance.now();
    this.ours = new Ours(snapshotFile(directory), mode);
    this.ours.answer(typed("battery"), top);
    this.startSeconds = (performance.now() - startedAt) / 1000;
    this.#store = new DocumentStore(directory);
    this.ours.countNeeds(readQuestions(directory).find(({ kind }) => kind === "long")?.questions ?? []);
  }

  ask(question: Question, isFiltered = false): { answer: Answer; rank: number; reasons: number } {
    const startedAt = performance.now();
    const answer = this.ours.answer(question, top, isFiltered ? question.filter : undefined);
    const rank = performance.now() - startedAt;
    // Reading the rows is the database's time, not the engine's.
    const documents = answer.ids.map((id) => this.#store.read(numberOf(id)));
    const explainedFrom = performance.now();
    this.ours.explain(answer.plan, documents);
    return { answer, rank, reasons: performance.now() - explainedFrom };
  }

  document(number: number) {
    return this.#store.read(number % this.#store.count);
  }
}

const typed = (title: string): Question => ({ id: title, title, text: "", requirements: [], words: [title] });

function measureKinds(asking: Asking, directory: string): Pick<SearchReport, "timings" | "postings"> {
  const timings: Record<string, Timings> = {};
  const postings: Record<string, number> = {};
  for (const { kind, questions } of readQuestions(directory)) {
    const asked = questions.filter(({ words }) => words.length > 0);
    const times = { rank: [] as number[], reasons: [] as number[], whole: [] as number[], bare: [] as number[] };
    let read = 0;
    const addBare = ({ plan }: Answer): void => {
      const windows = asking.ours.postings(plan);
      const startedAt = performance.now();
      addUp(windows);
      times.bare.push(performance.now() - startedAt);
      for (const { start, end } of windows.flat()) read += end - start;
    };
    for (const question of asked.slice(-warmUp)) addUp(asking.ours.postings(asking.ask(question).answer.plan));
    for (const question of asked) {
      const { answer, rank, reasons } = asking.ask(question);
      times.rank.push(rank);
      times.reasons.push(reasons);
      times.whole.push(rank + reasons);
      // The loop comes second and finds the postings in the cache.
      addBare(answer);
    }
    const filtered = asked.map((question) => asking.ask(question, true));
    timings[kind] = summarise(times.whole);
    timings[`${kind} ranking`] = summarise(times.rank);
    timings[`${kind} reasons`] = summarise(times.reasons);
    timings[`${kind} bare`] = summarise(times.bare);
    timings[`${kind} filtered`] = summarise(filtered.map(({ rank, reasons }) => rank + reasons));
    postings[kind] = read / asked.length;
  }
  return { timings, postings };
}

function measureChanges(asking: Asking): SearchReport["changes"] {
  let number = 0;
  return [0, 1000].map((waiting) => {
    for (let change = 0; change < waiting; change++) asking.ours.update(asking.document(number++ * 7));
    const times = Array.from({ length: changedCompanies }, () => {
      const document = asking.document(number++ * 7);
      const word = `visible${number}`;
      const startedAt = performance.now();
      asking.ours.update({ ...document, oneLiner: `${document.oneLiner} ${word}` });
      const { ids } = asking.ours.answer(typed(word), 1);
      if (ids[0] !== document.id) throw new Error("A changed company was not found.");
      return performance.now() - startedAt;
    });
    return { waiting, timings: summarise(times) };
  });
}

async function measureThroughput(task: SearchTask): Promise<SearchReport["throughput"]> {
  const measured: SearchReport["throughput"] = [];
  for (const kind of ["short", "long"]) {
    for (const workers of [1, 2]) {
      const workerData: WorkerTask = { ...task, kind, seconds: secondsOfThroughput };
      const threads = Array.from(
        { length: workers },
        () => new Worker(new URL("throughput-worker.ts", import.meta.url), { workerData }),
      );
      await Promise.all(threads.map(nextMessage));
      const counts = threads.map(nextMessage);
      for (const thread of threads) thread.postMessage("go");
      const answers = (await Promise.all(counts)) as number[];
      await Promise.all(threads.map((thread) => thread.terminate()));
      const perSecond = answers.reduce((sum, count) => sum + count, 0) / secondsOfThroughput;
      measured.push({ kind, workers, perSecond });
    }
  }
  return measured;
}

function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

if (import.meta.main) {
  const task: SearchTask = JSON.parse(process.argv[2]!);
  const asking = new Asking(task);
  const { startSeconds } = asking;
  const answers = measureKinds(asking, task.directory);
  // As of the peers: after the answers, nothing collected for it.
  const residentMegabytes = process.memoryUsage.rss() / 2 ** 20;
  const changes = measureChanges(asking);
  const throughput = await measureThroughput(task);
  process.send!({ startSeconds, residentMegabytes, ...answers, changes, throughput } satisfies SearchReport);
}
