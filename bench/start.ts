import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "#platform/project-root.ts";
import { freePort } from "../tools/free-port.ts";

interface Start {
  seconds: number;
  residentMb: number;
}

/** Time from process start to the first ready answer, with the demo base loaded (first start) and again (second start). */
export async function runStartBench(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-bench-start-"));
  const first = await startOnce(directory);
  const second = await startOnce(directory);
  const third = await startOnce(directory);
  rmSync(directory, { recursive: true, force: true });
  const row = (name: string, { seconds, residentMb }: Start) => `| ${name} | ${seconds.toFixed(1)} s | ${residentMb} MB |`;
  return `## Start

The built server (what \`npm start\` runs once dependencies and build are there), embedded database, until \`/readyz\` answers.
The resident memory is read from the process right after.

| start | until ready | resident |
|---|---|---|
${row("first, makes the database and loads the demo base", first)}
${row("second", second)}
${row("third", third)}`;
}

async function startOnce(directory: string): Promise<Start> {
  const port = await freePort();
  const startedAt = performance.now();
  const server = spawn(process.execPath, [join(projectRoot, "tools/start.mjs")], {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), DATA_DIR: directory, LOG_LEVEL: "error" },
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  while (!(await isReady(port))) await new Promise((resolve) => setTimeout(resolve, 50));
  const seconds = (performance.now() - startedAt) / 1000;
  const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
  const residentMb = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  server.kill("SIGTERM");
  await ended;
  return { seconds, residentMb };
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://localhost:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
