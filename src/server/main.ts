import { serve } from "@hono/node-server";
import type { ServerBuild } from "react-router";
import { matchingIndex, serveCompanyLists } from "#contexts/matching/index.ts";
import { readConfig } from "#platform/config.ts";
import type { Platform } from "#platform/context.ts";
import { createApp } from "./app.ts";
import { closeServer } from "./close-server.ts";
import { fillUniverse, wantedUniverse } from "./fill-universe.ts";
import { readRefusedBodies } from "./linger.ts";
import { openPlatform } from "./platform.ts";
import { type PreparedBase, prepareBase } from "./prepare-base.ts";

await main();

async function main(): Promise<void> {
  let platform: Platform;
  let base: PreparedBase;
  let universe: number | null;
  try {
    universe = wantedUniverse(process.argv);
    platform = await openPlatform(readConfig());
    base = await prepareBase(platform, { empty: process.argv.includes("--empty") });
  } catch (error) {
    console.error(error instanceof Error ? [error.message, error.cause].filter(Boolean).join("\n") : error);
    process.exit(1);
  }
  await platform.jobs.start(base.timeZone);
  // Opened now, so that the first person who searches does not wait for the index to be built.
  matchingIndex(platform);
  serveCompanyLists(platform);
  const pages = () => import("virtual:react-router/server-build") as Promise<ServerBuild>;
  const app = createApp(platform, pages, "production");
  const { PORT, HOST, PUBLIC_URL } = platform.config;
  const server = serve({ fetch: app.fetch, port: PORT, hostname: HOST, autoCleanupIncoming: false }, ({ port }) => {
    const url = PUBLIC_URL ?? `http://localhost:${port}`;
    platform.database.embedded?.lock?.announce(url);
    console.log(`\nJinqiao is open at ${url}\n${base.greeting}`);
  });
  readRefusedBodies(server);
  server.on("error", (error: NodeJS.ErrnoException) => {
    const reason = error.code === "EADDRINUSE" ? `Port ${PORT} is taken. Choose another: PORT=3001 npm start` : error.message;
    console.error(reason);
    process.exit(1);
  });
  closeOnSignal(platform, server, universe === null ? null : fillUniverse(platform, universe));
}

const requestLimitMs = 15_000;

/** Stops taking requests, lets running ones and jobs finish, closes the database; a second signal leaves at once. */
function closeOnSignal(
  platform: Platform,
  server: ReturnType<typeof serve>,
  filling: ReturnType<typeof fillUniverse> | null,
): void {
  let closing = false;
  const close = async (signal: string) => {
    if (closing) process.exit(1);
    closing = true;
    platform.log.info({ signal }, "shutting down");
    await Promise.all([closeServer(server, requestLimitMs), platform.jobs.stop(), filling?.stop()]);
    await platform.database.close();
    process.exit(0);
  };
  process.on("SIGTERM", close);
  process.on("SIGINT", close);
}
