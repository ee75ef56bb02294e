// Runs matching away from the server's event loop; loaded from its source path, Node strips the types.
import { parentPort, threadId, workerData } from "node:worker_threads";
import { IndexHost } from "./index-host.ts";
import type { IndexOperations } from "./protocol.ts";

export interface IndexCall {
  id: number;
  method: keyof IndexOperations;
  args: unknown[];
}

export type IndexAnswer = { id: number; result: unknown } | { id: number; error: string };

const { dictionaries } = workerData as { dictionaries: string | null };
const host = new IndexHost(dictionaries, `thread-${threadId}`);

parentPort?.on("message", ({ id, method, args }: IndexCall) => {
  try {
    const result = (host[method] as (...args: unknown[]) => unknown)(...args);
    parentPort?.postMessage({ id, result } satisfies IndexAnswer);
  } catch (error) {
    parentPort?.postMessage({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    } satisfies IndexAnswer);
  }
});
