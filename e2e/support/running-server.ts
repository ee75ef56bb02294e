// Starts the built server once with the demo base; every journey talks to it. E2E_BASE_URL names one that runs already.
import type { TestProject } from "vitest/node";
import { startDemoServer } from "../../tools/demo-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    baseUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_BASE_URL) {
    project.provide("baseUrl", process.env.E2E_BASE_URL);
    return undefined;
  }
  const { baseUrl, stop } = await startDemoServer();
  project.provide("baseUrl", baseUrl);
  return stop;
}
