import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { projectRoot } from "#platform/project-root.ts";

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

export function printTally({ passed, failed, skipped }: Tally): void {
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
}

const bin = join(projectRoot, "node_modules/.bin");

export function run(command: string, args: string[], environment: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(command, args, {
    cwd: projectRoot,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, ...environment },
  });
  return status === 0;
}

/** One command that counts as one test. */
export function step(title: string, command: string, args: string[], environment?: NodeJS.ProcessEnv): Tally {
  console.log(`\n── ${title}`);
  const startedAt = performance.now();
  const ok = run(command, args, environment);
  console.log(`${ok ? "✓" : "✗"} ${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** A Vitest run, counted test by test from its JSON report; a run that ends without a report counts as one failure. */
export function vitest(title: string, args: string[], environment: NodeJS.ProcessEnv = {}): Tally {
  console.log(`\n── ${title}`);
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-vitest-"));
  const report = join(directory, "report.json");
  const ok = run("vitest", ["run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], environment);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, "utf8"));
    const failed = ok ? numFailedTests : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
