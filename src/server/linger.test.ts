import { connect } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, expect, test } from "vitest";
import { limitBody } from "./limit-body.ts";
import { readRefusedBodies } from "./linger.ts";

const app = new Hono();
const refused = () => new Response("too large", { status: 413 });
app.post("/declared", (c) => {
  try {
    limitBody(c.req.raw, 1);
    return c.text("taken");
  } catch {
    return refused();
  }
});
app.post("/streamed", async (c) => {
  await c.req.raw.body!.getReader().read();
  return refused();
});
const server = serve({ fetch: app.fetch, port: 0, autoCleanupIncoming: false });
readRefusedBodies(server);
await new Promise((done) => server.once("listening", done));
const { port } = server.address() as { port: number };
afterAll(() => void server.close());

/** Sends everything first and reads afterwards, as browsers do. */
function send(path: string, headers: string, body: Iterable<Buffer>): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("error", reject);
    socket.on("data", (text: string) => {
      answer += text;
      if (answer.includes("too large")) socket.destroy();
    });
    socket.on("close", () => resolve(answer));
    void (async () => {
      socket.pause();
      socket.write(`POST ${path} HTTP/1.1\r\nHost: here\r\n${headers}\r\n\r\n`);
      for (const chunk of body) if (!socket.write(chunk)) await new Promise((done) => socket.once("drain", done));
      socket.resume();
    })();
  });
}

const megabyte = Buffer.alloc(1024 * 1024);
function* megabytes(count: number, frame = (chunk: Buffer) => chunk): Iterable<Buffer> {
  for (let index = 0; index < count; index++) yield frame(megabyte);
}

test("who sends 300 MB where one is taken can read the answer after the last byte", async () => {
  const length = 300 * megabyte.length;
  expect(await send("/declared", `Content-Length: ${length}`, megabytes(300))).toMatch(/^HTTP\/1\.1 413 [\s\S]*too large/);
}, 60_000);

test("so can who is refused on the way, after the first bytes", async () => {
  const head = Buffer.from(`${megabyte.length.toString(16)}\r\n`);
  const framed = megabytes(80, (chunk) => Buffer.concat([head, chunk, Buffer.from("\r\n")]));
  expect(await send("/streamed", "Transfer-Encoding: chunked", framed)).toMatch(/^HTTP\/1\.1 413 [\s\S]*too large/);
}, 60_000);
