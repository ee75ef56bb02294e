import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runImportFromFile } from "#contexts/companies/import/index.ts";
import { readConfig } from "#platform/config.ts";
import type { Platform } from "#platform/context.ts";
import { openPlatform } from "#server/platform.ts";

const sizes = [10_000, 100_000];

interface Measured {
  rows: number;
  importSeconds: number;
  againSeconds: number;
  copySeconds: number;
  peakMegabytes: number;
}

/** Rows a second of the whole import (reading, mapping, provenance, indexes, progress) beside COPY of the same rows into a bare table. */
export async function runImportBench(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-bench-"));
  try {
    const measured: Measured[] = [];
    for (const rows of sizes) measured.push(await measure(join(directory, String(rows)), rows));
    return report(measured);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(directory: string, rows: number): Promise<Measured> {
  const platform = await openPlatform(readConfig({ DATA_DIR: directory, LOG_LEVEL: "silent" }));
  try {
    const companies = generatedCompanies(rows);
    const file = join(directory, "companies.csv");
    writeFileSync(
      file,
      ["id,name,country,city,founded,stage,tags,description\n", ...companies.map((cells) => `${cells.join(",")}\n`)].join(""),
    );
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 50);
    const source = `bench ${rows}`;
    const importSeconds = await secondsOf(() => runImportFromFile(platform, file, { source }));
    const againSeconds = await secondsOf(() => runImportFromFile(platform, file, { source }));
    clearInterval(watch);
    const copySeconds = await copyIntoBareTable(platform, directory, companies);
    return { rows, importSeconds, againSeconds, copySeconds, peakMegabytes: Math.round(peak / 1024 / 1024) };
  } finally {
    await platform.database.close();
  }
}

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return (performance.now() - startedAt) / 1000;
}

/** COPY from a file beside the database's own, because the embedded database's socket knows no COPY from the client. */
async function copyIntoBareTable(
  { database: { pool } }: Platform,
  directory: string,
  companies: readonly string[][],
): Promise<number> {
  await pool.query("drop table if exists public.bare_company");
  await pool.query(
    "create table public.bare_company (id text, name text, country text, city text, founded text, stage text, tags text, description text)",
  );
  const file = join(directory, "postgres", "bare-company.tsv");
  writeFileSync(file, companies.map((cells) => `${cells.join("\t")}\n`).join(""));
  const seconds = await secondsOf(() => pool.query("copy public.bare_company from '/pglite/data/bare-company.tsv'"));
  rmSync(file);
  const { rows } = await pool.query("select count(*)::int as count from public.bare_company");
  if (rows[0].count !== companies.length) throw new Error(`COPY wrote ${rows[0].count} of ${companies.length} rows.`);
  return seconds;
}

/** Invented rows of a list's usual size, the same in every run. */
function generatedCompanies(rows: number): string[][] {
  const cities = ["Shanghai", "Beijing", "Shenyang", "Munich", "Hefei", "Stuttgart"];
  const stages = ["seed", "series-a", "series-b", "growth"];
  const words =
    "battery radar cloud fleet sensor charging edge vision logistics supplier diagnostics platform vehicle energy data quality".split(
      " ",
    );
  let state = 7;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const pick = (list: readonly string[]) => list[next(list.length)]!;
  return Array.from({ length: rows }, (_, index) => [
    `b-${index}`,
    `${pick(words)}${pick(words)} ${index}`,
    next(3) === 0 ? "DE" : "CN",
    pick(cities),
    String(1995 + next(30)),
    pick(stages),
    `${pick(words)};${pick(words)};${pick(words)}`,
    Array.from({ length: 40 }, () => pick(words)).join(" "),
  ]);
}

function report(measured: readonly Measured[]): string {
  const rate = (rows: number, seconds: number) => Math.round(rows / seconds).toLocaleString("en");
  const lines = measured.map(
    ({ rows, importSeconds, againSeconds, copySeconds, peakMegabytes }) =>
      `| ${rows.toLocaleString("en")} | ${rate(rows, importSeconds)} | ${rate(rows, againSeconds)} | ${rate(rows, copySeconds)} | 1 : ${(importSeconds / copySeconds).toFixed(1)} | ${peakMegabytes} MB |`,
  );
  return [
    "## Import",
    "",
    "Generated CSV rows of about 400 characters, imported as the command line does it (detected format, guessed mapping, provenance, search index, batches of 1 000 with their position in one transaction), " +
      "the same file again, and COPY of the same cells into a table of text columns without index, all on the same embedded database in the same run.",
    "",
    "| rows | import, rows/s | same file again, rows/s | COPY, rows/s | import : COPY in time | memory |",
    "|---|---|---|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}
