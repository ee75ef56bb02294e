import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";

const longestMs = 60_000;
const mostBytes = 1024 * 1024 * 1024;

/**
 * Lets who sends too much read why: what is still under way once the answer is given is read and thrown away, a minute and a gigabyte at
 * most. Closing at once would reset the connection, and a browser would then show its own error and not the answer (RFC 9112, 9.6).
 */
export function readRefusedBodies(server: EventEmitter): void {
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    response.once("finish", () => {
      if (!request.readableEnded && !request.destroyed) throwAway(request);
    });
  });
}

function throwAway(request: IncomingMessage): void {
  let bytes = 0;
  const end = () => request.socket.destroySoon();
  const timer = setTimeout(end, longestMs);
  timer.unref();
  // Whoever read it before would hold it up, or keep it in memory.
  for (const event of ["data", "readable", "pause"]) request.removeAllListeners(event);
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) end();
  });
  request.once("close", () => clearTimeout(timer));
  request.once("end", () => clearTimeout(timer));
  request.resume();
}
