import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { projectRoot } from "#platform/project-root.ts";

export interface Tally {
  passed: number;
  skipped: number;
  /** What failed, each with the beginning of why; repeated at the end, where a long log is read first. */
  failures: string[];
}

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  skipped: a.skipped + b.skipped,
  failures: [...a.failures, ...b.failures],
});

export const failure = (why: string): Tally => ({ passed: 0, skipped: 0, failures: [why] });

/** Prints the failures and, as the last line, the count; ends the process with 1 if anything failed. */
export function conclude({ passed, skipped, failures }: Tally): never {
  if (failures.length > 0) console.log(`\n── Failed\n${failures.map((text) => `✗ ${text}`).join("\n")}`);
  console.log(`\n${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exit(failures.length === 0 ? 0 : 1);
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
  return ok ? { passed: 1, skipped: 0, failures: [] } : failure(title);
}

/** What is read of the report Vitest writes, which is Jest's. */
interface Report {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
}

/** A Vitest run, counted test by test from its JSON report; a run that ends badly without a failed test counts as one failure. */
export function vitest(title: string, args: string[], environment: NodeJS.ProcessEnv = {}): Tally {
  console.log(`\n── ${title}`);
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-vitest-"));
  const path = join(directory, "report.json");
  const ok = run("vitest", ["run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${path}`], environment);
  try {
    const report: Report = JSON.parse(readFileSync(path, "utf8"));
    const failures = failuresOf(report);
    if (!ok && failures.length === 0) failures.push(`${title}: ended with an error outside of its tests`);
    return { passed: report.numPassedTests, skipped: report.numPendingTests + report.numTodoTests, failures };
  } catch {
    return failure(`${title}: ended without a report`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function failuresOf({ testResults }: Report): string[] {
  const described = (file: string, name: string, why = "") =>
    `${relative(projectRoot, file)} › ${name}\n    ${stripVTControlCharacters(why).slice(0, 600).replaceAll("\n", "\n    ")}`;
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return status === "failed" ? [described(name, "the file itself", message)] : [];
    return failed.map((test) => described(name, test.fullName, test.failureMessages?.[0]));
  });
}
