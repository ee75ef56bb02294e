// Runs PostgreSQL (PGlite, WebAssembly) away from the server's event loop and speaks the wire protocol on a local socket.
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { citext } from "@electric-sql/pglite/contrib/citext";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { pgDump } from "@electric-sql/pglite-tools/pg_dump";
import { dumpArguments } from "./dump-arguments.ts";

export interface EmbeddedWorkerData {
  dataDir: string | null;
  socketPath: string;
  template: Uint8Array | null;
}

/** dump: the directory as a tar; sql: a logical dump; stop: close and end. */
export type EmbeddedWorkerRequest = "stop" | "dump" | "sql";

const { dataDir, socketPath, template } = workerData as EmbeddedWorkerData;
const lite = await PGlite.create({
  ...(dataDir === null ? {} : { dataDir }),
  ...(template === null ? {} : { loadDataDir: new Blob([Uint8Array.from(template)]) }),
  extensions: { btree_gist, citext, pg_trgm, unaccent },
  postgresqlconf: ["shared_buffers=32MB"],
});
const server = new PGLiteSocketServer({ db: lite, path: socketPath, maxConnections: 4 });
await server.start();
parentPort?.postMessage({ ready: true });

parentPort?.on("message", async (request: EmbeddedWorkerRequest) => {
  if (request === "dump") {
    const file = await lite.dumpDataDir("none");
    parentPort?.postMessage({ dump: new Uint8Array(await file.arrayBuffer()) });
    return;
  }
  if (request === "sql") {
    const file = await pgDump({ pg: lite, args: dumpArguments });
    parentPort?.postMessage({ sql: await file.text() });
    return;
  }
  await server.stop();
  await lite.close();
  parentPort?.postMessage({ stopped: true });
  parentPort?.close();
});
