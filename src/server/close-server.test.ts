import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { expect, test } from "vitest";
import { closeServer } from "./close-server.ts";

async function serverAnsweringAfter(ms: number) {
  const asked = Promise.withResolvers<void>();
  const fetchIt = async () => {
    asked.resolve();
    await pause(ms);
    return new Response("done");
  };
  const server = serve({ fetch: fetchIt, port: 0, hostname: "127.0.0.1" });
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  return { server, asked: asked.promise, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("closing waits for the request that runs, and for nothing after it", async () => {
  const { server, asked, url } = await serverAnsweringAfter(300);
  const answer = fetch(url).then((response) => response.text());
  await asked;
  // Waiting for the limit would end the test.
  await closeServer(server, 600_000);
  expect(await answer).toBe("done");
});

test("a request that takes longer than the limit is cut off", async () => {
  const { server, asked, url } = await serverAnsweringAfter(5_000);
  const answer = fetch(url).then(
    () => "answered",
    () => "cut off",
  );
  await asked;
  await closeServer(server, 100);
  expect(await answer).toBe("cut off");
});
