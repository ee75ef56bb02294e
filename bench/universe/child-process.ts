import { fork } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const heapMegabytes = 14_000;
const patienceMs = 20_000;

/** Runs a measuring process and resolves with the one report it sends; an error tells why there is none. */
export function reportOf<Report>(script: string, task: object, minutes: number): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, script), [JSON.stringify(task)], {
      execArgv: [`--max-old-space-size=${heapMegabytes}`, "--expose-gc", "--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "inherit", "pipe", "ipc"],
      serialization: "advanced",
    });
    let complaint = "";
    let report: Report | undefined;
    let isLate = false;
    child.stderr!.on("data", (text: Buffer) => {
      complaint = (complaint + text).slice(-4000);
    });
    child.once("message", (message) => {
      report = message as Report;
    });
    const tooLate = setTimeout(() => {
      isLate = true;
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), patienceMs).unref();
    }, minutes * 60_000);
    child.once("exit", (code, signal) => {
      clearTimeout(tooLate);
      if (report !== undefined) resolve(report);
      else if (isLate) reject(new Error(`not done within ${minutes} minutes`));
      else reject(new Error(lastError(complaint) ?? `ended with ${signal ?? code}`));
    });
  });
}

const lastError = (complaint: string): string | undefined =>
  complaint.split("\n").findLast((line) => /^\S*[Ee]rror\b|FATAL ERROR/.test(line));

/** A directory for the time of one run, removed whatever happens. */
export async function inTemporaryDirectory<Result>(run: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), "jinqiao-bench-"));
  const interrupted = (): never => {
    rmSync(directory, { recursive: true, force: true });
    process.exit(130);
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, interrupted);
  try {
    return await run(directory);
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    rmSync(directory, { recursive: true, force: true });
  }
}
