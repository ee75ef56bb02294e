import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { projectRoot } from "#platform/project-root.ts";

const directory = mkdtempSync(join(tmpdir(), "jinqiao-kill-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const rowCount = 6_000;
const file = join(directory, "list.jsonl");
writeFileSync(
  file,
  Array.from({ length: rowCount }, (_, index) =>
    JSON.stringify({
      id: `k-${String(index).padStart(5, "0")}`,
      name: `Company ${index}`,
      city: "Bonn",
      lang: "en",
      description: "Radar",
      description_de: "Radartechnik",
    }),
  ).join("\n"),
);

/** Runs the import; with `killAfter` the process dies without a word once so many rows are said to be in. */
function runImport(data: string, killAfter: number | null): Promise<{ lastRow: number; answer: string | null }> {
  const child = spawn(
    process.execPath,
    [join(projectRoot, "src/contexts/companies/import/testing/import-process.ts"), data, file, "killed"],
    {
      cwd: projectRoot,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let lastRow = 0;
  let answer: string | null = null;
  let rest = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("{")) answer = line;
      else lastRow = Number(line);
      if (killAfter !== null && lastRow >= killAfter) child.kill("SIGKILL");
    }
  });
  return new Promise((resolve) => child.on("close", () => resolve({ lastRow, answer })));
}

test("an import killed twice in its middle goes on and ends as one that was never killed, no row lost or doubled", async () => {
  const killed = join(directory, "killed");
  const first = await runImport(killed, 1000);
  const second = await runImport(killed, 3000);
  const { answer } = await runImport(killed, null);
  expect([first.answer, second.answer]).toEqual([null, null]);
  expect(second.lastRow).toBeGreaterThan(first.lastRow);
  const resumed = JSON.parse(answer!);
  const whole = JSON.parse((await runImport(join(directory, "whole"), null)).answer!);
  expect(resumed.report).toMatchObject({ created: rowCount, updated: 0, unchanged: 0, rejected: 0, rowsRead: rowCount });
  expect(resumed.companies).toBe(rowCount);
  expect(resumed.rows).toEqual(whole.rows);
});
