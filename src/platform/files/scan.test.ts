import { createServer, type Server } from "node:net";
import { Readable } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { scanContent } from "./scan.ts";
import { fakeClamd } from "./testing.ts";

const clamd = await fakeClamd();
const silent: Server = createServer((socket) => socket.end());
await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
afterAll(() => {
  clamd.close();
  silent.close();
});

test("what the scanner says of the bytes is the verdict, however they come in pieces", async () => {
  expect(await scanContent(clamd.address, Readable.from([Buffer.from("harm"), Buffer.from("less")]))).toEqual({ state: "clean" });
  const infected = Readable.from([Buffer.from("EIC"), Buffer.from("AR-STANDARD")]);
  expect(await scanContent(clamd.address, infected)).toEqual({ state: "infected", finding: "Eicar-Test" });
  expect(clamd.received).toEqual(["harmless", "EICAR-STANDARD"]);
});

test("a scanner that is away, hangs up or finds the file too large gives no verdict, and no file counts as clean", async () => {
  const bytes = () => Readable.from([Buffer.from("x")]);
  await expect(scanContent("tcp://127.0.0.1:1", bytes())).rejects.toThrow(/ECONNREFUSED/);
  const { port } = silent.address() as { port: number };
  await expect(scanContent(`tcp://127.0.0.1:${port}`, bytes())).rejects.toThrow();
  const large = Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(64 * 1024)));
  await expect(scanContent(clamd.address, large)).rejects.toThrow(/size limit/);
});
