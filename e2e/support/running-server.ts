// Starts the built server once with the demo base in a directory of its own; every journey talks to it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { projectRoot } from "../../src/platform/project-root.ts";

declare module "vitest" {
  interface ProvidedContext {
    baseUrl: string;
  }
}

const startLimitMs = 120_000;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-e2e-"));
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const server = spawn(process.execPath, [join(projectRoot, "tools/start.mjs")], {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), DATA_DIR: directory, LOG_LEVEL: "warn", RATE_LIMIT_PER_MINUTE: "100000" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  await untilReady(`${baseUrl}/readyz`);
  project.provide("baseUrl", baseUrl);
  return async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    const ready = await fetch(url).then(({ ok }) => ok, () => false);
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`The server did not become ready within ${startLimitMs / 1000} s.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
