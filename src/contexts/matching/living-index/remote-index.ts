import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { projectRoot } from "#platform/project-root.ts";
import { IndexHost } from "./index-host.ts";
import type { IndexAnswer, IndexCall } from "./index-worker.ts";
import type { IndexOperations, RemoteIndex } from "./protocol.ts";

const methods = [
  "load",
  "apply",
  "beginBuild",
  "addToBuild",
  "build",
  "setNeeds",
  "weighBy",
  "similarNeeds",
  "rank",
  "explain",
  "fits",
] as const satisfies readonly (keyof IndexOperations)[];

/** An index in a worker thread of its own; every call is a message. A thread that dies rejects what is waiting and all later calls. */
export function openIndexThread(dictionaries: string | null): RemoteIndex {
  const worker = new Worker(pathToFileURL(join(projectRoot, "src/contexts/matching/living-index/index-worker.ts")), {
    workerData: { dictionaries },
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let next = 1;
  let broken: Error | null = null;
  const fail = (error: Error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", fail);
  worker.on("exit", () => fail(broken ?? new Error("The index thread has ended.")));
  worker.on("message", (answer: IndexAnswer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("error" in answer) call?.reject(new Error(answer.error));
    else call?.resolve(answer.result);
  });
  worker.unref();
  const call = (method: IndexCall["method"], args: unknown[]) =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken);
      const id = next++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, args } satisfies IndexCall);
    });
  return remote(call, async () => void (await worker.terminate()));
}

/** The same in this thread: for tests and the command line. */
export function openIndexInProcess(dictionaries: string | null): RemoteIndex {
  const host = new IndexHost(dictionaries);
  const call = async (method: IndexCall["method"], args: unknown[]) => (host[method] as (...args: unknown[]) => unknown)(...args);
  return remote(call, async () => {});
}

function remote(
  call: (method: IndexCall["method"], args: unknown[]) => Promise<unknown>,
  close: () => Promise<void>,
): RemoteIndex {
  const calls = methods.map((method) => [method, (...args: unknown[]) => call(method, args)] as const);
  return { ...Object.fromEntries(calls), close } as unknown as RemoteIndex;
}
