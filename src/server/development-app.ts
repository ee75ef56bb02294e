import type { ServerBuild } from "react-router";
import { serveCompanyLists } from "#contexts/matching/index.ts";
import { readConfig } from "#platform/config.ts";
import { createApp } from "./app.ts";
import { openPlatform } from "./platform.ts";
import { prepareBase } from "./prepare-base.ts";

/** Opens the platform inside Vite's module graph, so that pages and server share their modules. */
export async function startDevelopment(pages: () => Promise<ServerBuild>) {
  const platform = await openPlatform(readConfig());
  serveCompanyLists(platform);
  const base = await prepareBase(platform, { empty: process.argv.includes("--empty") });
  await platform.jobs.start(base.timeZone);
  console.log(base.greeting);
  const app = createApp(platform, pages, "development");
  return { fetch: app.fetch, port: platform.config.PORT };
}
