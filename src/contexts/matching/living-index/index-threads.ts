import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { projectRoot } from "#platform/project-root.ts";
import { IndexHost } from "./index-host.ts";
import type { IndexAnswer, IndexCall } from "./index-worker.ts";
import type { IndexOperations } from "./protocol.ts";

export type Method = keyof IndexOperations;
type Answer<Name extends Method> = Promise<ReturnType<IndexOperations[Name]>>;

/** Where calls of the index run. */
export interface IndexThreads {
  /** A search: runs on the thread that has least to do. */
  search<Name extends Method>(method: Name, ...args: Parameters<IndexOperations[Name]>): Answer<Name>;
  /** Work that may take seconds: runs on a thread that searches avoid, where there is more than one. */
  work<Name extends Method>(method: Name, ...args: Parameters<IndexOperations[Name]>): Answer<Name>;
  /**
   * What every thread must know before its next call, threads opened later included; a newer one of a topic takes the older one's
   * place. Nobody waits for it: a thread reads its messages in order, and one that joins parts reads this minutes later.
   */
  tell<Name extends Method>(topic: string, method: Name, ...args: Parameters<IndexOperations[Name]>): void;
  /** Drops a topic for threads opened later. */
  forget(topic: string): void;
  /** How many pieces of work can run at once. */
  readonly workers: number;
  close(): Promise<void>;
}

const longWork = 1000;
const youngGenerationMb = 16;
const worthAnotherThread = 2;
const idleMs = 60_000;

/**
 * Threads that share the parts of the index and answer in turn. The first is opened at once; another when searches queue or work would
 * stand in their way, up to `most`; one that had nothing to do for a minute is closed. A thread that dies rejects what it was doing.
 */
export class IndexThreadPool implements IndexThreads {
  readonly workers: number;
  readonly #dictionaries: string | null;
  readonly #most: number;
  readonly #threads: IndexThread[] = [];
  readonly #told = new Map<string, { method: Method; args: unknown[] }>();
  #closed = false;

  constructor(dictionaries: string | null, most: number) {
    this.#dictionaries = dictionaries;
    this.#most = Math.max(1, most);
    this.workers = Math.max(1, this.#most - 1);
    this.#open();
  }

  search<Name extends Method>(method: Name, ...args: Parameters<IndexOperations[Name]>): Answer<Name> {
    const thread = this.#leastBusy();
    if (thread.load >= worthAnotherThread && this.#threads.length < this.#most) this.#open();
    return thread.call(method, args, 1);
  }

  work<Name extends Method>(method: Name, ...args: Parameters<IndexOperations[Name]>): Answer<Name> {
    const others = () => this.#threads.slice(this.#most > 1 ? 1 : 0);
    if (others().every(({ load }) => load > 0) && this.#threads.length < this.#most) this.#open();
    const free = others().toSorted((a, b) => a.load - b.load)[0] ?? this.#leastBusy();
    return free.call(method, args, longWork);
  }

  tell<Name extends Method>(topic: string, method: Name, ...args: Parameters<IndexOperations[Name]>): void {
    this.#told.delete(topic);
    this.#told.set(topic, { method, args });
    // One that dies is replaced by the next call, which tells it everything.
    for (const thread of this.#threads) thread.call(method, args, 0).catch(() => {});
    if (this.#threads.length === 0) this.#open();
  }

  forget(topic: string): void {
    this.#told.delete(topic);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.splice(0).map((thread) => thread.close()));
  }

  #leastBusy(): IndexThread {
    if (this.#threads.length === 0) this.#open();
    return this.#threads.reduce((least, thread) => (thread.load < least.load ? thread : least));
  }

  #open(): void {
    if (this.#closed) throw new Error("The index is closed.");
    const thread = new IndexThread(this.#dictionaries, () => this.#drop(thread));
    this.#threads.push(thread);
    // Until it has read what it is told, searches queue behind others rather than behind that.
    for (const { method, args } of this.#told.values()) thread.call(method, args, longWork).catch(() => {});
    if (this.#threads.length > 1) this.#closeWhenIdle(thread);
  }

  #closeWhenIdle(thread: IndexThread): void {
    const timer = setInterval(() => {
      const isUsed = thread.load > 0 || performance.now() - thread.usedAt < idleMs;
      if (this.#threads.includes(thread) && isUsed) return;
      clearInterval(timer);
      this.#drop(thread);
      void thread.close();
    }, idleMs / 4);
    timer.unref();
  }

  #drop(thread: IndexThread): void {
    const at = this.#threads.indexOf(thread);
    if (at >= 0) this.#threads.splice(at, 1);
  }
}

/** One worker thread; every call is a message, answered in order. */
class IndexThread {
  /** What waits to be done, in searches. */
  load = 0;
  usedAt = performance.now();
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void; weight: number }>();
  #next = 1;
  #broken: Error | null = null;

  constructor(dictionaries: string | null, onEnd: () => void) {
    this.#worker = new Worker(pathToFileURL(join(projectRoot, "src/contexts/matching/living-index/index-worker.ts")), {
      workerData: { dictionaries },
      // Without it V8 lets each thread's short-lived objects grow to a hundred megabytes.
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    const fail = (error: Error) => {
      this.#broken = error;
      onEnd();
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    this.#worker.on("error", fail);
    this.#worker.on("exit", () => fail(this.#broken ?? new Error("The index thread has ended.")));
    this.#worker.on("message", (answer: IndexAnswer) => this.#settle(answer));
    this.#worker.unref();
  }

  // The method decides the type of the answer, which a message cannot carry.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  call(method: Method, args: unknown[], weight: number): Promise<any> {
    return new Promise((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      const id = this.#next++;
      if (weight > 0) this.usedAt = performance.now();
      this.load += weight;
      this.#waiting.set(id, { resolve, reject, weight });
      this.#worker.postMessage({ id, method, args } satisfies IndexCall);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(answer: IndexAnswer): void {
    const call = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    this.load -= call?.weight ?? 0;
    this.usedAt = performance.now();
    if ("error" in answer) call?.reject(new Error(answer.error));
    else call?.resolve(answer.result);
  }
}

/** The same in the caller's thread: for tests and the command line. */
export class IndexHere implements IndexThreads {
  readonly workers = 1;
  readonly #host: IndexHost;

  constructor(dictionaries: string | null) {
    this.#host = new IndexHost(dictionaries);
  }

  search = async <Name extends Method>(method: Name, ...args: Parameters<IndexOperations[Name]>): Answer<Name> =>
    (this.#host[method] as (...given: unknown[]) => ReturnType<IndexOperations[Name]>)(...args);
  work = this.search;

  tell<Name extends Method>(_topic: string, method: Name, ...args: Parameters<IndexOperations[Name]>): void {
    (this.#host[method] as (...given: unknown[]) => unknown)(...args);
  }

  forget(): void {}

  async close(): Promise<void> {}
}
