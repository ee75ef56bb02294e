import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "#platform/project-root.ts";
import { freePort } from "./free-port.ts";

export interface DemoServer {
  baseUrl: string;
  stop(): Promise<void>;
}

const startLimitMs = 180_000;

/** Starts the built server with the demo base in a directory of its own, on a free port; BUILD_DIRECTORY names another build. */
export async function startDemoServer(): Promise<DemoServer> {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-demo-"));
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const server = spawn(process.execPath, [join(projectRoot, "tools/start.mjs")], {
    cwd: projectRoot,
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: directory,
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
      RATE_LIMIT_PER_MINUTE: "100000",
    },
    stdio: ["ignore", process.env.SERVER_LOG === "show" ? "inherit" : "ignore", "inherit"],
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await untilReady(`${baseUrl}/readyz`, () => server.exitCode !== null);
  } catch (error) {
    await stop();
    throw error;
  }
  return { baseUrl, stop };
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    if (hasEnded()) throw new Error("The server ended before it was ready; its messages stand above.");
    const ready = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`The server did not become ready within ${startLimitMs / 1000} s.`);
}
