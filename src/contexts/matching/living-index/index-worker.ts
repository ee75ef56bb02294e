// Runs the matching index away from the server's event loop; loaded from its source path, Node strips the types.
import { parentPort, workerData } from "node:worker_threads";
import { IndexHost } from "./index-host.ts";
import type { IndexOperations } from "./protocol.ts";

export interface IndexCall {
  id: number;
  method: keyof IndexOperations;
  args: unknown[];
}

export type IndexAnswer = { id: number; result: unknown } | { id: number; error: string };

const host = new IndexHost((workerData as { dictionaries: string | null }).dictionaries);

parentPort?.on("message", ({ id, method, args }: IndexCall) => {
  try {
    const result = (host[method] as (...args: unknown[]) => unknown)(...args);
    const transfer = result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : [];
    parentPort?.postMessage({ id, result } satisfies IndexAnswer, transfer);
  } catch (error) {
    parentPort?.postMessage({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    } satisfies IndexAnswer);
  }
});
