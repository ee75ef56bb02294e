import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "commander";
import { parse } from "csv-parse";
import { downloadRejections, type ImportProgress, runImportFromFile, suggestDuplicates } from "#contexts/companies/index.ts";
import { requireFile } from "./file-arguments.ts";
import { type RemoteOptions, request, send, withBase } from "./session.ts";

interface ImportOptions {
  source?: string;
  dryRun?: boolean;
}

export function addCompanyCommands(program: Command): void {
  const remote = () => program.opts<RemoteOptions>();
  program
    .command("import")
    .description("import records")
    .command("companies")
    .argument("<file>", "CSV, XLSX or JSONL, also .gz")
    .option("--source <name>", "name of the source (default: the file's name)")
    .option("--dry-run", "count what would happen and change nothing")
    .action(async (file: string, options: ImportOptions) => {
      requireFile(file);
      await (remote().url ? importOverRest(remote(), file, options) : importHere(file, options));
    });
  program
    .command("companies")
    .description("the scouting universe")
    .command("dedupe")
    .description("compare all companies and suggest pairs that may be one firm")
    .action(() =>
      withBase(async (platform) => {
        const { compared, suggested } = await suggestDuplicates(platform);
        console.log(`${compared} companies compared, ${suggested} pairs suggested. Review them under Companies → Duplicates.`);
      }),
    );
}

async function importHere(file: string, { source, dryRun }: ImportOptions): Promise<void> {
  await withBase(async (platform, ctx) => {
    const report = await runImportFromFile(platform, file, { source, dryRun, onProgress: showProgress });
    showMapping(report.mapping);
    showCounts(report, dryRun);
    if (hasRowsToCheck(report))
      await showRowsToCheck(await downloadRejections(ctx, report), `Companies → Imports, at ${basename(file)}`);
  });
}

type ImportCounts = Pick<ImportProgress, "created" | "updated" | "unchanged" | "rejected" | "warned">;

interface RemoteImport {
  id: string;
  status: "uploaded" | "queued" | "running" | "done" | "failed" | "cancelled";
  counts: ImportCounts;
  /** Counts of the last dry run; it leaves the import `uploaded`. */
  dryRun: ImportCounts | null;
  columns: { column: string; target: string | null }[];
  rowsRead: number;
  bytesRead: number;
  fileBytes: number;
  failure: string | null;
}

/** Uploads the file to a running server, has it imported (or counted) there and follows it to its end. */
export async function importOverRest(
  remote: RemoteOptions,
  file: string,
  { source, dryRun = false }: ImportOptions,
): Promise<void> {
  const query = new URLSearchParams({ fileName: basename(file), ...(source ? { source } : {}) });
  const { size } = await stat(file);
  const uploaded = await request<RemoteImport>(remote, `/company-imports?${query}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", "content-length": String(size) },
    body: Readable.toWeb(createReadStream(file)) as BodyInit,
    duplex: "half",
  } as RequestInit);
  showMapping(Object.fromEntries(uploaded.columns.map(({ column, target }) => [column, target])));
  const path = `/company-imports/${uploaded.id}`;
  let state = await request<RemoteImport>(remote, `${path}/runs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ isDryRun: dryRun }),
  });
  while (state.status === "queued" || state.status === "running") {
    showProgress({ ...state, bytesTotal: state.fileBytes });
    await pause(500);
    state = await request<RemoteImport>(remote, path);
  }
  const counts = dryRun ? state.dryRun : state.counts;
  if (state.status !== (dryRun ? "uploaded" : "done") || !counts) {
    throw new Error(state.failure ?? "The import was cancelled. Open it under Companies → Imports.");
  }
  showCounts(counts, dryRun);
  if (hasRowsToCheck(counts))
    await showRowsToCheck(
      await send(remote, `${path}/rejections`),
      new URL(`/companies/imports/${uploaded.id}`, remote.url).href,
    );
}

function showProgress({ rowsRead, bytesRead, bytesTotal }: Pick<ImportProgress, "rowsRead" | "bytesRead" | "bytesTotal">): void {
  if (!process.stderr.isTTY) return;
  const percent = bytesTotal > 0 ? Math.min(100, Math.round((bytesRead / bytesTotal) * 100)) : 100;
  process.stderr.write(`\r${percent} %, ${rowsRead} rows`);
}

function showMapping(mapping: Record<string, string | null>): void {
  const columns = Object.entries(mapping).map(([column, target]) => `  ${column} → ${target ?? "(kept with the source only)"}`);
  if (columns.length > 0) console.log(`\nColumns:\n${columns.join("\n")}`);
}

function showCounts({ created, updated, unchanged, rejected, warned }: ImportCounts, dryRun?: boolean): void {
  const lacking = warned > 0 ? ` Imported without a cell or two: ${warned}.` : "";
  console.log(
    `${dryRun ? "Would be: " : ""}${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected.${lacking}`,
  );
}

const hasRowsToCheck = ({ rejected, warned }: ImportCounts): boolean => rejected + warned > 0;

const mostShown = 10;

/** The first rows of the download a page offers: row, result, reasons, then the row's own cells. */
async function showRowsToCheck(download: Response, place: string): Promise<void> {
  const rows = Readable.fromWeb(download.body as never).pipe(parse({ bom: true, from_line: 2, relax_column_count: true }));
  let shown = 0;
  for await (const [row, result, reasons] of rows as AsyncIterable<string[]>) {
    if (++shown > mostShown) break;
    console.log(`  row ${row}, ${result!.toLowerCase()}: ${reasons!.replaceAll("\n", "; ")}`);
  }
  console.log(`All of these rows with their reasons: ${place}.`);
}
