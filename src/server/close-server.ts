import type { ServerType } from "@hono/node-server";

/** Takes no new requests and waits for the running ones, at most this long; then they are cut off. */
export function closeServer(server: ServerType, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), limitMs);
    // A connection kept alive becomes idle only after its last answer.
    const sweep = setInterval(() => "closeIdleConnections" in server && server.closeIdleConnections(), 100);
    server.close(() => {
      clearTimeout(cutOff);
      clearInterval(sweep);
      resolve();
    });
  });
}
