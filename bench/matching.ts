import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { matchText, openMatchingIndex } from "#contexts/matching/index.ts";
import { readConfig } from "#platform/config.ts";
import { contextFor, system } from "#platform/context.ts";
import { openDatabase } from "#platform/db/database.ts";
import { migrateDatabase } from "#platform/db/migrate-database.ts";
import { newId } from "#platform/ids.ts";
import { assemble } from "#server/platform.ts";

const companies = 6000;
const runs = 120;
const dataDirectory = "../shared/data";
const sources = [
  "companies_mobility.jsonl",
  "companies_yc_dev.jsonl.gz",
  "companies_itjuzi_zh_nolabels.jsonl.gz",
  "companies_techstars_nolabels.jsonl.gz",
];

interface Row {
  name?: string;
  one_liner?: string;
  description?: string;
  lang?: string;
  country?: string;
}

/** Latency of a match from the call to twenty rows with reasons, over the embedded database and the index thread, as Markdown. */
export async function runMatchingBench(): Promise<string> {
  const rows = readRows();
  if (rows.length === 0) return "No company files found: matching was not measured.\n";
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-bench-"));
  const database = await openDatabase({ directory: null });
  await migrateDatabase(database);
  const platform = assemble(
    readConfig({ DATA_DIR: directory, LOG_LEVEL: "silent", AUTH_SECRET: "only for measuring, thirty-two characters" }),
    database,
  );
  await platform.jobs.prepare();
  try {
    await insert(platform.database, rows);
    const builtIn = await timed(() => openMatchingIndex(platform));
    const ctx = contextFor(platform, system);
    const short = rows
      .slice(0, runs)
      .map(({ one_liner, name }) => (one_liner || name || "battery").split(/\s+/).slice(0, 4).join(" "));
    const long = rows
      .slice(0, runs)
      .map(({ description }, at) => `${description ?? ""} ${rows[at + runs]?.description ?? ""}`.slice(0, 600));
    const lines = [];
    for (const [name, texts] of [
      ["short (≤ 4 words)", short],
      ["long (about 600 characters)", long],
    ] as const) {
      const times = [];
      for (const text of texts) if (text.trim()) times.push(await timed(() => matchText(ctx, { text, top: 20 })));
      lines.push(`| ${name} | ${times.length} | ${quantile(times, 0.5)} | ${quantile(times, 0.95)} |`);
    }
    return [
      `${rows.length} companies; index built in ${(builtIn / 1000).toFixed(1)} s in its own thread. Each run: rank, load 20 rows, explain 20 rows.`,
      "",
      "| need | runs | p50 ms | p95 ms |",
      "|---|---|---|---|",
      ...lines,
      "",
    ].join("\n");
  } finally {
    await (await openMatchingIndex(platform)).close();
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function readRows(): Row[] {
  const rows: Row[] = [];
  for (const source of sources) {
    const file = join(dataDirectory, source);
    if (!existsSync(file)) continue;
    const bytes = readFileSync(file);
    const text = (source.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    for (const line of text.split("\n")) if (line && rows.length < companies) rows.push(JSON.parse(line));
  }
  return rows;
}

async function insert(database: Awaited<ReturnType<typeof openDatabase>>, rows: Row[]): Promise<void> {
  const at = new Date();
  for (let start = 0; start < rows.length; start += 500) {
    const values = rows.slice(start, start + 500).map(({ name, one_liner, description, lang }) => ({
      id: newId(),
      name: name || "–",
      lang: lang ?? "en",
      oneLiner: one_liner ?? "",
      description: description ?? "",
      createdAt: at,
      updatedAt: at,
    }));
    await database.kysely
      .insertInto("company")
      .values(values as never)
      .execute();
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

function quantile(times: number[], share: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}
